namespace DevRel.Activities;

/// <summary>
/// One entry of the log between collectors, store, feed and models: <see cref="Activity"/>, <see cref="Retraction"/>,
/// <see cref="Observation"/>, <see cref="MemberFact"/>, <see cref="SourceState"/> or <see cref="Erasure"/>.
/// The latest revision of a key wins.
/// </summary>
public abstract record LogRecord
{
    /// <summary>Name of the MetricSource it came from.</summary>
    public abstract string Source { get; init; }
}

/// <summary>The platform deleted, moved or hid what was collected under this id. Harmless when the id was never seen.</summary>
public sealed record Retraction : LogRecord
{
    public override required string Source { get; init; }
    public required string NativeId { get; init; }
}

/// <summary>A gauge seen at an instant. Key: source, signal, resource and <see cref="ObservedAt"/> cut to the signal's period.</summary>
public sealed record Observation : LogRecord
{
    public override required string Source { get; init; }
    public required string Platform { get; init; }
    public required Signal Signal { get; init; }

    /// <summary>Repository, package, category: <c>contoso/sdk</c>. Empty: the whole source.</summary>
    public string Resource { get; init; } = "";

    /// <summary>UTC. For a daily figure (traffic) the start of its day.</summary>
    public required DateTimeOffset ObservedAt { get; init; }
    public required double Value { get; init; }
}

/// <summary>Closed set of the label <c>signal</c>, and daily traffic. The numbers are stored: append, never reuse.</summary>
public enum Signal : byte
{
    Stars = 1,
    Forks = 2,
    Watchers = 3,
    Followers = 4,
    Downloads = 5,
    Views = 6,
    Clones = 7,
    Mentions = 8,
    Members = 9,
    MembersOnline = 10,
    UniqueViews = 11,
    UniqueClones = 12,
    OpenIssues = 13,
    Topics = 14,
    Posts = 15,
}

/// <summary>
/// What is known of an account, derived at the door from profile fields that are then dropped. Key: <see cref="Member"/> and source.
/// </summary>
public sealed record MemberFact : LogRecord
{
    public override required string Source { get; init; }
    public required string Platform { get; init; }
    public required MemberId Member { get; init; }

    /// <summary>Hash of platform and lower-case handle; matched against shipped lists, identities and overrides.</summary>
    public IdentityHash? Handle { get; init; }

    /// <summary>Hash of an e-mail that the platform verified: the only kind two accounts are joined by unasked.</summary>
    public IdentityHash? VerifiedEmail { get; init; }

    /// <summary>Hash of an e-mail merely claimed (git): joins only with an equal verified one.</summary>
    public IdentityHash? ClaimedEmail { get; init; }

    /// <summary>Hash of the e-mail's domain, for <c>teamDomains</c> and affiliations.</summary>
    public IdentityHash? EmailDomain { get; init; }
    public EmailDomainClass EmailDomainClass { get; init; }

    /// <summary>Hash of the organisation the profile names, normalised.</summary>
    public IdentityHash? Organization { get; init; }

    /// <summary>A UN M49 subregion, such as <c>Western Europe</c>; null when the profile does not say.</summary>
    public string? Geo { get; init; }

    public MemberHints Hints { get; init; }

    /// <summary>The handle itself; null unless the Collector says <c>identifiers: named</c>.</summary>
    public string? Name { get; init; }

    /// <summary>When the account was made, where the platform tells.</summary>
    public DateTimeOffset? AccountCreatedAt { get; init; }
}

public enum EmailDomainClass : byte
{
    Unknown = 0,
    Academic = 1,
    PublicSector = 2,
    FreeMail = 3,
    Other = 4,
}

/// <summary>How a source fares. Key: source.</summary>
public sealed record SourceState : LogRecord
{
    public override required string Source { get; init; }
    public required string Platform { get; init; }
    public required SourceCondition Condition { get; init; }

    /// <summary>Null when <see cref="Condition"/> needs none: <c>unauthorized</c>, <c>not_found</c>, <c>rate_limited</c>, <c>unavailable</c>, <c>unreadable</c>, <c>storage</c>, <c>bug</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>What happened and what to do, one sentence, no secret, no URL query.</summary>
    public string? Message { get; init; }

    /// <summary>Everything that occurred before this is in the log.</summary>
    public DateTimeOffset? Watermark { get; init; }
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>0..1; 1 once history is complete. "First ever" waits for it.</summary>
    public double BackfillProgress { get; init; }

    /// <summary>The platform refused to serve part of what exists (a page cap): counts are lower bounds.</summary>
    public bool Truncated { get; init; }
}

/// <summary>Closed set of the label <c>state</c>. The numbers are stored: append, never reuse.</summary>
public enum SourceCondition : byte
{
    Ok = 1,
    Stale = 2,
    Failing = 3,
    RateLimited = 4,
    Unauthorized = 5,
    Suspended = 6,
    Backfilling = 7,
}

/// <summary>Everything of this member is gone and stays gone: readers drop it, a re-scrape cannot bring it back.</summary>
public sealed record Erasure : LogRecord
{
    public override required string Source { get; init; }
    public required MemberId Member { get; init; }
}

/// <summary>What one durable step of a collector writes: records and the cursor behind them, in one transaction.</summary>
/// <param name="Cursor">Opaque to everyone but the collector that wrote it; null keeps the one before.</param>
public sealed record Commit(string Source, IReadOnlyList<LogRecord> Records, string? Cursor);

namespace DevRel.Activities;

/// <summary>
/// The one shape everything a platform tells becomes: who did what, when, in answer to what. What depends on a program
/// (class of member, weight, affiliation) is decided in Models and never stored.
/// </summary>
public sealed record Activity : LogRecord
{
    /// <summary>Name of the MetricSource. Together with <see cref="NativeId"/> the idempotency key.</summary>
    public override required string Source { get; init; }

    /// <summary>
    /// The platform's own id, prefixed where kinds share a number space, suffixed where one object yields several activities:
    /// <c>issue/1234</c>, <c>issue/1234#closed</c>. Stable across runs; never a time; never a handle.
    /// </summary>
    public required string NativeId { get; init; }

    /// <summary>A platform of the catalogue, such as <c>github</c>.</summary>
    public required string Platform { get; init; }

    public required ActivityKind Kind { get; init; }

    /// <summary>Null when the platform names nobody (a deleted account): counted as activity, never as a person.</summary>
    public MemberId? Member { get; init; }

    public MemberHints Hints { get; init; }

    /// <summary>What the activity belongs to, unique within the source: <c>contoso/sdk#12</c>, <c>topic/57</c>. Null when nothing can answer it.</summary>
    public string? Thread { get; init; }

    /// <summary>Native id of the activity this one answers, where the platform says so.</summary>
    public string? Parent { get; init; }

    /// <summary>Repository, channel, category or tag: <c>contoso/sdk</c>.</summary>
    public string? Container { get; init; }

    /// <summary>The platform's clock, UTC: when the person acted, never when the item was last updated.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Our clock, UTC.</summary>
    public DateTimeOffset CollectedAt { get; init; }

    public Evidence Evidence { get; init; } = Evidence.Event;

    public ActivityAttributes Attributes { get; init; } = ActivityAttributes.None;
}

/// <summary>How a fact came to us; stored as a number.</summary>
public enum Evidence : byte
{
    Event = 1,
    Aggregate = 2,
    Survey = 3,
    Manual = 4,
}

/// <summary>What the platform said of the account at that moment. Hints, not verdicts: Models decides the class of member.</summary>
[Flags]
public enum MemberHints : ushort
{
    None = 0,

    /// <summary>The platform calls the account a bot or an app.</summary>
    Bot = 1,

    /// <summary>The handle follows the platform's convention for bots, such as the suffix <c>[bot]</c>.</summary>
    BotHandle = 2,

    /// <summary>An app acted in the name of a person.</summary>
    ViaApp = 4,

    /// <summary>The account is the organisation's own or the platform calls it staff, admin or moderator.</summary>
    Staff = 8,

    /// <summary>GitHub association OWNER or MEMBER, as of now and not as of then.</summary>
    OrganizationMember = 16,

    /// <summary>GitHub association COLLABORATOR.</summary>
    Collaborator = 32,

    /// <summary>GitHub association FIRST_TIMER or FIRST_TIME_CONTRIBUTOR.</summary>
    FirstTimer = 64,

    /// <summary>The account is an organisation rather than a person.</summary>
    Organization = 128,

    /// <summary>Placeholder of an imported account: an unknown person.</summary>
    Placeholder = 256,

    /// <summary>The person is named in a trailer or co-author line and did not act through an account.</summary>
    Mentioned = 512,
}

using DevRel.Activities;

namespace DevRel.Collectors;

/// <summary>What a platform said, before the door turns accounts into pseudonyms and drops what names people.</summary>
public abstract record CollectedItem;

/// <summary>Fields as in <see cref="Activities.Activity"/>.</summary>
public sealed record CollectedActivity(string NativeId, ActivityKind Kind, DateTimeOffset OccurredAt) : CollectedItem
{
    /// <summary>Null for deleted accounts.</summary>
    public Account? Author { get; init; }
    public MemberHints Hints { get; init; }
    public string? Thread { get; init; }
    public string? Parent { get; init; }
    public string? Container { get; init; }
    public Evidence Evidence { get; init; } = Evidence.Event;
    public ActivityAttributes Attributes { get; init; } = ActivityAttributes.None;
}

/// <summary>A profile was read; the door keeps what <see cref="MemberFact"/> holds.</summary>
public sealed record CollectedProfile(Account Account) : CollectedItem;

public sealed record CollectedObservation(Signal Signal, string Resource, DateTimeOffset ObservedAt, double Value)
    : CollectedItem;

public sealed record CollectedRetraction(string NativeId) : CollectedItem;

/// <summary>An account as a platform shows it. <paramref name="Id"/> is the immutable native id, never a handle where there is better.</summary>
/// <param name="Platform">Whose id it is: a git author with a GitHub noreply address is <c>github</c>.</param>
public sealed record Account(string Platform, string Id)
{
    public string? Handle { get; init; }
    public MemberHints Hints { get; init; }
    public string? VerifiedEmail { get; init; }
    public string? ClaimedEmail { get; init; }

    /// <summary>Free text of the profile; becomes a subregion or nothing.</summary>
    public string? Location { get; init; }

    /// <summary>Free text of the profile; becomes a hash.</summary>
    public string? Organization { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
}

namespace DevRel.Activities;

/// <summary>
/// The typed facts an activity may carry; a closed list, so that no text about a person can slip in. Null or false: the platform did not say.
/// </summary>
public sealed record ActivityAttributes
{
    public static ActivityAttributes None { get; } = new();

    /// <summary><c>approved</c>, <c>changes_requested</c>, <c>commented</c>, <c>dismissed</c>; <c>completed</c>, <c>not_planned</c>, <c>duplicate</c>; a lead's outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>The opener of a thread that asks for an answer (a question, an issue, a support topic).</summary>
    public bool AsksAnswer { get; init; }

    /// <summary>A commit of more than one parent: left out of code counts.</summary>
    public bool Merge { get; init; }

    /// <summary>A draft pull request when last seen.</summary>
    public bool Draft { get; init; }

    /// <summary>Named beside the author in a co-author trailer.</summary>
    public bool CoAuthor { get; init; }

    public int? LinesAdded { get; init; }
    public int? LinesDeleted { get; init; }
    public int? FilesChanged { get; init; }

    /// <summary>Minutes east of UTC of the actor's own clock, where the platform tells (git).</summary>
    public int? UtcOffsetMinutes { get; init; }

    /// <summary>A score or an amount: a survey answer, a sponsorship.</summary>
    public double? Value { get; init; }

    /// <summary>Labels or tags of the item, as the platform's maintainers named them; at most 20 of at most 50 characters.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool Equals(ActivityAttributes? other) =>
        other is not null
        && Outcome == other.Outcome
        && AsksAnswer == other.AsksAnswer
        && Merge == other.Merge
        && Draft == other.Draft
        && CoAuthor == other.CoAuthor
        && LinesAdded == other.LinesAdded
        && LinesDeleted == other.LinesDeleted
        && FilesChanged == other.FilesChanged
        && UtcOffsetMinutes == other.UtcOffsetMinutes
        && Value == other.Value
        && Tags.SequenceEqual(other.Tags, StringComparer.Ordinal);

    public override int GetHashCode() =>
        HashCode.Combine(Outcome, AsksAnswer, LinesAdded, LinesDeleted, Value, Tags.Count);
}

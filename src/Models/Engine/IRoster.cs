using DevRel.Activities;

namespace DevRel.Models.Engine;

/// <summary>
/// Who is who. The engine tells it what the log says of accounts and asks it afterwards; it never calls back. Its answers must depend on
/// what it was told and never on the order of the telling.
/// </summary>
public interface IRoster
{
    /// <summary>A profile fact; the latest of a member and source wins.</summary>
    void Learn(MemberFact fact);

    /// <summary>
    /// What the activities of an account, those that stand now, say together: told again when it may have changed, replacing what was told before.
    /// </summary>
    /// <param name="hints">All their hints, united.</param>
    /// <param name="firstSource">Source of the earliest activity; null when none stands.</param>
    void Observe(MemberId member, MemberHints hints, string? firstSource);

    /// <summary>Everything told of this account is gone, and what is told later is ignored.</summary>
    void Forget(MemberId member);

    /// <summary>The person behind an account; two accounts are one person when both answers have the same <see cref="Person.Id"/>.</summary>
    Person Of(MemberId member);

    /// <summary>Accounts whose <see cref="Of"/> may answer otherwise than before the last call of this method; each once.</summary>
    IReadOnlyCollection<MemberId> TakeChanged();
}

/// <summary>Every account is a person of their own, and nothing is known of them.</summary>
public sealed class PlainRoster : IRoster
{
    public void Learn(MemberFact fact) { }

    public void Observe(MemberId member, MemberHints hints, string? firstSource) { }

    public void Forget(MemberId member) { }

    public Person Of(MemberId member) => Person.Plain(member);

    public IReadOnlyCollection<MemberId> TakeChanged() => [];
}

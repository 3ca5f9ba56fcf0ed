using DevRel.Activities;
using DevRel.Models.Engine;

namespace DevRel.Models.Tests.Engine;

/// <summary>Answers what a test says, and can be told otherwise later.</summary>
internal sealed class TestRoster : IRoster
{
    private readonly Dictionary<MemberId, Person> persons = [];
    private readonly HashSet<MemberId> changed = [];
    private readonly HashSet<MemberId> forgotten = [];

    public Dictionary<MemberId, (MemberHints Hints, string? Source)> Observed { get; } = [];

    public void Say(MemberId member, Person person)
    {
        if (forgotten.Contains(member))
            return;
        persons[member] = person;
        changed.Add(member);
    }

    public void Learn(MemberFact fact) => Say(fact.Member, Of(fact.Member) with { Geo = fact.Geo ?? "unknown" });

    public void Observe(MemberId member, MemberHints hints, string? firstSource) =>
        Observed[member] = (hints, firstSource);

    public void Forget(MemberId member)
    {
        forgotten.Add(member);
        var together = persons.Where(known => known.Value.Id == Of(member).Id || known.Value.Id == member).ToList();
        foreach (var (other, person) in together)
            Say(other, Person.Plain(other) with { Class = person.Class });
        persons.Remove(member);
        changed.Add(member);
    }

    public Person Of(MemberId member) => persons.GetValueOrDefault(member) ?? Person.Plain(member);

    /// <summary>As in life: the engine meets an account after the roster has heard of it, so everything known is named until it was asked.</summary>
    public IReadOnlyCollection<MemberId> TakeChanged()
    {
        MemberId[] taken = [.. changed, .. Observed.Keys];
        changed.Clear();
        return [.. taken.Distinct()];
    }
}

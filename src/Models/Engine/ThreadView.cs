using DevRel.Activities;
using DevRel.Models.Members;

namespace DevRel.Models.Engine;

/// <summary>One thread (an issue, a pull request, a question, a topic) as of an instant: what a fold may read.</summary>
public readonly ref struct ThreadView
{
    private readonly People people;

    internal ThreadView(int index, ReadOnlySpan<ThreadEvent> events, int asOf, People people, AcceptedAnswer accepted)
    {
        this.people = people;
        Index = index;
        Events = events;
        AsOf = asOf;
        AcceptedMember = accepted.Member;
        AcceptedAt = accepted.At;
        Story = ThreadStory.Of(events, people);
    }

    public int Index { get; }

    /// <summary>Ascending, before <see cref="AsOf"/>; nameless ones too (see <see cref="IsNobody"/>).</summary>
    public ReadOnlySpan<ThreadEvent> Events { get; }
    public int AsOf { get; }

    /// <summary>Opened when and by whom, first answered when, closed when.</summary>
    public ThreadStory Story { get; }

    /// <summary>Account that wrote the answer marked as accepted, where the platform says which; -1 otherwise.</summary>
    public int AcceptedMember { get; }

    /// <summary>When that answer was written.</summary>
    public int AcceptedAt { get; }

    /// <summary>Number of the person behind an account; equal numbers are one person.</summary>
    public int PersonOf(int member) => people.PersonOf(member);

    public Person Person(int person) => people.Person(person);

    public bool IsNobody(int member) => people.IsNobody(member);

    public MemberClass ClassOf(in ThreadEvent happened) => people.ClassAt(happened.Member, happened.At);
}

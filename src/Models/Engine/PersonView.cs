using System.Runtime.CompilerServices;
using DevRel.Models.Members;

namespace DevRel.Models.Engine;

/// <summary>One person as of an instant: what a fold may read.</summary>
public readonly ref struct PersonView
{
    private readonly WindowStarts starts;

    internal PersonView(int index, Person person, ReadOnlySpan<Event> events, int asOf)
        : this(index, person, person.ClassAt(asOf), events, asOf) { }

    internal PersonView(int index, Person person, MemberClass memberClass, ReadOnlySpan<Event> events, int asOf)
    {
        Index = index;
        Person = person;
        AsOf = asOf;
        Events = events;
        Class = memberClass;
        var end = events.Length;
        for (var window = 0; window < Instants.Lengths.Length; window++)
            starts[window] = end = Timeline.LowerBound(events[..end], Instants.Before(asOf, Instants.Lengths[window]));
    }

    /// <summary>Number of the person, stable while the person is: for arrays of sums by person.</summary>
    public int Index { get; }
    public Person Person { get; }

    /// <summary>The instant, see <see cref="Instants"/>; everything here occurred before it.</summary>
    public int AsOf { get; }

    /// <summary>Start of the UTC day of <see cref="AsOf"/>, for what is refreshed daily.</summary>
    public int Day => Instants.StartOfDay(AsOf);

    /// <summary>As of the instant; <see cref="Person.ClassAt"/> tells it for another.</summary>
    public MemberClass Class { get; }

    /// <summary>False: neither class nor organisation depends on the date, without a look at the person. True: they may.</summary>
    public bool IsDated { get; init; } = true;

    /// <summary>Of all the person's accounts, ascending, before <see cref="AsOf"/>.</summary>
    public ReadOnlySpan<Event> Events { get; }

    /// <summary>Time of the first activity ever.</summary>
    public int First => Events[0].At;
    public int Last => Events[^1].At;

    /// <summary>Index of the first event of a window (0: 7d, 1: 28d, 2: 90d, 3: 365d); the number of events when there is none.</summary>
    public int Start(int window) => starts[window];

    /// <summary>How many activities the window holds.</summary>
    public int Count(int window) => Events.Length - starts[window];

    public bool IsActive(int window) => starts[window] < Events.Length;

    /// <summary>Index of the first event at or after an instant; the number of events when there is none.</summary>
    public int IndexOf(int instant) => Timeline.LowerBound(Events, instant);

    /// <summary>The events of an age zone; see <see cref="IRowModel.Fold"/>.</summary>
    internal ReadOnlySpan<Event> Zone(int zone) => Events[starts[zone]..(zone == 0 ? Events.Length : starts[zone - 1])];

    [InlineArray(4)]
    private struct WindowStarts
    {
        private int first;
    }
}

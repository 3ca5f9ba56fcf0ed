using System.Runtime.InteropServices;
using DevRel.Activities;

namespace DevRel.Models.Engine;

/// <summary>
/// What is kept of an activity in a person's timeline: 16 bytes. Timelines are in order of <see cref="At"/>; within one second the order
/// depends on content alone but for <see cref="Member"/> and <see cref="Thread"/>, whose numbers come by arrival: never let those decide.
/// </summary>
/// <param name="At">See <see cref="Instants"/>.</param>
/// <param name="Thread">Number of the thread; -1: none.</param>
/// <param name="Member">Number of the account.</param>
/// <param name="Origin">Number of source and platform; see <see cref="Names"/>.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Event(int At, int Thread, int Member, ActivityKind Kind, EventFlags Flags, ushort Origin)
    : ITimed<Event>
{
    public int OrderTo(in Event other)
    {
        var order = At.CompareTo(other.At);
        if (order == 0)
            order = ((byte)Kind).CompareTo((byte)other.Kind);
        if (order == 0)
            order = ((byte)Flags).CompareTo((byte)other.Flags);
        if (order == 0)
            order = Origin.CompareTo(other.Origin);
        if (order == 0)
            order = Member.CompareTo(other.Member);
        return order == 0 ? Thread.CompareTo(other.Thread) : order;
    }
}

/// <summary>The same activity in its thread's timeline.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ThreadEvent(int At, int Member, ActivityKind Kind, EventFlags Flags, ushort Origin)
    : ITimed<ThreadEvent>
{
    public int OrderTo(in ThreadEvent other)
    {
        var order = At.CompareTo(other.At);
        if (order == 0)
            order = ((byte)Kind).CompareTo((byte)other.Kind);
        if (order == 0)
            order = ((byte)Flags).CompareTo((byte)other.Flags);
        if (order == 0)
            order = Origin.CompareTo(other.Origin);
        return order == 0 ? Member.CompareTo(other.Member) : order;
    }
}

/// <summary>Something that stands in a timeline.</summary>
public interface ITimed<T>
{
    int At { get; }

    /// <summary>Below, above or equal to zero as this stands before, after or level with another.</summary>
    int OrderTo(in T other);
}

[Flags]
public enum EventFlags : byte
{
    None = 0,
    Merge = 1,
    Draft = 2,
    CoAuthor = 4,
    AsksAnswer = 8,

    /// <summary>Outside the program's working hours by the actor's own clock. Only with <see cref="KnownClock"/>.</summary>
    OffSchedule = 16,

    /// <summary>The platform told the actor's offset from UTC.</summary>
    KnownClock = 32,

    /// <summary>The actor is a placeholder without an account of their own.</summary>
    Placeholder = 64,
}

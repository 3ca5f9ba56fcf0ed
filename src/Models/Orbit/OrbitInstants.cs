using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Orbit;

/// <summary>
/// The instants at which levels are compared (now, and the start of each window) and how far each looks back. Hysteresis lives here: the
/// look-back reaches from the last monthly checkpoint (the start of the month in the program's time zone), not from the instant itself. So
/// within a month nothing a member did drops out, a level only rises, and at the checkpoint it falls to what the last <c>lookback</c> gives.
/// </summary>
internal sealed class OrbitInstants(ProgramCalendar calendar, TimeSpan lookback)
{
    /// <summary>Now, 7, 28, 90 and 365 days ago.</summary>
    public const int Count = 5;

    private readonly int lookbackSeconds = (int)lookback.TotalSeconds;
    private int known = int.MinValue;
    private readonly int[] starts = new int[Count];

    /// <summary>Where the look-backs of an instant and its windows' starts begin; in the order of <see cref="Count"/>. Valid until asked for another.</summary>
    public ReadOnlySpan<int> Starts(int asOf)
    {
        if (asOf == known)
            return starts;
        for (var i = 0; i < Count; i++)
            starts[i] = Instants.Before(calendar.StartOfMonth(calendar.MonthOf(At(asOf, i))), lookbackSeconds);
        known = asOf;
        return starts;
    }

    /// <summary>Changes when one of the instants enters another month.</summary>
    public int Epoch(int asOf)
    {
        var sum = 0;
        for (var i = 0; i < Count; i++)
            sum += calendar.MonthOf(At(asOf, i));
        return sum;
    }

    private static int At(int asOf, int index) =>
        index == 0 ? asOf : Instants.Before(asOf, Instants.Windows[index - 1]);
}

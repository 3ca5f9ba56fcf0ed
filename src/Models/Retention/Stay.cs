using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Retention;

/// <summary>
/// When a member came and when they were seen again, in the program's calendar. Depends on their events alone, so it is right whenever it
/// is asked for.
/// </summary>
/// <param name="Month">Of the first activity; months since year 0.</param>
/// <param name="Day">Of the first activity; see <see cref="ProgramCalendar"/>.</param>
/// <param name="ActiveAges">Bit k: active in the month k after the first, k = 0..12.</param>
/// <param name="ActiveHorizons">Bit i: active within the 30 days that begin <see cref="Horizons"/>[i] days after the first day.</param>
/// <param name="LastAge">Months from the first activity to the last; 0..<see cref="Ages"/> at most.</param>
internal readonly record struct Stay(int Month, int Day, int ActiveAges, int ActiveHorizons, int LastAge)
{
    /// <summary>Ages 0..12 are told apart; 13 stands for older.</summary>
    public const int Ages = 13;

    /// <summary>How long a return counts, from each horizon on.</summary>
    public const int HorizonDays = 30;

    private const int FewEvents = 512;

    /// <summary>No day of a horizon begins before, nor ends after; saves a look at the calendar.</summary>
    private const int FirstHorizonSeconds = 28 * Instants.Day;
    private const int LastHorizonSeconds = 212 * Instants.Day;

    /// <summary>In days after the first day.</summary>
    public static ReadOnlySpan<int> Horizons => [30, 60, 90, 180];

    /// <param name="events">Ascending, at least one.</param>
    public static Stay Of(ReadOnlySpan<Event> events, ProgramCalendar calendar)
    {
        var day = calendar.DayOf(events[0].At);
        var month = ProgramCalendar.MonthOfDay(day);
        if (events.Length == 1)
            return new Stay(month, day, ActiveAges: 1, ActiveHorizons: 0, LastAge: 0);
        if (events.Length <= FewEvents)
            return Look(events, calendar, month, day);
        var lastAge = Math.Min(calendar.MonthOf(events[^1].At) - month, Ages);
        return new Stay(
            month,
            day,
            LookForAges(events, calendar, month),
            LookForHorizons(events, calendar, day),
            lastAge
        );
    }

    private static Stay Look(ReadOnlySpan<Event> events, ProgramCalendar calendar, int firstMonth, int firstDay)
    {
        var (ages, horizons, age) = (1, 0, 0);
        var monthEnd = calendar.StartOfMonth(firstMonth + 1);
        var first = events[0].At;
        foreach (ref readonly var happened in events)
        {
            while (happened.At >= monthEnd && ++age < Ages)
                monthEnd = calendar.StartOfMonth(firstMonth + age + 1);
            if (age >= Ages)
                break;
            ages |= 1 << age;
            if ((long)happened.At - first is >= FirstHorizonSeconds and < LastHorizonSeconds)
                horizons |= HorizonOf(calendar.DayOf(happened.At) - firstDay);
        }

        return new Stay(firstMonth, firstDay, ages, horizons, age);
    }

    private static int HorizonOf(int daysAfter) =>
        daysAfter switch
        {
            < 30 => 0,
            < 60 => 1,
            < 90 => 2,
            < 120 => 4,
            >= 180 and < 210 => 8,
            _ => 0,
        };

    /// <summary>From each event on to the first one of a later month: a search a month, not a look at every event.</summary>
    private static int LookForAges(ReadOnlySpan<Event> events, ProgramCalendar calendar, int firstMonth)
    {
        var (ages, at) = (0, 0);
        while (at < events.Length)
        {
            var month = calendar.MonthOf(events[at].At);
            if (month - firstMonth >= Ages)
                break;
            ages |= 1 << (month - firstMonth);
            at += Timeline.LowerBound(events[at..], calendar.StartOfMonth(month + 1));
        }

        return ages;
    }

    private static int LookForHorizons(ReadOnlySpan<Event> events, ProgramCalendar calendar, int firstDay)
    {
        var horizons = 0;
        for (var i = 0; i < Horizons.Length; i++)
        {
            var at = Timeline.LowerBound(events, calendar.StartOfDay(firstDay + Horizons[i]));
            if (at < events.Length && calendar.DayOf(events[at].At) < firstDay + Horizons[i] + HorizonDays)
                horizons |= 1 << i;
        }

        return horizons;
    }
}

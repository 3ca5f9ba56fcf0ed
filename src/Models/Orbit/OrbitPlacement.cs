using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Orbit;

/// <summary>
/// Where a member's activities put them: the innermost place earned by one activity's weight or by presence.
/// <code>
///   level            weight by step   presence, days active within the program's calendar
///   4 exploring       1   2   3       -
///   3 participating   4   5   6       2 days of an ISO week;  in 2 weeks;    in 3 weeks
///   2 contributing    7   8   9       7 days of a month;      in 2 months;   in 3 months
///   1 leading        10  11  12       30 days of a quarter;   in 2 quarters; in 3 quarters
/// </code>
/// Weeks, months and quarters need not follow each other. Orbit 2020 knows weight alone ("love"), with levels from 1, 3, 7 and 9.
/// </summary>
internal sealed class OrbitPlacement(ProgramCalendar calendar, byte[] weights, bool edition2020 = false)
{
    /// <summary>Not placed: nothing within the look-back that shows any commitment. Dormant, not exploring.</summary>
    public const int None = 0;

    /// <summary>1 (leading) to 4 (exploring), or <see cref="None"/>.</summary>
    public int Level(ReadOnlySpan<Event> events) =>
        edition2020 ? Level2020(Heaviest(events)) : LevelOfStep(Step(events));

    /// <summary>1 to 12, the step within the levels, innermost last; or <see cref="None"/>.</summary>
    public int Step(ReadOnlySpan<Event> events)
    {
        var heaviest = Heaviest(events);
        return heaviest == None || heaviest >= HighestByPresence(events.Length)
            ? heaviest
            : Math.Max(heaviest, Presence(events));
    }

    public static int LevelOfStep(int step) => step == None ? None : 4 - ((step - 1) / 3);

    /// <summary>Observers 0-2, users 3-6, fans 7-8, ambassadors 9-10.</summary>
    public static int Level2020(int love) =>
        love switch
        {
            0 => None,
            >= 9 => 1,
            >= 7 => 2,
            >= 3 => 3,
            _ => 4,
        };

    private int Heaviest(ReadOnlySpan<Event> events)
    {
        var heaviest = 0;
        foreach (ref readonly var happened in events)
            heaviest = Math.Max(heaviest, weights[(byte)happened.Kind]);
        return heaviest;
    }

    private int Presence(ReadOnlySpan<Event> events)
    {
        var (weeks, months, quarters) = (new Milestone(2), new Milestone(7), new Milestone(30));
        var last = int.MinValue;
        foreach (ref readonly var happened in events)
        {
            if (weights[(byte)happened.Kind] == 0)
                continue;
            var day = calendar.DayOf(happened.At);
            if (day == last)
                continue;
            last = day;
            weeks.Count(ProgramCalendar.WeekOfDay(day));
            months.Count(ProgramCalendar.MonthOfDay(day));
            quarters.Count(ProgramCalendar.QuarterOfDay(day));
        }

        return Math.Max(quarters.Step(10), Math.Max(months.Step(7), weeks.Step(4)));
    }

    /// <summary>What presence can reach at best with so many activities; most members need no look at the calendar.</summary>
    private static int HighestByPresence(int activities) =>
        activities switch
        {
            >= 90 => 12,
            >= 60 => 11,
            >= 30 => 10,
            >= 21 => 9,
            >= 14 => 8,
            >= 7 => 7,
            >= 6 => 6,
            >= 4 => 5,
            >= 2 => 4,
            _ => 0,
        };

    /// <summary>Counts periods that have enough active days; days come ascending.</summary>
    private struct Milestone(int daysNeeded)
    {
        private int period = int.MinValue;
        private int days;
        private int reached;

        public void Count(int nextPeriod)
        {
            days = nextPeriod == period ? days + 1 : 1;
            period = nextPeriod;
            if (days == daysNeeded)
                reached++;
        }

        public readonly int Step(int first) => reached == 0 ? 0 : first + Math.Min(reached, 3) - 1;
    }
}

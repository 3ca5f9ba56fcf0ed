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

    /// <summary>1 (leading) to 4 (exploring), or <see cref="None"/>; the level of <see cref="Step"/>, without counting what cannot change it.</summary>
    public int Level(ReadOnlySpan<Event> events)
    {
        if (!edition2020 && HasPeriod(events, days: 30, 93 * Instants.Day, ProgramCalendar.QuarterOfDay))
            return 1;
        var heaviest = Heaviest(events, enough: edition2020 ? 9 : 10);
        if (edition2020)
            return Level2020(heaviest);
        var level = LevelOfStep(heaviest);
        if (level > 2 && HasPeriod(events, days: 7, 32 * Instants.Day, ProgramCalendar.MonthOfDay))
            return 2;
        if (level > 3 && HasPeriod(events, days: 2, 8 * Instants.Day, ProgramCalendar.WeekOfDay))
            return 3;
        return level;
    }

    /// <summary>1 to 12, the step within the levels, innermost last; or <see cref="None"/>.</summary>
    public int Step(ReadOnlySpan<Event> events)
    {
        var heaviest = Heaviest(events, enough: OrbitWeights.Highest);
        if (heaviest == None)
            return None;
        var (weeks, months, quarters) = Presence(events);
        return Math.Max(heaviest, Math.Max(StepOf(quarters, 10), Math.Max(StepOf(months, 7), StepOf(weeks, 4))));
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

    private int Heaviest(ReadOnlySpan<Event> events, int enough)
    {
        var heaviest = 0;
        foreach (ref readonly var happened in events)
        {
            heaviest = Math.Max(heaviest, weights[(byte)happened.Kind]);
            if (heaviest >= enough)
                break;
        }

        return heaviest;
    }

    /// <summary>
    /// Index of the first of so many events that lie within a span, -1 when there are none. No period of that span before it can have as many
    /// active days, and most members have none at all, so the calendar is seldom asked.
    /// </summary>
    private static int Spans(ReadOnlySpan<Event> events, int days, int seconds)
    {
        for (var i = 0; i + days <= events.Length; i++)
        {
            if ((long)events[i + days - 1].At - events[i].At < seconds)
                return i;
        }

        return -1;
    }

    /// <summary>Whether any period, of at most so many seconds, has enough active days; looks at one showing event a day.</summary>
    private bool HasPeriod(ReadOnlySpan<Event> events, int days, int seconds, Func<int, int> periodOfDay)
    {
        var at = Spans(events, days, seconds);
        if (at < 0)
            return false;
        var milestone = new Milestone(days);
        while (at < events.Length)
        {
            if (weights[(byte)events[at].Kind] == 0)
            {
                at++;
                continue;
            }

            var day = calendar.DayOf(events[at].At);
            milestone.Count(periodOfDay(day));
            if (milestone.Reached > 0)
                return true;
            var tomorrow = calendar.StartOfDay(day + 1);
            at++;
            if (at < events.Length && events[at].At < tomorrow)
                at += Timeline.LowerBound(events[at..], tomorrow);
        }

        return false;
    }

    /// <summary>How many weeks, months and quarters have enough active days.</summary>
    private (int Weeks, int Months, int Quarters) Presence(ReadOnlySpan<Event> events)
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

        return (weeks.Reached, months.Reached, quarters.Reached);
    }

    private static int StepOf(int reached, int first) => reached == 0 ? 0 : first + Math.Min(reached, 3) - 1;

    /// <summary>Counts periods that have enough active days; days come ascending.</summary>
    private struct Milestone(int daysNeeded)
    {
        private int period = int.MinValue;
        private int days;

        public int Reached { get; private set; }

        public void Count(int nextPeriod)
        {
            days = nextPeriod == period ? days + 1 : 1;
            period = nextPeriod;
            if (days == daysNeeded)
                Reached++;
        }
    }
}

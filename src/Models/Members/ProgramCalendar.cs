using System.Collections.Concurrent;
using DevRel.Models.Engine;

namespace DevRel.Models.Members;

/// <summary>
/// Days, ISO weeks, months and quarters of a program's time zone, over <see cref="Instants"/>. Days are counted from 2000-01-01, the others
/// are consecutive numbers. A day of 23 or 25 hours is one day; where clocks skip midnight the day begins when they resume.
/// </summary>
public sealed class ProgramCalendar
{
    private const int Changing = int.MinValue;
    private static readonly DateOnly FirstDate = new(2000, 1, 1);
    private static readonly int TableDays = new DateOnly(2050, 1, 1).DayNumber - FirstDate.DayNumber;
    private const int FirstMonth = 2000 * 12;
    private const int TableMonths = 50 * 12;
    private static readonly int[] Months = [.. Enumerable.Range(0, TableDays).Select(MonthOfDate)];

    private static readonly ConcurrentDictionary<string, ProgramCalendar> Calendars = new(StringComparer.Ordinal);

    private readonly TimeZoneInfo zone;

    /// <summary>Seconds east of UTC by day of UTC; <see cref="Changing"/> where they change during that day.</summary>
    private readonly int[] offsets = new int[TableDays];

    /// <summary>Errors: <see cref="TimeZoneNotFoundException"/> for a name that the system does not have.</summary>
    public static ProgramCalendar Of(string timeZone) =>
        Calendars.GetOrAdd(timeZone, static name => new ProgramCalendar(name));

    /// <summary>By month, from January 2000.</summary>
    private readonly int[] monthStarts = new int[TableMonths];

    private ProgramCalendar(string timeZone)
    {
        zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var before = OffsetAt(0);
        for (var day = 0; day < TableDays; day++)
        {
            var after = OffsetAt((day + 1) * Instants.Day);
            offsets[day] = before == after ? before : Changing;
            before = after;
        }

        for (var month = 0; month < TableMonths; month++)
            monthStarts[month] = StartOfDay(FirstDayOfMonth(FirstMonth + month));
    }

    /// <summary>The local day that holds an instant.</summary>
    public int DayOf(int instant)
    {
        var utcDay = instant / Instants.Day;
        var offset = instant >= 0 && utcDay < offsets.Length ? offsets[utcDay] : Changing;
        if (offset == Changing)
            offset = OffsetAt(instant);
        return DayOfSeconds((long)instant + offset);
    }

    /// <summary>The first instant of a local day.</summary>
    public int StartOfDay(int day)
    {
        if (day > 0 && day + 1 < offsets.Length && offsets[day] != Changing)
        {
            var offset = offsets[day];
            if (offset == offsets[day - 1] && offset == offsets[day + 1])
                return (day * Instants.Day) - offset;
        }

        // Clocks change nearby. No zone is more than 15 hours off UTC; between those two the first instant of the day is found by halving.
        var midnight = (long)day * Instants.Day;
        var (before, within) = (midnight - (15 * Instants.Hour), midnight + (15 * Instants.Hour));
        while (within - before > 1)
        {
            var middle = before + ((within - before) / 2);
            (before, within) = DayOf(Held(middle)) >= day ? (before, middle) : (middle, within);
        }

        return Held(within);
    }

    public int StartOf(DateOnly date) => StartOfDay(date.DayNumber - FirstDate.DayNumber);

    /// <summary>Months since year 0.</summary>
    public int MonthOf(int instant) => MonthOfDay(DayOf(instant));

    public int StartOfMonth(int month) =>
        month is >= FirstMonth and < FirstMonth + TableMonths
            ? monthStarts[month - FirstMonth]
            : StartOfDay(FirstDayOfMonth(month));

    /// <summary>Months since year 0.</summary>
    public static int MonthOfDay(int day) => day >= 0 && day < Months.Length ? Months[day] : MonthOfDate(day);

    public static int QuarterOfDay(int day) => MonthOfDay(day) / 3;

    /// <summary>ISO weeks, Monday first; 2000-01-03 was a Monday.</summary>
    public static int WeekOfDay(int day) => FloorDivide(day - 2, 7);

    private static int FirstDayOfMonth(int month) =>
        new DateOnly(month / 12, (month % 12) + 1, 1).DayNumber - FirstDate.DayNumber;

    private static int MonthOfDate(int day)
    {
        var date = FirstDate.AddDays(day);
        return (date.Year * 12) + date.Month - 1;
    }

    private int OffsetAt(int instant) => (int)zone.GetUtcOffset(Instants.Time(instant).UtcDateTime).TotalSeconds;

    private static int DayOfSeconds(long seconds) =>
        seconds >= 0 ? (int)(seconds / Instants.Day) : (int)((seconds - Instants.Day + 1) / Instants.Day);

    private static int FloorDivide(int value, int by) => value >= 0 ? value / by : ((value - by) + 1) / by;

    private static int Held(long instant) => (int)Math.Clamp(instant, Instants.Always + 1L, Instants.Never - 1L);
}

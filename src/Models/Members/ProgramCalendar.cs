namespace DevRel.Models.Members;

/// <summary>
/// Days, weeks, months and quarters of a program's time zone. Days are <see cref="DateOnly.DayNumber"/>, weeks are ISO weeks.
/// A day of 23 or 25 hours is one day.
/// </summary>
public sealed class ProgramCalendar
{
    private const int FirstYear = 2000;
    private const int LastYear = 2050;
    private static readonly long FirstTicks = new DateTime(FirstYear, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly int FirstDay = new DateOnly(FirstYear, 1, 1).DayNumber;
    private static readonly int[] Months = MonthsOfDays();

    private readonly TimeZoneInfo zone;

    /// <summary>Offset in seconds by day of UTC; <see cref="Changing"/> where it changes during that day.</summary>
    private readonly int[] offsets;
    private const int Changing = int.MinValue;

    /// <summary>Errors: <see cref="TimeZoneNotFoundException"/> for a name that the system does not have.</summary>
    public ProgramCalendar(string timeZone)
    {
        zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        offsets = new int[new DateOnly(LastYear, 1, 1).DayNumber - FirstDay];
        var before = OffsetTicks(FirstTicks);
        for (var day = 0; day < offsets.Length; day++)
        {
            var after = OffsetTicks(FirstTicks + ((day + 1) * TimeSpan.TicksPerDay));
            offsets[day] = before == after ? (int)(before / TimeSpan.TicksPerSecond) : Changing;
            before = after;
        }
    }

    /// <summary>The local day that holds an instant.</summary>
    public int DayOf(long utcTicks)
    {
        var utcDay = (utcTicks - FirstTicks) / TimeSpan.TicksPerDay;
        var offset =
            utcTicks >= FirstTicks && utcDay < offsets.Length && offsets[utcDay] != Changing
                ? offsets[utcDay] * TimeSpan.TicksPerSecond
                : OffsetTicks(utcTicks);
        return (int)((utcTicks + offset) / TimeSpan.TicksPerDay);
    }

    public int DayOf(DateTimeOffset instant) => DayOf(instant.UtcTicks);

    /// <summary>The first instant of a local day, UTC; where clocks skip midnight, the instant they skip to.</summary>
    public long StartOfDay(int day)
    {
        var midnight = day * TimeSpan.TicksPerDay;
        // The day began between 14 hours before and 12 after midnight of UTC; the first instant of it is found by halving.
        var (before, within) = (midnight - (15 * TimeSpan.TicksPerHour), midnight + (15 * TimeSpan.TicksPerHour));
        while (within - before > 1)
        {
            var middle = before + ((within - before) / 2);
            (before, within) = DayOf(middle) >= day ? (before, middle) : (middle, within);
        }

        return within;
    }

    public DateTimeOffset StartOf(DateOnly date) => new(StartOfDay(date.DayNumber), TimeSpan.Zero);

    /// <summary>Months since year 0; consecutive.</summary>
    public static int MonthOf(int day) =>
        (uint)(day - FirstDay) < (uint)Months.Length ? Months[day - FirstDay] : MonthOf(DateOnly.FromDayNumber(day));

    public static int QuarterOf(int day) => MonthOf(day) / 3;

    /// <summary>ISO weeks, Monday first; day 0 (1 January of year 1) was a Monday.</summary>
    public static int WeekOf(int day) => day / 7;

    public static int FirstDayOfMonth(int month) => new DateOnly(month / 12, (month % 12) + 1, 1).DayNumber;

    private static int MonthOf(DateOnly date) => (date.Year * 12) + date.Month - 1;

    private long OffsetTicks(long utcTicks) =>
        zone.GetUtcOffset(new DateTime(Math.Clamp(utcTicks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc)).Ticks;

    private static int[] MonthsOfDays()
    {
        var months = new int[new DateOnly(LastYear, 1, 1).DayNumber - FirstDay];
        for (var day = 0; day < months.Length; day++)
            months[day] = MonthOf(DateOnly.FromDayNumber(FirstDay + day));
        return months;
    }
}

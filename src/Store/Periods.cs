using DevRel.Activities;

namespace DevRel.Store;

/// <summary>
/// How often a signal is worth keeping: the newest observation of a period stands for it. People online change by the hour; the rest is read by the day.
/// </summary>
public static class Periods
{
    public static TimeSpan Length(Signal signal) =>
        signal == Signal.MembersOnline ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);

    /// <summary>UTC; periods begin at midnight and full hours.</summary>
    public static DateTimeOffset Start(Signal signal, DateTimeOffset observedAt)
    {
        var ticks = observedAt.UtcTicks;
        return new DateTimeOffset(ticks - (ticks % Length(signal).Ticks), TimeSpan.Zero);
    }
}

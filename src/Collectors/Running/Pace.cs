namespace DevRel.Collectors.Running;

/// <summary>
/// When a source runs next. Pure.
/// <code>
/// success        interval
/// unavailable    1 minute, doubling with every failure in a row, up to the interval
/// storage        30 seconds, doubling, up to 5 minutes: a full disk is noticed and freed at any moment
/// rate_limited   when the platform said, else the interval
/// all others     interval, doubling, up to an hour (or the interval when that is longer): a person must do something
/// </code>
/// A time the platform named is never undercut, and never believed beyond a day. Up to 5 % jitter is added, so that sources of one interval spread out.
/// </summary>
internal static class Pace
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="failures">In a row, this one counted; 0 after a success.</param>
    /// <param name="asked">From now to the time the platform named.</param>
    public static TimeSpan After(
        CollectionFailure? failure,
        int failures,
        TimeSpan interval,
        TimeSpan? asked,
        double jitter
    )
    {
        var own = failure switch
        {
            null => interval,
            CollectionFailure.RateLimited => asked is null ? interval : Minute,
            CollectionFailure.Unavailable => Doubled(Minute, failures, interval),
            CollectionFailure.Storage => Doubled(Minute / 2, failures, 5 * Minute),
            _ => Doubled(interval, failures, interval > Hour ? interval : Hour),
        };
        var wait = asked is { } named && named > own ? named : own;
        var bounded = wait < Day ? wait : Day;
        return bounded * (1 + 0.05 * jitter);
    }

    private static TimeSpan Doubled(TimeSpan first, int failures, TimeSpan cap)
    {
        var wait = first * Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        return wait < cap ? wait : cap;
    }
}

namespace DevRel.Collectors.Http;

/// <summary>How often and how long one request has been tried, and whether it may go on.</summary>
internal sealed class Patience(UpstreamOptions options, TimeProvider clock, Func<double> jitter)
{
    private readonly long began = clock.GetTimestamp();
    private int failures;
    private int throttles;

    /// <summary>Null: give up. Never before the time the platform named.</summary>
    public TimeSpan? AfterFailure(DateTimeOffset? retryAt)
    {
        if (++failures >= options.MaxTries)
            return null;
        var backoff = options.RetryBase * Math.Pow(2, Math.Min(failures - 1, 20));
        var capped = backoff < options.RetryCap ? backoff : options.RetryCap;
        var wait = capped * (1 - 0.5 * jitter());
        if (retryAt - clock.GetUtcNow() is { } asked && asked > wait)
            wait = asked;
        return wait <= options.MaxWait && InTime(wait) ? wait : null;
    }

    public bool AfterThrottle(TimeSpan wait) =>
        ++throttles < options.MaxThrottles && wait <= options.MaxWait && InTime(wait);

    private bool InTime(TimeSpan wait) => clock.GetElapsedTime(began) + wait <= options.TotalTimeout;
}

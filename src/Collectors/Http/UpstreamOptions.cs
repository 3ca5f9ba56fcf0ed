namespace DevRel.Collectors.Http;

/// <summary>The bounds of politeness. Every wait, walk, body and retry has one.</summary>
public sealed record UpstreamOptions
{
    /// <summary>Decoded bytes of one answer; more is <see cref="CollectionFailure.Unreadable"/>.</summary>
    public int MaxBodyBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>From sending one try to the last byte of its body.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>No retry and no wait starts that would end later than this after the first try.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Tries of one request that failed (5xx, dropped, timed out, truncated).</summary>
    public int MaxTries { get; init; } = 5;

    /// <summary>Doubles with every failed try, up to <see cref="RetryCap"/>; the jitter takes away up to half.</summary>
    public TimeSpan RetryBase { get; init; } = TimeSpan.FromSeconds(1);
    public TimeSpan RetryCap { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Times one request may be told to wait before the run ends as rate limited.</summary>
    public int MaxThrottles { get; init; } = 5;

    /// <summary>A longer wait ends the run as rate limited with its time, so that no run sleeps for an hour.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A throttle that names no time waits this long, and twice as long each time after, up to <see cref="ThrottleCap"/>.</summary>
    public TimeSpan ThrottleFloor { get; init; } = TimeSpan.FromSeconds(60);
    public TimeSpan ThrottleCap { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Share of a primary limit left to whoever else uses the token; at least one request, at most <see cref="MaxReserve"/>.</summary>
    public double ReserveRatio { get; init; } = 0.01;
    public int MaxReserve { get; init; } = 50;
    public int MaxRedirects { get; init; } = 5;

    /// <summary>Raw answers are kept here for replay; null (the default) keeps none. They hold what the platform said of people.</summary>
    public string? ArchiveFolder { get; init; }

    /// <summary>Of this program; goes into the User-Agent.</summary>
    public string Version { get; init; } = "0.1.0";
}

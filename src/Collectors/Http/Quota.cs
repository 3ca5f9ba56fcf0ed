using System.Globalization;

namespace DevRel.Collectors.Http;

/// <summary>What an answer says of a primary limit. <paramref name="ResetIn"/> counts from the answer and may be past.</summary>
internal readonly record struct QuotaReading(long Limit, long Remaining, TimeSpan ResetIn)
{
    /// <summary>Below this a reset is a number of seconds, above it a Unix time.</summary>
    private const long FirstUnixTime = 1_000_000_000;

    /// <summary>Null when the headers do not say enough. Both spellings in use: <c>x-ratelimit-*</c> and <c>ratelimit-*</c>.</summary>
    public static QuotaReading? Read(HttpHeadersView headers, DateTimeOffset now)
    {
        if (Number(headers, "remaining") is not { } remaining || Number(headers, "reset") is not { } reset)
            return null;
        var seconds = reset < FirstUnixTime ? reset : reset - HttpDates.ServerNow(headers, now).ToUnixTimeSeconds();
        return new QuotaReading(
            Number(headers, "limit") ?? 0,
            remaining,
            TimeSpan.FromSeconds(Math.Clamp(seconds, -1, 7 * 24 * 3600))
        );
    }

    private static long? Number(HttpHeadersView headers, string name)
    {
        var text = headers["x-ratelimit-" + name] ?? headers["ratelimit-" + name];
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

/// <summary>
/// The primary limit of one API of one credential. Spends before it asks, so that requests under way together cannot overdraw.
/// Deadlines are timestamps of the monotonic clock: a wall clock set back neither lengthens nor shortens a wait.
/// </summary>
internal sealed class Quota(TimeProvider clock, UpstreamOptions options)
{
    private long remaining = long.MaxValue;
    private long resetAt;
    private int underWay;

    /// <summary>Null until an answer told.</summary>
    public long? Limit { get; private set; }
    public long? Remaining => Limit is null ? null : Math.Max(0, remaining);
    public DateTimeOffset? ResetAt { get; private set; }

    /// <summary>Zero when a request may be spent now.</summary>
    public TimeSpan Wait
    {
        get
        {
            var wait = clock.GetElapsedTime(clock.GetTimestamp(), resetAt);
            return remaining > Reserve || wait <= TimeSpan.Zero ? TimeSpan.Zero : wait;
        }
    }

    private long Reserve =>
        Limit is null ? 0 : Math.Clamp((long)Math.Ceiling(Limit.Value * options.ReserveRatio), 1, options.MaxReserve);

    public void Spend()
    {
        underWay++;
        if (Limit is null)
            return;
        if (clock.GetTimestamp() >= resetAt)
        {
            // A new period: full until an answer says otherwise.
            remaining = Math.Max(remaining, Limit.Value);
        }

        remaining--;
    }

    /// <param name="reading">Null when no answer came or it said nothing.</param>
    /// <param name="now">Wall clock, for people.</param>
    public void Learn(QuotaReading? reading, DateTimeOffset now)
    {
        underWay--;
        if (reading is not { } told || told.ResetIn < TimeSpan.Zero)
            return;
        var reset = clock.GetTimestamp() + (long)(told.ResetIn.TotalSeconds * clock.TimestampFrequency);
        // Answers may overtake each other: within one period the lower count is the later one.
        var samePeriod = Limit is not null && underWay > 0 && reset <= resetAt;
        remaining = samePeriod ? Math.Min(remaining, told.Remaining - underWay) : told.Remaining - underWay;
        resetAt = reset;
        Limit = Math.Max(told.Limit, told.Remaining);
        ResetAt = now + told.ResetIn;
    }

    /// <summary>The platform says that nothing is left.</summary>
    public void Exhaust(TimeSpan wait, DateTimeOffset now)
    {
        remaining = 0;
        Limit ??= 1;
        resetAt = clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency);
        ResetAt = now + wait;
    }
}

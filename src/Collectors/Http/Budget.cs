namespace DevRel.Collectors.Http;

/// <summary>
/// What one credential may spend: seats, a quota for each API, and a pause when the platform asked for one. Waits are taken without
/// a seat, so that other APIs of the credential go on.
/// </summary>
internal sealed class Budget(int seats, TimeProvider clock, Func<double> jitter, UpstreamOptions options)
{
    private readonly Lock gate = new();
    private readonly Turns turns = new(seats);
    private readonly Dictionary<string, Quota> quotas = new(StringComparer.Ordinal);
    private readonly HashSet<(string Source, string Api)> users = [];
    private long pausedUntil = long.MinValue;
    private int unhinted;

    /// <summary>Waits for a seat and for a request to spend, at most <see cref="UpstreamOptions.MaxWait"/> besides the queue for seats.</summary>
    /// <returns>Null seat: the wait would be longer; it is given.</returns>
    public async Task<(Turns.Turn? Seat, TimeSpan Wait)> EnterAsync(
        string source,
        string api,
        CancellationToken cancellationToken
    )
    {
        var waited = TimeSpan.Zero;
        while (true)
        {
            var wait = Wait(api);
            if (wait == TimeSpan.Zero)
            {
                var seat = await turns.TakeAsync(source, cancellationToken);
                if (TrySpend(source, api))
                    return (seat, TimeSpan.Zero);
                seat.Dispose();
                continue;
            }

            if (waited + wait > options.MaxWait)
                return (null, wait);
            waited += wait;
            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    /// <summary>An answer came (or none): what its headers say counts from now on.</summary>
    public void Learn(string api, QuotaReading? reading)
    {
        lock (gate)
            quotas[api].Learn(reading, clock.GetUtcNow());
    }

    /// <summary>Only unlucky tries in a row make the unhinted wait longer.</summary>
    public void Succeeded()
    {
        lock (gate)
            unhinted = 0;
    }

    /// <summary>How long everybody who shares the limit now waits.</summary>
    public TimeSpan Pause(string api, Throttle throttle)
    {
        lock (gate)
        {
            var wait = (throttle.Wait ?? Unhinted()) * (1 + 0.05 * jitter());
            if (throttle.Primary)
                quotas[api].Exhaust(wait, clock.GetUtcNow());
            else
                pausedUntil = Math.Max(pausedUntil, clock.GetTimestamp() + Stamp(wait));
            return wait;
        }
    }

    public void Forget(string source)
    {
        lock (gate)
            users.RemoveWhere(user => user.Source == source);
    }

    public IReadOnlyList<QuotaLevel> Levels()
    {
        lock (gate)
        {
            return
            [
                .. from user in users
                let quota = quotas[user.Api]
                where quota.Limit is not null
                select new QuotaLevel(user.Source, user.Api, quota.Limit ?? 0, quota.Remaining ?? 0, quota.ResetAt),
            ];
        }
    }

    private bool TrySpend(string source, string api)
    {
        lock (gate)
        {
            if (WaitLocked(api) > TimeSpan.Zero)
                return false;
            users.Add((source, api));
            quotas[api].Spend();
            return true;
        }
    }

    private TimeSpan Wait(string api)
    {
        lock (gate)
            return WaitLocked(api);
    }

    /// <summary>Rounded up to whole milliseconds, which is what timers keep.</summary>
    private TimeSpan WaitLocked(string api)
    {
        if (!quotas.TryGetValue(api, out var quota))
            quotas[api] = quota = new Quota(clock, options);
        var now = clock.GetTimestamp();
        var pause = pausedUntil <= now ? TimeSpan.Zero : clock.GetElapsedTime(now, pausedUntil);
        var wait = pause > quota.Wait ? pause : quota.Wait;
        return TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
    }

    private TimeSpan Unhinted()
    {
        var wait = options.ThrottleFloor * Math.Pow(2, Math.Min(unhinted++, 20));
        return wait < options.ThrottleCap ? wait : options.ThrottleCap;
    }

    private long Stamp(TimeSpan wait) => (long)(wait.TotalSeconds * clock.TimestampFrequency);
}

/// <summary>For the measures: what is left of a primary limit, as a source sees it.</summary>
internal sealed record QuotaLevel(string Source, string Api, long Limit, long Remaining, DateTimeOffset? ResetAt);

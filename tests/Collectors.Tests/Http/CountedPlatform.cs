using DevRel.Testing;

namespace DevRel.Collectors.Tests.Http;

/// <summary>A platform that counts as strictly as the real one: so many requests in a period, then 403.</summary>
internal sealed class CountedPlatform
{
    private readonly Lock gate = new();
    private readonly int limit;
    private readonly TimeSpan period;
    private DateTimeOffset reset = DateTimeOffset.MinValue;
    private int remaining;

    public CountedPlatform(int limit, TimeSpan period)
    {
        (this.limit, this.period) = (limit, period);
        Wire = new ScriptedWire((_, _) => Answer());
    }

    public ScriptedWire Wire { get; }
    public SkippingClock Clock { get; set; } = new(Polite.Recorded);
    public int Served { get; private set; }
    public int Refused { get; private set; }
    public int Lowest { get; private set; } = int.MaxValue;

    private HttpResponseMessage Answer()
    {
        lock (gate)
        {
            if (Clock.GetUtcNow() >= reset)
                (remaining, reset) = (limit, Clock.GetUtcNow() + period);
            var granted = remaining > 0;
            if (granted)
                (remaining, Served) = (remaining - 1, Served + 1);
            else
                Refused++;
            Lowest = Math.Min(Lowest, remaining);
            return ScriptedWire.Json(
                granted ? 200 : 403,
                "[]",
                ("x-ratelimit-limit", limit.ToString(null, null)),
                ("x-ratelimit-remaining", remaining.ToString(null, null)),
                ("x-ratelimit-reset", Math.Ceiling(reset.ToUnixTimeMilliseconds() / 1000.0).ToString(null, null))
            );
        }
    }
}

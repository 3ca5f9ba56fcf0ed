namespace DevRel.Testing;

public enum ReplayFault
{
    None,

    /// <summary>429 with <c>Retry-After: 1</c>.</summary>
    TooManyRequests,

    /// <summary>502 with a web page, as a proxy sends it.</summary>
    BadGateway,

    /// <summary>The connection ends before any answer.</summary>
    Dropped,

    /// <summary>The connection ends in the middle of the body.</summary>
    Truncated,

    /// <summary>Half a JSON text, announced as if it were whole.</summary>
    CutJson,
}

/// <summary>Troubles in a fixed rhythm, so that a run with them can be repeated.</summary>
public sealed class ReplayFaults
{
    private int asked;
    private int struck;

    /// <summary>Every n-th request meets the next of <see cref="Kinds"/>; 0: none.</summary>
    public int Every { get; init; }
    public IReadOnlyList<ReplayFault> Kinds { get; init; } =
    [
        ReplayFault.TooManyRequests,
        ReplayFault.BadGateway,
        ReplayFault.Dropped,
        ReplayFault.Truncated,
        ReplayFault.CutJson,
    ];

    /// <summary>Added to every answer, in the time of <see cref="Clock"/>.</summary>
    public TimeSpan Latency { get; init; }
    public TimeProvider Clock { get; init; } = new ManualClock(DateTimeOffset.UnixEpoch);

    /// <summary>How many requests met a fault so far.</summary>
    public int Struck => Volatile.Read(ref struck);

    internal ReplayFault Next()
    {
        if (Every <= 0 || Interlocked.Increment(ref asked) % Every != 0)
            return ReplayFault.None;
        return Kinds[(Interlocked.Increment(ref struck) - 1) % Kinds.Count];
    }

    internal static ReplayExchange Answer(ReplayFault fault) =>
        fault == ReplayFault.TooManyRequests
            ? new ReplayExchange("", "", "", 429)
            {
                Headers = [new("Retry-After", "1"), new("Content-Type", "application/json")],
                Body = "{\"message\":\"slow down\"}"u8.ToArray(),
            }
            : new ReplayExchange("", "", "", 502)
            {
                Headers = [new("Content-Type", "text/html")],
                Body = "<html><h1>502 Bad Gateway</h1></html>"u8.ToArray(),
            };
}

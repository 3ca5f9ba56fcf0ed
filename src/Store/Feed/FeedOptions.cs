namespace DevRel.Store;

public sealed record FeedOptions
{
    public required TimeProvider Clock { get; init; }

    /// <summary>
    /// Tokens that may read: the current one and, during a change, the next. Asked at every request, so that a mounted secret may change.
    /// None: only readers on this machine.
    /// </summary>
    public Func<IReadOnlyList<string>> Tokens { get; init; } = () => [];

    /// <summary>How often a reader that waits is told that there is nothing new.</summary>
    public TimeSpan Heartbeat { get; init; } = LocalFeed.DefaultHeartbeat;
}

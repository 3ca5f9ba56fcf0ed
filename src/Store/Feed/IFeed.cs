using DevRel.Activities;

namespace DevRel.Store;

/// <summary>
/// A compacted log read like a watch: the latest revision of every key, then what changes. Whoever keeps the last position and applies entries by key
/// holds what the store holds.
/// </summary>
public interface IFeed
{
    /// <summary>
    /// Begins after <paramref name="after"/>. Without <paramref name="watch"/> it ends with the bookmark that says all is read; with it, only when cancelled.
    /// </summary>
    IAsyncEnumerable<FeedEntry> FollowAsync(FeedPosition after, bool watch, CancellationToken cancellationToken);
}

/// <param name="Position">Continue from here and nothing is missed.</param>
/// <param name="Record">Present exactly when <paramref name="Kind"/> is <see cref="FeedEntryKind.Record"/>.</param>
public readonly record struct FeedEntry(FeedPosition Position, FeedEntryKind Kind, LogRecord? Record)
{
    public static FeedEntry Of(FeedPosition position, LogRecord record) => new(position, FeedEntryKind.Record, record);

    public static FeedEntry Bookmark(FeedPosition position) => new(position, FeedEntryKind.Bookmark, null);

    public static FeedEntry Reset { get; } = new(FeedPosition.Start, FeedEntryKind.Reset, null);
}

public enum FeedEntryKind : byte
{
    Record,

    /// <summary>Everything up to here was read: the moment to compute. Repeated as a heartbeat while nothing changes.</summary>
    Bookmark,

    /// <summary>The position belongs to a history that is gone: forget everything read so far; all of it follows anew.</summary>
    Reset,
}

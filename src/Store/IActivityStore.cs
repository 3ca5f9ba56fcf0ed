using DevRel.Activities;

namespace DevRel.Store;

/// <summary>
/// Activities remembered: the latest revision of every key, numbered in the order in which revisions were committed. Commits are atomic and durable when
/// they return. Committing again is harmless. Errors: <see cref="StoreException"/>, after which the store holds what it held before.
/// </summary>
public interface IActivityStore : IAsyncDisposable
{
    /// <summary>Where it is kept, for messages.</summary>
    string Location { get; }

    /// <summary>Null when the source never committed one.</summary>
    Task<string?> ReadCursorAsync(string source, CancellationToken cancellationToken);

    /// <summary>The state last committed; null when the source never committed one.</summary>
    Task<SourceState?> ReadStateAsync(string source, CancellationToken cancellationToken);

    /// <summary>Records and cursor together or not at all. A record equal to what is stored (but for collected-at) makes no revision.</summary>
    Task CommitAsync(Commit commit, CancellationToken cancellationToken);

    /// <summary>Deletes all of a member, in every source, and remembers the pseudonym so that collecting again cannot bring it back.
    /// Begins a new epoch when there were activities.</summary>
    Task<ErasureReceipt> EraseAsync(Erasure erasure, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes everything of a source, its cursor included. Begins a new epoch, as these revisions are gone: readers start over.
    /// A source never seen is no error.
    /// </summary>
    Task<RemovalReceipt> RemoveSourceAsync(string source, CancellationToken cancellationToken);

    /// <summary>Sorted by name. Reads every row: for a page or a status, not for a loop.</summary>
    Task<IReadOnlyList<SourceSummary>> ListSourcesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The records after a sequence number, in order, as of one instant; at most <paramref name="limit"/>. A record that changes while a reader walks
    /// moves to a higher number and is met there.
    /// </summary>
    Task<LogPage> ReadAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>Returns once something was committed after this number, or the epoch is another than <paramref name="epoch"/>.</summary>
    Task WaitAsync(string epoch, long after, CancellationToken cancellationToken);

    /// <summary>Reads the whole store and throws <see cref="StoreFailure.Corrupt"/> when it does not hold together.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}

/// <param name="Epoch">The history these numbers belong to.</param>
/// <param name="Head">The highest number given so far; 0 when empty.</param>
/// <param name="Complete">Nothing stands between the last entry and <paramref name="Head"/>.</param>
public sealed record LogPage(string Epoch, long Head, bool Complete, IReadOnlyList<LogEntry> Entries);

public readonly record struct LogEntry(long Sequence, LogRecord Record);

/// <summary>What was deleted. <see cref="Known"/> is false when the store held nothing; the member is kept out all the same.</summary>
public sealed record ErasureReceipt(MemberId Member, long Activities, long Facts)
{
    public bool Known => Activities + Facts > 0;
}

public sealed record RemovalReceipt(string Source, long Activities, long Observations, long Facts);

/// <param name="Activities">Not counting retracted ones.</param>
/// <param name="NewestOccurredAt">Null when there is none.</param>
public sealed record SourceSummary(
    string Source,
    long Activities,
    long Observations,
    DateTimeOffset? NewestOccurredAt,
    string? Cursor
);

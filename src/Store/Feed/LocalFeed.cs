using System.Runtime.CompilerServices;

namespace DevRel.Store;

/// <summary>The feed of a store in the same process. A store that fails ends it with the <see cref="StoreException"/>.</summary>
public sealed class LocalFeed(IActivityStore store, TimeProvider clock, TimeSpan heartbeat) : IFeed
{
    /// <summary>How many records are held at once, and once more while the next page is read ahead.</summary>
    public const int PageSize = 2_000;

    public static readonly TimeSpan DefaultHeartbeat = TimeSpan.FromSeconds(15);

    public LocalFeed(IActivityStore store, TimeProvider clock)
        : this(store, clock, DefaultHeartbeat) { }

    public async IAsyncEnumerable<FeedEntry> FollowAsync(
        FeedPosition after,
        bool watch,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var position = after;
        var reading = ReadAsync(position, cancellationToken);
        while (true)
        {
            var page = await reading;
            if (!Continues(position, page))
            {
                position = FeedPosition.Start;
                yield return FeedEntry.Reset;
                reading = ReadAsync(position, cancellationToken);
                continue;
            }

            // The next page is read while this one is worked on.
            if (!page.Complete)
                reading = ReadAsync(End(page), cancellationToken);
            foreach (var (sequence, record) in page.Entries)
                yield return FeedEntry.Of(position = new FeedPosition(page.Epoch, sequence), record);
            if (!page.Complete)
                continue;
            yield return FeedEntry.Bookmark(position = new FeedPosition(page.Epoch, page.Head));
            if (!watch)
                yield break;
            await WaitAsync(position, cancellationToken);
            reading = ReadAsync(position, cancellationToken);
        }
    }

    /// <summary>False: the position is of a history that this page is not of.</summary>
    internal static bool Continues(FeedPosition position, LogPage page) =>
        position.IsStart || (position.Epoch == page.Epoch && position.Sequence <= page.Head);

    private static FeedPosition End(LogPage page) => new(page.Epoch, page.Entries[^1].Sequence);

    private Task<LogPage> ReadAsync(FeedPosition after, CancellationToken cancellationToken) =>
        store.ReadAsync(after.Sequence, PageSize, cancellationToken);

    /// <summary>Until something is new or a heartbeat is due.</summary>
    private async Task WaitAsync(FeedPosition position, CancellationToken cancellationToken)
    {
        using var due = new CancellationTokenSource(heartbeat, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, cancellationToken);
        try
        {
            await store.WaitAsync(position.Epoch, position.Sequence, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { }
    }
}

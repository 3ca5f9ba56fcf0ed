using System.Runtime.CompilerServices;

namespace DevRel.Store;

/// <summary>The feed of a store in the same process. A store that fails ends it with the <see cref="StoreException"/>.</summary>
public sealed class LocalFeed(IActivityStore store, TimeProvider clock) : IFeed
{
    /// <summary>How many records are held at once.</summary>
    public const int PageSize = 2_000;

    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async IAsyncEnumerable<FeedEntry> FollowAsync(
        FeedPosition after,
        bool watch,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var position = after;
        while (true)
        {
            var page = await store.ReadAsync(position.Sequence, PageSize, cancellationToken);
            if (!Continues(position, page))
            {
                position = FeedPosition.Start;
                yield return FeedEntry.Reset;
                continue;
            }

            foreach (var (sequence, record) in page.Entries)
                yield return FeedEntry.Of(position = new FeedPosition(page.Epoch, sequence), record);
            if (!page.Complete)
                continue;
            yield return FeedEntry.Bookmark(position = new FeedPosition(page.Epoch, page.Head));
            if (!watch)
                yield break;
            await WaitAsync(position, cancellationToken);
        }
    }

    /// <summary>False: the position is of a history that this page is not of.</summary>
    internal static bool Continues(FeedPosition position, LogPage page) =>
        position.IsStart || (position.Epoch == page.Epoch && position.Sequence <= page.Head);

    /// <summary>Until something is new or a heartbeat is due.</summary>
    private async Task WaitAsync(FeedPosition position, CancellationToken cancellationToken)
    {
        using var heartbeat = new CancellationTokenSource(Heartbeat, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(heartbeat.Token, cancellationToken);
        try
        {
            await store.WaitAsync(position.Epoch, position.Sequence, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { }
    }
}

using System.Runtime.CompilerServices;

namespace DevRel.Collectors.Discourse;

/// <summary>One run over a forum: what each part reads, and the cursor behind it.</summary>
internal sealed class DiscourseWalk(
    DiscourseClient client,
    DiscourseCategories categories,
    PostActivities mapping,
    CollectionRequest request
)
{
    // Windows a batch: a crash repeats at most these requests.
    private const int WindowsAtOnce = 10;
    private const int MostTopicPages = 100_000;

    // A post can become visible after a later one: its transaction was slower.
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    private readonly PostWindows windows = new(client);
    private readonly TopicReader reader = new(client, categories, mapping);

    public async IAsyncEnumerable<(DiscourseCursor Cursor, IReadOnlyList<CollectedItem> Items)> RunAsync(
        DiscourseCursor cursor,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var step in NewPostsAsync(cursor, cancellationToken))
        {
            cursor = step.Cursor;
            yield return step;
        }

        var topics = new RecentTopics(client, categories, reader);
        await foreach (var (items, marks) in topics.ReadAsync(cursor.Topics, request.Now, cancellationToken))
        {
            cursor = cursor with { Topics = marks };
            yield return (cursor, Wanted(items));
        }

        await foreach (var step in HistoryAsync(cursor, cancellationToken))
        {
            cursor = step.Cursor;
            yield return step;
        }

        await foreach (var step in OldAnswersAsync(cursor, cancellationToken))
            yield return step;
    }

    private async IAsyncEnumerable<(DiscourseCursor Cursor, IReadOnlyList<CollectedItem> Items)> NewPostsAsync(
        DiscourseCursor cursor,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var newest = await client.PostsAsync(before: null, cancellationToken);
        var end = newest.Select(post => post.Id + 1).DefaultIfEmpty(0).Max();
        if (end == 0)
            yield break;
        if (cursor.Next == 0)
            cursor = await StartAsync(cursor, end, cancellationToken);
        // The page at hand often holds all that is new.
        if (newest.Min(post => post.Id) <= cursor.Next)
        {
            var (next, overlap) = (Math.Max(cursor.Next, end), request.Now - Late);
            var fresh = newest
                .Where(post =>
                    post.Id >= cursor.Next
                    || (post.CreatedAt >= overlap && !cursor.Topics.ContainsKey(post.TopicId ?? 0))
                )
                .OrderBy(post => post.Id)
                .ToList();
            cursor = cursor with { Next = next };
            yield return (cursor, Items(fresh, cursor));
            yield break;
        }

        await foreach (var (posts, next) in InBatchesAsync(cursor.Next, end, cancellationToken))
        {
            cursor = cursor with { Next = next };
            yield return (cursor, Items(posts, cursor));
        }
    }

    private async Task<DiscourseCursor> StartAsync(
        DiscourseCursor cursor,
        long end,
        CancellationToken cancellationToken
    )
    {
        var history = request.Since is { } since ? await windows.FirstSinceAsync(since, end, cancellationToken) : 1;
        var recent = Math.Max(history, await windows.FirstSinceAsync(request.RecentFrom, end, cancellationToken));
        return cursor with { Next = recent, RecentFrom = recent, HistoryFrom = history, HistoryNext = history };
    }

    private async IAsyncEnumerable<(DiscourseCursor Cursor, IReadOnlyList<CollectedItem> Items)> HistoryAsync(
        DiscourseCursor cursor,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (cursor.HistoryDone)
            yield break;
        await foreach (var (posts, next) in InBatchesAsync(cursor.HistoryNext, cursor.RecentFrom, cancellationToken))
        {
            cursor = cursor with { HistoryNext = next };
            yield return (cursor, Items(posts, cursor));
        }
    }

    /// <summary>Once, over all topics by creation, which is an order that does not shift: those with an accepted answer are read.</summary>
    private async IAsyncEnumerable<(DiscourseCursor Cursor, IReadOnlyList<CollectedItem> Items)> OldAnswersAsync(
        DiscourseCursor cursor,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        for (var page = cursor.SolvedPage; page is >= 0 and < MostTopicPages; page = cursor.SolvedPage)
        {
            var topics = await client.TopicsAsync(page, byCreation: true, cancellationToken);
            var items = new List<CollectedItem>();
            foreach (var topic in topics.Where(IsOldAndSolved))
                items.AddRange(await reader.ReadAsync(topic.Id, topic.HighestPostNumber ?? 0, cancellationToken));
            // Without the plugin no topic says whether it is solved, and no page ever will.
            var goesOn = topics.Any(topic => topic.HasAcceptedAnswer is not null);
            cursor = cursor with { SolvedPage = goesOn ? page + 1 : -1, Rescoped = goesOn && cursor.Rescoped };
            yield return (cursor, Wanted(items));
        }
    }

    private bool IsOldAndSolved(ListedTopic topic) =>
        topic.HasAcceptedAnswer == true
        && topic.ActiveAt < request.Now - RecentTopics.Watched
        && topic.ActiveAt >= (request.Since ?? DateTimeOffset.MinValue)
        && categories.Wants(topic.CategoryId);

    private async IAsyncEnumerable<(IReadOnlyList<Post> Posts, long Next)> InBatchesAsync(
        long from,
        long to,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var batch = new List<Post>();
        var count = 0;
        await foreach (var (posts, next) in windows.ReadAsync(from, to, cancellationToken))
        {
            batch.AddRange(posts);
            if (++count % WindowsAtOnce != 0 && next < to)
                continue;
            yield return (batch, next);
            batch = [];
        }
    }

    private IReadOnlyList<CollectedItem> Items(IReadOnlyList<Post> posts, DiscourseCursor cursor) =>
        Wanted([.. posts.Where(post => post.TopicId is not null).SelectMany(post => Item(post, cursor))]);

    private IEnumerable<CollectedItem> Item(Post post, DiscourseCursor cursor)
    {
        var topic = post.TopicId ?? 0;
        if (post.Counts && categories.Wants(post.CategoryId))
            yield return mapping.Of(post, topic, post.CategoryId, solved: false);
        else if (cursor.Rescoped)
            yield return new CollectedRetraction(PostActivities.NativeId(topic, post.PostNumber));
    }

    private IReadOnlyList<CollectedItem> Wanted(IReadOnlyList<CollectedItem> items) =>
        request.Since is { } since
            ? [.. items.Where(item => item is not CollectedActivity activity || activity.OccurredAt >= since)]
            : items;
}

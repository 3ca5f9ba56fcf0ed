using System.Runtime.CompilerServices;
using DevRel.Activities;

namespace DevRel.Collectors.Discourse;

/// <summary>
/// One forum. In this order, each part resumable: new posts (at the first run those of the last 90 days), topics that changed, history, and accepted
/// answers of old topics.
/// </summary>
internal sealed class DiscourseCollector(DiscourseClient client, DiscourseSettings settings) : ICollector
{
    public async IAsyncEnumerable<CollectedBatch> CollectAsync(
        CollectionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var categories = new DiscourseCategories(await client.CategoriesAsync(cancellationToken), settings);
        var cursor = DiscourseCursor.Read(request.Cursor, Scope(), request.Since);
        var mapping = new PostActivities(client.Name, categories);
        var walk = new DiscourseWalk(client, categories, mapping, request);

        await foreach (var (step, items) in walk.RunAsync(cursor, cancellationToken))
        {
            cursor = step;
            yield return new CollectedBatch(items, cursor.Write())
            {
                BackfillProgress = Math.Min(0.99, Progress(cursor)),
            };
        }

        var gauges = await ForumGauges.ReadAsync(client, request.Now, cancellationToken);
        yield return new CollectedBatch(gauges, cursor.Write())
        {
            BackfillProgress = 1,
            Watermark = request.Now,
            Skipped = categories.Skipped,
        };
    }

    private static double Progress(DiscourseCursor cursor) =>
        cursor.RecentFrom > cursor.HistoryFrom
            ? (double)(cursor.HistoryNext - cursor.HistoryFrom) / (cursor.RecentFrom - cursor.HistoryFrom)
            : 0;

    /// <summary>All that decides which posts are collected and as what.</summary>
    private string Scope() =>
        string.Join(
            '\n',
            [
                client.Name,
                .. settings.Categories.Order(StringComparer.Ordinal),
                "-",
                .. settings.Exclude.Order(StringComparer.Ordinal),
                "?",
                .. settings.Questions.Order(StringComparer.Ordinal),
            ]
        );
}

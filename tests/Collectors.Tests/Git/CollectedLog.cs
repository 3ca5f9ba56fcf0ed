using DevRel.Activities;

namespace DevRel.Collectors.Tests;

/// <summary>Runs a collector as the shell does and keeps what a store would: the latest of every id, and the cursor of the last batch.</summary>
public sealed class CollectedLog
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public Dictionary<string, CollectedActivity> Activities { get; } = new(StringComparer.Ordinal);
    public List<CollectedBatch> Batches { get; } = [];
    public List<CollectedObservation> Observations { get; } = [];
    public string? Cursor { get; private set; }

    public IEnumerable<CollectedActivity> Of(ActivityKind kind) =>
        Activities.Values.Where(activity => activity.Kind == kind);

    /// <summary>One run; ends after so many batches, as when the process is killed.</summary>
    public async Task<IReadOnlyList<CollectedItem>> RunAsync(
        ICollector collector,
        DateTimeOffset? now = null,
        DateTimeOffset? since = null,
        int batches = int.MaxValue
    )
    {
        var items = new List<CollectedItem>();
        var request = new CollectionRequest(Cursor, now ?? Now, since);
        await foreach (var batch in collector.CollectAsync(request, TestContext.Current.CancellationToken))
        {
            Batches.Add(batch);
            items.AddRange(batch.Items);
            foreach (var item in batch.Items)
                Keep(item);
            Cursor = batch.Cursor;
            if (--batches == 0)
                break;
        }

        return items;
    }

    /// <summary>One line an activity, sorted by id: for comparing two logs, and for golden files.</summary>
    public string Text() =>
        string.Concat(Activities.Values.OrderBy(activity => activity.NativeId, StringComparer.Ordinal).Select(Line));

    private static string Line(CollectedActivity activity) =>
        FormattableString.Invariant(
            $"{activity.NativeId} {activity.Kind.Name()} {activity.OccurredAt:yyyy-MM-ddTHH:mm:ssZ} {activity.Author?.Platform}:{activity.Author?.Id} [{activity.Hints}] thread={activity.Thread} parent={activity.Parent} in={activity.Container} asks={activity.Attributes.AsksAnswer} tags={string.Join(',', activity.Attributes.Tags)}\n"
        );

    private void Keep(CollectedItem item)
    {
        if (item is CollectedActivity activity)
            Activities[activity.NativeId] = activity;
        else if (item is CollectedRetraction retraction)
            Activities.Remove(retraction.NativeId);
        else if (item is CollectedObservation observation)
            Observations.Add(observation);
    }
}

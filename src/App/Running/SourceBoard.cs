using DevRel.Activities;
using DevRel.Collectors.Running;
using DevRel.Reports.Page;
using DevRel.Store;

namespace DevRel.App.Running;

/// <summary>How the declared sources fare, for people: what the store holds of each, joined with what its last run said.</summary>
internal sealed class SourceBoard(IActivityStore store, StoreLog log, TimeProvider clock)
{
    /// <summary>Counting reads every row; a page that is reloaded often must not do so each time.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim counting = new(1);
    private IReadOnlyList<SourceWork> declared = [];
    private IReadOnlyDictionary<string, SourceSummary> counts = new Dictionary<string, SourceSummary>(
        StringComparer.Ordinal
    );
    private DateTimeOffset counted = DateTimeOffset.MinValue;

    public void Declare(IReadOnlyList<SourceWork> works)
    {
        declared = works;
        counted = DateTimeOffset.MinValue;
    }

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<SourceRow>> RowsAsync(CancellationToken cancellationToken)
    {
        await CountAsync(cancellationToken);
        return [.. declared.OrderBy(work => work.Name, StringComparer.Ordinal).Select(Row)];
    }

    private SourceRow Row(SourceWork work)
    {
        var state = log.States.GetValueOrDefault(work.Name);
        var held = counts.GetValueOrDefault(work.Name);
        return new SourceRow(work.Name, work.Platform.Descriptor.Title, Name(state?.Condition))
        {
            Message = state?.Message,
            Activities = held?.Activities ?? 0,
            Newest = held?.NewestOccurredAt,
            LastSuccess = state?.LastSuccess,
            BackfillProgress = state?.BackfillProgress ?? 0,
        };
    }

    private static string Name(SourceCondition? condition) =>
        condition switch
        {
            null => "starting",
            SourceCondition.RateLimited => "rate_limited",
            _ => condition.Value.ToString().ToLowerInvariant(),
        };

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        await counting.WaitAsync(cancellationToken);
        try
        {
            if (clock.GetUtcNow() - counted < Fresh)
                return;
            var summaries = await store.ListSourcesAsync(cancellationToken);
            counts = summaries.ToDictionary(summary => summary.Source, StringComparer.Ordinal);
            counted = clock.GetUtcNow();
        }
        finally
        {
            counting.Release();
        }
    }
}

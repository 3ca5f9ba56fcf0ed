using DevRel.Metrics;
using Microsoft.Extensions.Logging;

namespace DevRel.Exporter;

/// <summary>
/// Where results become a page. Publishing spells the new snapshot on the caller's thread and then swaps it in; a scrape takes whichever is complete and
/// never waits for one in the making.
/// </summary>
/// <param name="budgetOf">Series a program may have; <see cref="DefaultSeriesBudget"/> when not given. Asked at every publish, so a changed manifest counts at once.</param>
public sealed partial class SnapshotPublisher(
    TimeProvider clock,
    ILogger<SnapshotPublisher> logger,
    Func<string, int>? budgetOf = null
)
{
    public const int DefaultSeriesBudget = 2000;

    private readonly Lock publishing = new();
    private readonly Lock counting = new();
    private readonly SortedDictionary<string, long> dropped = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> refused = new(StringComparer.Ordinal);
    private volatile Published? current;

    /// <summary>Null before the first publish.</summary>
    public MetricsSnapshot? Current => current?.Snapshot;

    /// <summary>After a snapshot was swapped in, on the publishing thread.</summary>
    internal Action<MetricsSnapshot>? SnapshotPublished { get; set; }

    internal TimeProvider Clock => clock;

    /// <summary>Sets of several programs, and of the process (<see cref="SampleSet.Program"/> null), make one page. A program that is missing is gone from it.</summary>
    public void Publish(IReadOnlyList<SampleSet> sets)
    {
        lock (publishing)
        {
            var started = clock.GetTimestamp();
            var snapshot = MetricsSnapshot.Build(sets, clock.GetUtcNow(), budgetOf ?? (_ => DefaultSeriesBudget));
            Count(snapshot);
            current = new Published(snapshot, clock.GetElapsedTime(started));
            LogSnapshotPublished(snapshot.Series, snapshot.Families.Count);
            SnapshotPublished?.Invoke(snapshot);
        }
    }

    /// <summary>What this process knows about its own publishing.</summary>
    internal IEnumerable<Sample> Samples()
    {
        var published = current;
        yield return ExporterMetrics.Series.Of(published?.Snapshot.Series ?? 0);
        if (published is not null)
        {
            var at = published.Snapshot.At.ToUnixTimeMilliseconds() / 1000.0;
            yield return ExporterMetrics.SnapshotTimestamp.Of(at);
            yield return ExporterMetrics.RenderDuration.Of(published.Duration.TotalSeconds);
        }

        foreach (var (family, count) in Copy(dropped))
            yield return ExporterMetrics.SeriesDropped.Of(count, family);
        foreach (var (family, count) in Copy(refused))
            yield return ExporterMetrics.SeriesRefused.Of(count, family);
    }

    private KeyValuePair<string, long>[] Copy(SortedDictionary<string, long> counts)
    {
        lock (counting)
            return [.. counts];
    }

    private void Count(MetricsSnapshot snapshot)
    {
        lock (counting)
        {
            foreach (var family in snapshot.Dropped)
                dropped[family.Family] = dropped.GetValueOrDefault(family.Family) + family.Series;
            foreach (var family in snapshot.Refused)
                refused[family.Family] = refused.GetValueOrDefault(family.Family) + family.Series;
        }

        foreach (var family in snapshot.Dropped)
            LogFamilyDropped(family.Family, family.Series, family.Program);
        foreach (var family in snapshot.Refused)
            LogSeriesRefused(family.Series, family.Family, family.Example);
    }

    private sealed record Published(MetricsSnapshot Snapshot, TimeSpan Duration);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Published a snapshot of {Series} series in {Families} families")]
    private partial void LogSnapshotPublished(int series, int families);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Dropped {Family} with {Series} series of program {Program}, which is over its series budget; raise spec.exporter.seriesBudget or narrow the program"
    )]
    private partial void LogFamilyDropped(string family, int series, string program);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Refused {Series} series of {Family}, which came twice or did not fit their definition, such as {Example}; this is a bug of the model that yields them"
    )]
    private partial void LogSeriesRefused(int series, string family, string example);
}

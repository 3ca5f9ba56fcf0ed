namespace DevRel.Metrics;

/// <summary>
/// Every metric that is declared, by name and sorted: what docs, dashboards, <c>explain</c> and checks go through. Construction throws
/// <see cref="ArgumentException"/> when two definitions cannot stand on one page.
/// </summary>
public sealed class MetricTable
{
    private readonly Dictionary<string, Metric> byName = new(StringComparer.Ordinal);

    public MetricTable(IEnumerable<Metric> metrics)
    {
        // The same definition may be named by two models; two definitions of one name may not be.
        foreach (var metric in metrics.Distinct<Metric>(ReferenceEqualityComparer.Instance))
        {
            if (!byName.TryAdd(metric.Name, metric))
                throw new ArgumentException($"metric {metric.Name} is declared twice");
        }

        foreach (var metric in byName.Values)
            RefuseNeighbours(metric);
        All = [.. byName.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal)];
    }

    public IReadOnlyList<Metric> All { get; }

    /// <summary>Null when no metric has this name.</summary>
    public Metric? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>In OpenMetrics a counter and an info lose their suffix, and a histogram's parts gain one: all of these must stay different.</summary>
    private void RefuseNeighbours(Metric metric)
    {
        IEnumerable<string> claimed = metric.Kind switch
        {
            MetricKind.Counter => [metric.Name[..^"_total".Length]],
            MetricKind.Info => [metric.Name[..^"_info".Length]],
            MetricKind.Histogram => [metric.Name + "_bucket", metric.Name + "_sum", metric.Name + "_count"],
            _ => [],
        };
        var taken = claimed.FirstOrDefault(byName.ContainsKey);
        if (taken is not null)
            throw new ArgumentException(
                $"metric {taken} clashes with {metric.Name}, which has that name in OpenMetrics"
            );
    }
}

using DevRel.Exporter;
using DevRel.Metrics;
using DevRel.Models;

namespace DevRel.App;

/// <summary>Every family of every room that declares some.</summary>
internal static class MetricCatalog
{
    public static IReadOnlyList<Metric> All { get; } = [.. ModelCatalog.Metrics, .. ExporterMetrics.All];
}

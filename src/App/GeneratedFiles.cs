using DevRel.Dashboards;
using DevRel.Metrics;

namespace DevRel.App;

/// <summary>A committed file that is derived from code.</summary>
/// <param name="Path">From the root of the checkout, with slashes.</param>
/// <param name="Content">Given the root, what the file must hold.</param>
public sealed record GeneratedFile(string Path, Func<string, string> Content);

/// <summary>Everything that <c>devrel generate</c> writes, and that a test holds against the tree.</summary>
public static class GeneratedFiles
{
    public static IReadOnlyList<GeneratedFile> All { get; } =
    [
        new(
            $"dashboards/{OverviewDashboard.FileName}",
            _ => OverviewDashboard.Render(new MetricTable(MetricCatalog.All))
        ),
        new("src/docs/metrics.md", _ => MetricsPage.Markdown()),
    ];
}

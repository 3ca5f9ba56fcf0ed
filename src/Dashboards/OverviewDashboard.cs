using DevRel.Metrics;

namespace DevRel.Dashboards;

/// <summary>
/// The dashboard a DevRel lead opens first, drawn from the definitions of the metrics. Same definitions, same bytes.
/// </summary>
public static class OverviewDashboard
{
    public const string FileName = "devrel-overview.json";

    /// <summary>Every family that a panel, a variable or an annotation asks for.</summary>
    public static IReadOnlyList<string> Families { get; } =
    [
        .. OverviewRows
            .All.SelectMany(row => row.Panels)
            .SelectMany(panel => panel.Families)
            .Concat(Grafana.OwnFamilies)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Grafana's classic JSON, ending in a line feed. Panels whose families are not declared are left out, and rows without panels.</summary>
    public static string Render(MetricTable metrics) =>
        Grafana.Dashboard("devrel-overview", "DevRel / Overview", Drawn(metrics).ToList());

    /// <summary>Families that panels want and nobody declares; empty when the dashboard is whole.</summary>
    public static IReadOnlyList<string> Undeclared(MetricTable metrics) =>
        [.. Families.Where(family => metrics.Find(family) is null)];

    private static IEnumerable<DrawnRow> Drawn(MetricTable metrics)
    {
        foreach (var row in OverviewRows.All)
        {
            var panels = row
                .Panels.Where(panel => panel.Families.All(family => metrics.Find(family) is not null))
                .Select(panel => new DrawnPanel(panel, [.. panel.Families.Select(metrics.Find).OfType<Metric>()]))
                .ToList();
            if (panels.Count > 0)
                yield return new DrawnRow(row.Title, panels);
        }
    }
}

internal sealed record DrawnPanel(Panel Panel, IReadOnlyList<Metric> Metrics)
{
    /// <summary>What it is, over which window, and how it is misread.</summary>
    public string Description =>
        string.Join(' ', new[] { Metrics[0].Help, Panel.Note, Metrics[0].Caveat }.Where(text => text.Length > 0));

    public string Unit => Panel.Unit ?? GrafanaUnits.Of(Metrics[0].Unit);
}

internal sealed record DrawnRow(string Title, IReadOnlyList<DrawnPanel> Panels);

internal static class GrafanaUnits
{
    public static string Of(Unit unit) =>
        unit.Suffix switch
        {
            "_seconds" => "s",
            "_timestamp_seconds" => "dateTimeFromNow",
            "_bytes" => "bytes",
            "_ratio" => "percentunit",
            _ => "short",
        };
}

using System.Text.Json.Nodes;
using DevRel.Exporter;
using DevRel.Metrics;
using DevRel.Models;
using DevRel.Models.Goals;
using DevRel.Models.Orbit;
using DevRel.Models.Retention;

namespace DevRel.Dashboards.Tests;

/// <summary>The dashboard as it is shipped: drawn from every definition there is.</summary>
internal static class Overview
{
    public static MetricTable Metrics { get; } =
        new([
            .. ModelCatalog.Metrics,
            .. OrbitModel.Metrics,
            .. RetentionModel.Metrics,
            .. GoalsModel.Metrics,
            .. ExporterMetrics.All,
        ]);

    public static string Text { get; } = OverviewDashboard.Render(Metrics);

    public static JsonNode Json { get; } = JsonNode.Parse(Text)!;

    public static IEnumerable<JsonNode> Variables => Json["templating"]!["list"]!.AsArray().OfType<JsonNode>();

    /// <summary>Without the rows that only carry a title.</summary>
    public static IEnumerable<JsonNode> Panels =>
        Json["panels"]!.AsArray().OfType<JsonNode>().Where(panel => Says(panel, "type") != "row");

    public static IEnumerable<JsonNode> Targets =>
        Panels.SelectMany(panel => panel["targets"]!.AsArray().OfType<JsonNode>());

    public static IEnumerable<string> Expressions => Targets.Select(target => Says(target, "expr"));

    public static string Says(JsonNode node, string field) => (string?)node[field] ?? "";
}

using System.Globalization;
using System.Text;
using DevRel.Activities;
using DevRel.Metrics;

namespace DevRel.Models;

/// <summary>What <c>devrel explain METRIC</c> prints.</summary>
public static class Explain
{
    private const int Nearest = 3;

    /// <summary>Definition of one of <paramref name="metrics"/>; for an unknown name one sentence with the nearest names. Lines end in \n.</summary>
    /// <returns>False with the sentence when there is no such metric.</returns>
    public static bool TryMetric(string name, IReadOnlyList<Metric> metrics, out string text)
    {
        var metric = metrics.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));
        text = metric is null ? Unknown(name, metrics) : Describe(metric);
        return metric is not null;
    }

    /// <summary>The same over the families that models yield.</summary>
    public static string Metric(string name)
    {
        TryMetric(name, ModelCatalog.Metrics, out var text);
        return text;
    }

    private static string Describe(Metric metric)
    {
        var text = new StringBuilder();
        Line(text, metric.Name, $"{metric.Kind.ToString().ToLowerInvariant()}, {metric.Unit.Name}");
        text.Append('\n').Append("  ").Append(metric.Help).Append("\n\n");
        foreach (var label in metric.Labels)
            Line(text, $"  label {label.Name}", ValuesOf(label));
        if (metric.Labels.Contains(Labels.Window))
            Line(text, "  window", "rolling, UTC; from inclusive, to exclusive");
        if (metric.Buckets.Count > 0)
            Line(text, "  buckets", string.Join(", ", metric.Buckets.Select(Number)));
        Line(text, "  indicator", metric.Indicator.ToString().ToLowerInvariant());
        Line(text, "  source", metric.Source);
        Line(text, "  evidence", $"grade {metric.Grade}");
        Line(text, "  version", metric.DefinitionVersion.ToString(CultureInfo.InvariantCulture));
        if (metric.Gameable)
            Line(text, "  gameable", $"yes; guardrails {string.Join(", ", metric.DefaultGuardrails)}");
        if (metric.SplitsPeople)
            Line(text, "  privacy", "groups below minimumGroupSize are merged into other");
        if (metric.Caveat.Length > 0)
            Line(text, "  caveat", metric.Caveat);
        return text.ToString();
    }

    private static string ValuesOf(Label label) =>
        label.Values is { } closed ? string.Join(", ", closed) : "names that manifests or shipped lists give";

    private static string Unknown(string name, IReadOnlyList<Metric> metrics)
    {
        var nearest = metrics
            .Select(metric => metric.Name)
            .OrderBy(known => Resources.Nearest.Distance(name.ToLowerInvariant(), known))
            .ThenBy(known => known, StringComparer.Ordinal)
            .Take(Nearest);
        return $"No metric is called {name}. Nearest: {string.Join(", ", nearest)}.\n";
    }

    private static void Line(StringBuilder text, string name, string value) =>
        text.Append(name.PadRight(24)).Append(' ').Append(value).Append('\n');

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}

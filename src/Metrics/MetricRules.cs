using System.Text.RegularExpressions;

namespace DevRel.Metrics;

/// <summary>What a name, a label and a help must be; the rules of <c>promtool check metrics</c> and of this catalogue, applied where a metric is declared.</summary>
internal static partial class MetricRules
{
    private static readonly string[] OurSubsystems = ["devrel_", "process_", "dotnet_"];
    private static readonly string[] ForbiddenLabels =
    [
        "member",
        "login",
        "email",
        "organisation",
        "organization",
        "thread",
        "url",
        "type",
        "owner",
        "team",
        "region",
        "stage",
        "service",
        "env",
        "job",
        "instance",
        "le",
        "quantile",
        "user",
        "username",
        "handle",
        "title",
        "cluster",
        "zone",
        "customer",
        "environment",
    ];
    private static readonly string[] ReservedEndings = ["_sum", "_count", "_bucket", "_created", "_gcount", "_gsum"];

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern { get; }

    public static void Check(Metric metric)
    {
        var name = metric.Name;
        Require(NamePattern.IsMatch(name), name, "is not lower snake_case");
        Require(
            OurSubsystems.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)),
            name,
            "must start with devrel_"
        );
        Require(
            !ReservedEndings.Any(end => name.EndsWith(end, StringComparison.Ordinal)),
            name,
            "ends in a suffix reserved by the format"
        );
        Require(
            (metric.Kind == MetricKind.Counter) == name.EndsWith("_total", StringComparison.Ordinal),
            name,
            "counters, and only counters, end in _total"
        );
        var stem = name.EndsWith("_total", StringComparison.Ordinal) ? name[..^"_total".Length] : name;
        Require(
            stem.EndsWith(metric.Unit.Suffix, StringComparison.Ordinal),
            name,
            $"must end in its unit, {metric.Unit.Suffix}"
        );
        Require(
            (metric.Kind == MetricKind.Info) == (metric.Unit == Unit.Info),
            name,
            "info metrics have the unit Info"
        );
        if (NamingRules.Complaint(name, metric.Kind) is { } complaint)
            throw new ArgumentException($"metric {name} {complaint}");
        CheckHelpAndLabels(metric);
    }

    private static void CheckHelpAndLabels(Metric metric)
    {
        var name = metric.Name;
        Require(
            metric.Help.Length > 20
                && metric.Help.EndsWith('.')
                && !metric.Help.Contains('\n', StringComparison.Ordinal),
            name,
            "needs a help that is one sentence and ends with a full stop"
        );
        Require(
            metric.Labels.Select(label => label.Name).Distinct(StringComparer.Ordinal).Count() == metric.Labels.Count,
            name,
            "has a label twice"
        );
        foreach (var label in metric.Labels)
        {
            Require(
                label != Labels.Program,
                name,
                "declares the label program, which every family of a program gets by itself"
            );
            Require(
                NamePattern.IsMatch(label.Name),
                name,
                $"has the label {label.Name}, which is not lower snake_case"
            );
            Require(
                !ForbiddenLabels.Contains(label.Name, StringComparer.Ordinal),
                name,
                $"has the label {label.Name}, which names people or clashes with target labels"
            );
        }
    }

    public static void CheckBuckets(string name, MetricKind kind, IReadOnlyList<double> buckets)
    {
        Require(kind == MetricKind.Histogram || buckets.Count == 0, name, "has buckets but is no histogram");
        Require(buckets.All(double.IsFinite), name, "has a bucket without end, which every histogram has anyway");
        for (var i = 1; i < buckets.Count; i++)
            Require(buckets[i - 1] < buckets[i], name, "has buckets that do not ascend");
    }

    private static void Require(bool holds, string name, string complaint)
    {
        if (!holds)
            throw new ArgumentException($"metric {name} {complaint}");
    }
}

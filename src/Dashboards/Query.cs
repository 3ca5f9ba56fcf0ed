using DevRel.Metrics;

namespace DevRel.Dashboards;

/// <summary>PromQL that keeps to the dashboard's variables: every selector names job and instance, and the program where its family has one.</summary>
internal static class Query
{
    /// <summary>Replicas show the same figures: of equal series one is taken, never the sum.</summary>
    public static string Max(Metric metric, string by = "", string matchers = "") =>
        $"max by ({Grouping(metric, by)}) ({Select(metric, matchers)})";

    /// <summary>The total over a label, of one replica: first one series each, then their sum.</summary>
    public static string Sum(Metric metric, string over, string matchers = "") =>
        $"sum by ({Grouping(metric, "")}) ({Max(metric, over, matchers)})";

    /// <summary>How long ago a timestamp was.</summary>
    public static string Age(Metric metric, string by = "") => $"time() - {Max(metric, by)}";

    /// <summary>What a counter gained in the last hour.</summary>
    public static string Gained(Metric metric, string by) =>
        $"max by ({Grouping(metric, by)}) (increase({Select(metric, "")}[1h]))";

    public static string PerSecond(Metric metric, string by) =>
        $"sum by ({Grouping(metric, by)}) (rate({Select(metric, "")}[$__rate_interval]))";

    public static string Select(Metric metric, string matchers = "")
    {
        var all = new List<string> { "job=~\"$job\"", "instance=~\"$instance\"" };
        if (metric.Scope == MetricScope.Program)
            all.Add("program=~\"$program\"");
        if (matchers.Length > 0)
            all.Add(matchers);
        return $"{metric.Name}{{{string.Join(", ", all)}}}";
    }

    private static string Grouping(Metric metric, string by)
    {
        IEnumerable<string> labels = metric.Scope == MetricScope.Program ? ["program"] : [];
        return string.Join(", ", by.Length > 0 ? labels.Append(by) : labels);
    }
}

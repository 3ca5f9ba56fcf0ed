using DevRel.Metrics;

namespace DevRel.Exporter;

/// <summary>A family's name in OpenMetrics, where it comes without the suffix that its samples carry.</summary>
internal static class FamilyNames
{
    private static readonly string[] Units = ["seconds", "bytes", "ratio"];

    public static string OpenMetrics(string name, MetricKind kind) =>
        kind switch
        {
            MetricKind.Counter => Without(name, "_total"),
            MetricKind.Info => Without(name, "_info"),
            _ => name,
        };

    /// <summary>Null when the name does not end in a unit that OpenMetrics users know.</summary>
    public static string? Unit(string stem) =>
        Array.Find(
            Units,
            unit =>
                stem.Length > unit.Length + 1
                && stem.EndsWith(unit, StringComparison.Ordinal)
                && stem[^(unit.Length + 1)] == '_'
        );

    private static string Without(string name, string suffix) =>
        name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
}

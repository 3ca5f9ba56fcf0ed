using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DevRel.Collectors;

/// <summary>Names under which this room measures and traces itself; whoever listens finds it by them.</summary>
public static class CollectorTelemetry
{
    public const string MeterName = "DevRel.Collectors";

    internal static ActivitySource Activities { get; } = new(MeterName);

    internal static Meter NewMeter() => new(MeterName);
}

using System.Diagnostics.Metrics;
using DevRel.Collectors;
using DevRel.Collectors.Http;
using DevRel.Collectors.Running;
using DevRel.Exporter;
using DevRel.Models;

namespace DevRel.App;

/// <summary>The page of the docs that lists every family: those of the models, of the exporter, and the instruments of the collectors.</summary>
internal static class MetricsPage
{
    public static string Markdown() =>
        "# Metrics\n\nWritten by `devrel generate` from the definitions in the code; `devrel explain FAMILY` says more. "
        + "Families of a program carry the label `program` besides those shown.\n\n"
        + MetricsTable.Markdown()
        + MetricsTable.Group("exporter, build", ExporterMetrics.All)
        + "## collectors\n\n| family | kind | meaning |\n|---|---|---|\n"
        + string.Concat(Instruments().Select(Row));

    private static string Row(Instrument instrument) =>
        $"| `{instrument.Name}` | {Kind(instrument)} | {instrument.Description} |\n";

    private static string Kind(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        return type.StartsWith("Counter", StringComparison.Ordinal) ? "counter"
            : type.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
            : "gauge";
    }

    /// <summary>Instruments are declared where they measure; made once here, they tell their names and meaning.</summary>
    private static List<Instrument> Instruments()
    {
        var found = new SortedDictionary<string, Instrument>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == CollectorTelemetry.MeterName)
                found[instrument.Name] = instrument;
        };
        listener.Start();
        using var measures = new RunMeasures();
        using var upstreams = new PoliteUpstreams(PoliteUpstreams.Wire(), new NoClock(), () => 0);
        return [.. found.Values];
    }

    /// <summary>Nothing is sent here, so nothing is ever timed.</summary>
    private sealed class NoClock : TimeProvider;
}

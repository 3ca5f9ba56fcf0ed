using System.Diagnostics.Metrics;
using DevRel.Metrics;
using Microsoft.Extensions.Logging;

namespace DevRel.Exporter;

/// <summary>
/// Shows the instruments of our own meters (<c>DevRel.*</c>) on the page. An instrument's name is its family's name, its tags are labels.
/// Meters of others are left alone: they would flood the page. Nothing here throws into the code that measures.
/// </summary>
public sealed partial class MeterBridge : IDisposable
{
    /// <summary>Series an instrument may have; measurements beyond are counted, not shown.</summary>
    public const int MaxSeries = 500;
    private const string MeterPrefix = "DevRel.";

    private readonly ILogger<MeterBridge> logger;
    private readonly MeterListener listener = new();
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, BridgedFamily> families = new(StringComparer.Ordinal);

    public MeterBridge(ILogger<MeterBridge> logger)
    {
        this.logger = logger;
        listener.InstrumentPublished = Enable;
        listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Record(value, tags, state));
        listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Record(value, tags, state));
        listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Record(value, tags, state));
        listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Record(value, tags, state));
        listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Record(value, tags, state));
        listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Record(value, tags, state));
        listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Record((double)value, tags, state));
        listener.Start();
    }

    public void Dispose() => listener.Dispose();

    /// <summary>Measurements left out, by family, for those that have any.</summary>
    internal IReadOnlyList<Sample> LeftOut()
    {
        lock (gate)
        {
            return
            [
                .. families
                    .Values.Where(family => family.LeftOut > 0)
                    .Select(family => ExporterMetrics.MeasurementsDropped.Of(family.LeftOut, family.Name)),
            ];
        }
    }

    internal void Write(PageWriter page, ExpositionFormat format, Func<string, bool> isTaken)
    {
        lock (gate)
        {
            Observe();
            foreach (var family in families.Values)
            {
                if (!isTaken(family.Name) && !isTaken(FamilyNames.OpenMetrics(family.Name, family.Kind)))
                    family.Write(page, format);
            }
        }
    }

    /// <summary>Asks observable instruments; what they do not say this time is gone.</summary>
    private void Observe()
    {
        foreach (var family in families.Values)
            family.BeginObserving();
        try
        {
            listener.RecordObservableInstruments();
        }
        catch (AggregateException broken)
        {
            // The others have answered by then.
            LogInstrumentFailed(broken.InnerExceptions[0], broken.InnerExceptions.Count);
        }
    }

    private void Enable(Instrument instrument, MeterListener meterListener)
    {
        if (!instrument.Meter.Name.StartsWith(MeterPrefix, StringComparison.Ordinal))
            return;
        if (BridgedFamily.For(instrument) is not { } family)
        {
            LogInstrumentRefused(instrument.Name, instrument.Meter.Name);
            return;
        }

        lock (gate)
        {
            // Two meters may carry one family; the first says what it is.
            if (!families.TryAdd(family.Name, family))
                family = families[family.Name];
        }

        meterListener.EnableMeasurementEvents(instrument, family.For(instrument.Meter.Tags, instrument.Tags));
    }

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        ((BridgedFamily.Source?)state)?.Record(value, tags);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Left out instrument {Instrument} of meter {Meter}: its name is not the name of a family; use lower snake_case, counters ending in _total"
    )]
    private partial void LogInstrumentRefused(string instrument, string meter);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to read {Count} observable instruments")]
    private partial void LogInstrumentFailed(Exception exception, int count);
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using DevRel.Metrics;

namespace DevRel.Exporter;

/// <summary>The series of one instrument's name. Recording takes one lock-free lookup and, once a series exists, no allocation.</summary>
internal sealed partial class BridgedFamily
{
    /// <summary>From a request that answers at once to a run that takes an hour.</summary>
    private static readonly double[] DefaultBounds =
    [
        0.005,
        0.025,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
        10,
        30,
        60,
        300,
        900,
        3600,
    ];

    private readonly ConcurrentDictionary<string, BridgedSeries> series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BridgedSeries>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly double[] bounds;
    private readonly string[] boundNames;
    private readonly string help;
    private readonly bool isObservable;
    private readonly bool isSet;
    private int observation;
    private long left;

    private BridgedFamily(Instrument instrument, MetricKind kind, double[] bounds)
    {
        (Name, Kind, this.bounds) = (instrument.Name, kind, bounds);
        boundNames = [.. bounds.Select(WireNumber.Bound), "+Inf"];
        help = string.IsNullOrWhiteSpace(instrument.Description)
            ? $"Instrument of {instrument.Meter.Name}."
            : instrument.Description;
        isObservable = instrument.IsObservable;
        isSet = isObservable || instrument.GetType().Name.StartsWith("Gauge`", StringComparison.Ordinal);
        lookup = series.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    public MetricKind Kind { get; }

    /// <summary>Measurements that found no room or whose tags cannot be labels.</summary>
    public long LeftOut => Interlocked.Read(ref left);

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern { get; }

    /// <summary>Null when the instrument's name cannot be a family's.</summary>
    public static BridgedFamily? For(Instrument instrument)
    {
        var type = instrument.GetType();
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var kind =
            generic == typeof(Counter<>) || generic == typeof(ObservableCounter<>) ? MetricKind.Counter
            : generic == typeof(Histogram<>) ? MetricKind.Histogram
            : MetricKind.Gauge;
        var isTotal = instrument.Name.EndsWith("_total", StringComparison.Ordinal);
        if (!NamePattern.IsMatch(instrument.Name) || isTotal != (kind == MetricKind.Counter))
            return null;
        return new BridgedFamily(instrument, kind, kind == MetricKind.Histogram ? BoundsOf(instrument) : []);
    }

    public Source For(
        IEnumerable<KeyValuePair<string, object?>>? meterTags,
        IEnumerable<KeyValuePair<string, object?>>? instrumentTags
    ) => new(this, [.. meterTags ?? [], .. instrumentTags ?? []]);

    public void BeginObserving() => observation = isObservable ? unchecked(observation + 1) : 0;

    public void Write(PageWriter page, ExpositionFormat format)
    {
        var shown = series.Where(pair => pair.Value.Observation == observation).ToList();
        if (shown.Count == 0)
            return;
        shown.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
        page.AppendHeader(format, Name, Kind, help);
        foreach (var (labels, values) in shown)
        {
            if (Kind == MetricKind.Histogram)
                WriteHistogram(page, labels, values);
            else
                Line(page, "", labels, "", values.Value);
        }
    }

    private void WriteHistogram(PageWriter page, string labels, BridgedSeries values)
    {
        var (counts, sum) = values.Histogram();
        long total = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            total += counts[i];
            Line(page, "_bucket", labels, boundNames[i], total);
        }

        Line(page, "_sum", labels, "", sum);
        Line(page, "_count", labels, "", total);
    }

    private void Line(PageWriter page, string suffix, string labels, string bound, double value)
    {
        page.Append(Name);
        page.Append(suffix);
        if (labels.Length + bound.Length > 0)
        {
            page.Append("{"u8);
            page.Append(labels);
            if (bound.Length > 0)
            {
                page.Append(labels.Length > 0 ? ",le=\""u8 : "le=\""u8);
                page.Append(bound);
                page.Append("\""u8);
            }

            page.Append("}"u8);
        }

        page.Append(" "u8);
        page.AppendValueLine(value);
    }

    private void Record(double value, ReadOnlySpan<char> labels)
    {
        if (!lookup.TryGetValue(labels, out var values))
        {
            if (series.Count >= MeterBridge.MaxSeries || !LabelText.IsSound(labels))
            {
                LeaveOut();
                return;
            }

            values = series.GetOrAdd(labels.ToString(), _ => new BridgedSeries(bounds));
        }

        values.Observation = observation;
        if (Kind == MetricKind.Histogram)
            values.Observe(value);
        else if (isSet)
            values.Set(value);
        else
            values.Add(value);
    }

    private void LeaveOut() => Interlocked.Increment(ref left);

    private static double[] BoundsOf(Instrument instrument) =>
        instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
            Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } =>
            [
                .. bounds.Select(bound => (double)bound),
            ],
            Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } =>
            [
                .. bounds.Select(bound => (double)bound),
            ],
            _ => DefaultBounds,
        };

    /// <summary>An instrument with the tags that its meter and itself carry always.</summary>
    public sealed class Source(BridgedFamily family, KeyValuePair<string, object?>[] always)
    {
        private const int MaxTags = 16;
        private const int MaxLabelLength = 1024;

        /// <summary>Called inside the code that measures: a tag that cannot be shown costs the measurement, never an exception.</summary>
        public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (always.Length + tags.Length > MaxTags || double.IsNaN(value))
            {
                family.LeaveOut();
                return;
            }

            Span<char> labels = stackalloc char[MaxLabelLength];
            Span<int> order = stackalloc int[MaxTags];
            var count = Order(tags, order);
            var length = 0;
            for (var i = 0; i < count; i++)
            {
                if (!LabelText.Append(labels, ref length, Tag(tags, order[i])))
                {
                    family.LeaveOut();
                    return;
                }
            }

            family.Record(value, labels[..length]);
        }

        /// <summary>By name, so that the order in which tags are given makes no new series.</summary>
        private int Order(ReadOnlySpan<KeyValuePair<string, object?>> tags, Span<int> order)
        {
            var count = 0;
            for (var i = 0; i < always.Length + tags.Length; i++)
            {
                var at = count;
                while (at > 0 && string.CompareOrdinal(Tag(tags, order[at - 1]).Key, Tag(tags, i).Key) > 0)
                {
                    order[at] = order[at - 1];
                    at--;
                }

                order[at] = i;
                count++;
            }

            return count;
        }

        private KeyValuePair<string, object?> Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, int index) =>
            index < always.Length ? always[index] : tags[index - always.Length];
    }
}

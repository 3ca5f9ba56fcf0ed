using System.Diagnostics.Metrics;
using DevRel.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Metric = DevRel.Metrics.Metric;

namespace DevRel.Exporter.Otlp;

/// <summary>Who sends, in the terms of OpenTelemetry: becomes job (namespace and name) and instance in Prometheus.</summary>
public sealed record OtlpSender(string ServiceNamespace, string ServiceName, string InstanceId, string Version);

/// <summary>
/// Pushes the families of the page through OpenTelemetry, when the environment asks for it with <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. Names and values are those
/// of the page: gauges and infos as observable gauges, counters as observable counters. OpenTelemetry has no histogram that is only read, so a histogram travels
/// as the series it has on the page, <c>_bucket</c>, <c>_sum</c> and <c>_count</c>, as gauges. The live instruments of our meters travel as they are.
/// </summary>
public sealed class OtlpExport : IDisposable
{
    /// <summary>Not under the prefix that <see cref="MeterBridge"/> listens to: these series come from the page.</summary>
    private const string MeterName = "devrelmetrics.snapshot";

    private readonly SnapshotPublisher publisher;
    private readonly Meter meter = new(MeterName);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly MeterProvider provider;

    private OtlpExport(
        SnapshotPublisher publisher,
        OtlpSender sender,
        Func<string, string?> environment,
        string endpoint
    )
    {
        this.publisher = publisher;
        var isGrpc = environment("OTEL_EXPORTER_OTLP_PROTOCOL") == "grpc";
        provider = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(
                ResourceBuilder
                    .CreateEmpty()
                    .AddService(
                        sender.ServiceName,
                        sender.ServiceNamespace,
                        sender.Version,
                        autoGenerateServiceInstanceId: false,
                        sender.InstanceId
                    )
                    .AddTelemetrySdk()
                    .AddEnvironmentVariableDetector()
            )
            .AddMeter(MeterName, "DevRel.*")
            .AddView(instrument => new MetricStreamConfiguration { CardinalityLimit = LimitFor(instrument.Name) })
            .AddOtlpExporter(
                (exporter, _) =>
                {
                    exporter.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
                    exporter.Endpoint = new Uri(isGrpc ? endpoint : endpoint.TrimEnd('/') + "/v1/metrics");
                }
            )
            .Build();
        publisher.SnapshotPublished += Announce;
        if (publisher.Current is { } snapshot)
            Announce(snapshot);
    }

    /// <summary>Null when no endpoint is set. Headers, interval and time limit are read by OpenTelemetry from its own variables.</summary>
    public static OtlpExport? Start(
        SnapshotPublisher publisher,
        OtlpSender sender,
        Func<string, string?> environment
    ) =>
        environment("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 } endpoint
            ? new OtlpExport(publisher, sender, environment, endpoint)
            : null;

    /// <summary>Sends now and waits for the answer; false when it was refused or did not come in time.</summary>
    public bool Flush(TimeSpan atMost) => provider.ForceFlush((int)atMost.TotalMilliseconds);

    public void Dispose()
    {
        publisher.SnapshotPublished -= Announce;
        provider.Dispose();
        meter.Dispose();
    }

    /// <summary>Families appear as their data does; each gets its instruments once. Called by the publisher, one at a time.</summary>
    private void Announce(MetricsSnapshot snapshot)
    {
        foreach (var family in snapshot.Families)
        {
            var metric = family.Definition;
            if (!known.Add(metric.Name))
                continue;
            if (metric.Kind == MetricKind.Histogram)
                AnnounceHistogram(metric);
            else if (metric.Kind == MetricKind.Counter)
                meter.CreateObservableCounter(metric.Name, () => Read(metric.Name), null, metric.Help);
            else
                meter.CreateObservableGauge(metric.Name, () => Read(metric.Name), UnitOf(metric), metric.Help);
        }
    }

    /// <summary>Without unit, which would be appended to the names a second time.</summary>
    private void AnnounceHistogram(Metric metric)
    {
        meter.CreateObservableGauge(metric.Name + "_bucket", () => ReadBuckets(metric), null, metric.Help);
        meter.CreateObservableGauge(
            metric.Name + "_sum",
            () => Read(metric.Name, sample => sample.Histogram?.Sum ?? 0),
            null,
            metric.Help
        );
        meter.CreateObservableGauge(
            metric.Name + "_count",
            () => Read(metric.Name, sample => sample.Histogram?.Count ?? 0),
            null,
            metric.Help
        );
    }

    /// <summary>Units that Prometheus turns into the suffix the name has already; any other would lengthen the name.</summary>
    private static string? UnitOf(Metric metric) =>
        metric.Unit.Suffix switch
        {
            "_seconds" or "_timestamp_seconds" => "s",
            "_bytes" => "By",
            "_ratio" => "1",
            _ => null,
        };

    private IEnumerable<Measurement<double>> Read(string name, Func<Sample, double>? value = null) =>
        Samples(name)
            .Select(owned => new Measurement<double>(
                value?.Invoke(owned.Sample) ?? owned.Sample.Value,
                TagsOf(owned, null)
            ));

    private IEnumerable<Measurement<double>> ReadBuckets(Metric metric) =>
        from owned in Samples(metric.Name)
        let histogram = owned.Sample.Histogram
        where histogram is not null
        from bucket in Enumerable.Range(0, histogram.Cumulative.Count)
        let bound = bucket < metric.Buckets.Count ? metric.Buckets[bucket] : double.PositiveInfinity
        select new Measurement<double>(histogram.Cumulative[bucket], TagsOf(owned, WireNumber.Bound(bound)));

    private IReadOnlyList<OwnedSample> Samples(string name) =>
        publisher.Current?.Families.FirstOrDefault(family => family.Definition.Name == name)?.Samples ?? [];

    private static List<KeyValuePair<string, object?>> TagsOf(OwnedSample owned, string? bound)
    {
        var tags = new List<KeyValuePair<string, object?>>();
        if (owned.Program is { } program)
            tags.Add(new(Labels.Program.Name, program));
        for (var i = 0; i < owned.Sample.Labels.Count; i++)
            tags.Add(new(owned.Sample.Metric.Labels[i].Name, owned.Sample.Labels[i]));
        if (bound is not null)
            tags.Add(new("le", bound));
        return tags;
    }

    /// <summary>Room for four times the series of the moment: beyond the limit OpenTelemetry would fold series into one.</summary>
    private int LimitFor(string name)
    {
        const int least = 128;
        var family = publisher.Current?.Families.FirstOrDefault(family =>
            name.StartsWith(family.Definition.Name, StringComparison.Ordinal)
        );
        return Math.Max(least, (family?.Series ?? 0) * 4);
    }
}

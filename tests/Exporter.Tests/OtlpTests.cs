using DevRel.Exporter.Otlp;
using DevRel.Exporter.Tests.Support;
using DevRel.Metrics;

namespace DevRel.Exporter.Tests;

public sealed class OtlpTests
{
    private static readonly OtlpSender Sender = new("devrel", "exporter", "pod-0", "1.2.3");

    [Fact]
    public void Without_an_endpoint_nothing_leaves_the_machine() =>
        OtlpExport.Start(Examples.Publisher(), Sender, _ => null).ShouldBeNull();

    [Fact]
    public async Task The_families_of_the_page_arrive_with_their_names_labels_and_values()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var publisher = Examples.Publisher();
        using var export = Start(publisher, receiver);
        publisher.Publish(Examples.Sets);

        export.Flush(TimeSpan.FromSeconds(10)).ShouldBeTrue();

        var sent = Examples
            .OpenMetrics(publisher.Current!)
            .Samples.Select(sample => sample.Text)
            .Order(StringComparer.Ordinal);
        var arrived = receiver
            .Points.Select(point =>
                new ParsedSample(
                    point.Name,
                    [.. point.Labels.OrderBy(label => label.Key, StringComparer.Ordinal)],
                    point.Value
                ).Text
            )
            .Order(StringComparer.Ordinal);
        arrived.ShouldBe(sent);
        receiver.Resource["service.namespace"].ShouldBe("devrel");
        receiver.Resource["service.name"].ShouldBe("exporter");
        receiver.Resource["service.instance.id"].ShouldBe("pod-0");
    }

    [Fact]
    public async Task Counters_are_sums_and_units_never_lengthen_a_name()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var publisher = Examples.Publisher();
        publisher.Publish(Examples.Sets);
        using var export = Start(publisher, receiver);

        export.Flush(TimeSpan.FromSeconds(10)).ShouldBeTrue();

        var byName = receiver.Points.ToLookup(point => point.Name);
        byName["devrel_activities_total"].ShouldAllBe(point => point.Kind == "sum" && point.Unit == "");
        byName["devrel_active_members"].ShouldAllBe(point => point.Kind == "gauge" && point.Unit == "");
        byName["devrel_source_watermark_timestamp_seconds"].ShouldAllBe(point => point.Unit == "s");
        byName["devrel_first_response_seconds_sum"].ShouldAllBe(point => point.Unit == "");
    }

    [Fact]
    public async Task A_family_larger_than_the_usual_limit_arrives_whole()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var publisher = Examples.Publisher(budgetOf: _ => 10_000);
        using var export = Start(publisher, receiver);
        publisher.Publish([
            new SampleSet(
                "contoso",
                Examples.Noon,
                [.. Enumerable.Range(0, 3000).Select(i => Examples.Popularity.Of(i, $"repository {i}"))]
            ),
        ]);

        export.Flush(TimeSpan.FromSeconds(10)).ShouldBeTrue();

        var points = receiver.Points.Where(point => point.Name == "devrel_popularity").ToList();
        points.Count.ShouldBe(3000);
        points.Sum(point => point.Value).ShouldBe(2999 * 1500);
    }

    private static OtlpExport Start(SnapshotPublisher publisher, OtlpReceiver receiver) =>
        OtlpExport
            .Start(publisher, Sender, name => name == "OTEL_EXPORTER_OTLP_ENDPOINT" ? receiver.Endpoint : null)
            .ShouldNotBeNull();
}

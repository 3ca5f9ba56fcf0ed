using System.IO.Compression;
using System.Net;
using DevRel.Exporter.Tests.Support;
using DevRel.Metrics;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevRel.Exporter.Tests;

public sealed class EndpointTests
{
    private const string OpenMetrics = "application/openmetrics-text;version=1.0.0";

    [Fact]
    public async Task A_page_is_the_snapshot_then_the_process_and_its_length_is_known()
    {
        var publisher = Examples.Publisher();
        publisher.Publish(Examples.Sets);
        await using var server = await MetricsServer.StartAsync(publisher);

        using var response = await server.GetAsync(accept: OpenMetrics);

        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var page = OpenMetricsPage.Parse(body);
        response.Content.Headers.ContentLength.ShouldBe(body.Length);
        response.Headers.CacheControl?.NoStore.ShouldBeTrue();
        page.Samples.Single(sample => sample.Name == "devrel_exporter_series")
            .Value.ShouldBe(publisher.Current!.Series);
        page.Samples.Single(sample => sample.Name == "devrel_exporter_snapshot_timestamp_seconds")
            .Value.ShouldBe(Examples.Noon.ToUnixTimeSeconds());
        page.Samples.ShouldContain(sample => sample.Name == "process_cpu_seconds_total" && sample.Value > 0);
        page.Samples.ShouldContain(sample => sample.Name == "devrel_build_info");
    }

    [Fact]
    public async Task Compressed_and_plain_are_the_same_page()
    {
        var publisher = Examples.Publisher();
        publisher.Publish(Examples.Sets);
        await using var server = await MetricsServer.StartAsync(publisher);

        using var response = await server.GetAsync(accept: OpenMetrics, encoding: "gzip");
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using var gzip = new GZipStream(body, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        await gzip.CopyToAsync(plain, TestContext.Current.CancellationToken);

        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        plain
            .ToArray()
            .AsSpan()
            .StartsWith(publisher.Current!.Body(ExpositionFormat.OpenMetrics, gzip: false).Span)
            .ShouldBeTrue();
        OpenMetricsPage.Parse(plain.ToArray());
    }

    [Fact]
    public async Task Before_the_first_result_the_page_speaks_of_the_process_alone()
    {
        await using var server = await MetricsServer.StartAsync(Examples.Publisher());

        using var response = await server.GetAsync(accept: OpenMetrics);

        var page = OpenMetricsPage.Parse(
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)
        );
        page.Samples.Single(sample => sample.Name == "devrel_exporter_series").Value.ShouldBe(0);
        page.Samples.ShouldNotContain(sample => sample.Name == "devrel_exporter_snapshot_timestamp_seconds");
    }

    [Fact]
    public async Task Head_is_get_without_body_and_the_rest_is_not_allowed()
    {
        await using var server = await MetricsServer.StartAsync(Examples.Publisher());
        using var head = new HttpRequestMessage(HttpMethod.Head, "/metrics");

        using var headed = await server.Client.SendAsync(head, TestContext.Current.CancellationToken);
        using var posted = await server.Client.PostAsync("/metrics", null, TestContext.Current.CancellationToken);

        headed.StatusCode.ShouldBe(HttpStatusCode.OK);
        headed.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBeGreaterThan(100);
        posted.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_family_that_results_and_instruments_both_have_stands_on_the_page_once()
    {
        using var meter = new System.Diagnostics.Metrics.Meter("DevRel.Tests.Endpoint");
        using var bridge = new MeterBridge(NullLogger<MeterBridge>.Instance);
        meter.CreateCounter<long>("devrel_activities_total").Add(5);
        var publisher = Examples.Publisher();
        publisher.Publish(Examples.Sets);
        await using var server = await MetricsServer.StartAsync(publisher, bridge);

        using var response = await server.GetAsync(accept: OpenMetrics);

        var page = OpenMetricsPage.Parse(
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)
        );
        page.Samples.Where(sample => sample.Name == "devrel_activities_total")
            .Sum(sample => sample.Value)
            .ShouldBe(1234570);
    }

    [Fact]
    public async Task Every_page_is_of_one_snapshot_while_others_are_being_published()
    {
        var publisher = Examples.Publisher(budgetOf: _ => 100_000);
        void Publish(int value) =>
            publisher.Publish([
                new SampleSet(
                    "contoso",
                    Examples.Noon,
                    [.. Enumerable.Range(0, 500).Select(i => Examples.Popularity.Of(value, $"r{i}"))]
                ),
            ]);
        Publish(0);
        await using var server = await MetricsServer.StartAsync(publisher);
        var publishing = Task.Run(
            () =>
            {
                for (var i = 1; i <= 200; i++)
                    Publish(i);
            },
            TestContext.Current.CancellationToken
        );

        var scrapes = Enumerable
            .Range(0, 8)
            .Select(async _ =>
            {
                for (var i = 0; i < 20; i++)
                {
                    using var response = await server.GetAsync(accept: OpenMetrics);
                    var page = OpenMetricsPage.Parse(
                        await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)
                    );
                    page.Samples.Where(sample => sample.Name == "devrel_popularity")
                        .Select(sample => sample.Value)
                        .Distinct()
                        .Count()
                        .ShouldBe(1);
                }
            });

        await Task.WhenAll(scrapes);
        await publishing;
    }

    [Fact]
    public async Task What_was_dropped_and_refused_is_counted_on_the_page()
    {
        var publisher = Examples.Publisher(budgetOf: _ => 1);
        SampleSet set = new(
            "contoso",
            Examples.Noon,
            [
                Examples.ByGeo.Of(1, "a"),
                Examples.ByGeo.Of(2, "b"),
                Examples.Active.Of(1, "7d", "human"),
                Examples.Active.Of(1, "7d", "human"),
            ]
        );
        publisher.Publish([set]);
        publisher.Publish([set]);
        await using var server = await MetricsServer.StartAsync(publisher);

        using var response = await server.GetAsync(accept: OpenMetrics);

        var page = OpenMetricsPage.Parse(
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)
        );
        var dropped = page.Samples.Single(sample => sample.Name == "devrel_exporter_series_dropped_total");
        (dropped["family"], dropped.Value).ShouldBe(("devrel_active_members_by_geo", 4));
        page.Samples.Single(sample => sample.Name == "devrel_exporter_series_refused_total").Value.ShouldBe(2);
    }

    [Fact]
    public async Task Health_says_alive_always_and_ready_with_reasons()
    {
        var readiness = Readiness.NotYet("source contoso-github: first collection is running", "no snapshot yet");
        await using var server = await MetricsServer.StartAsync(Examples.Publisher(), readiness: () => readiness);

        using var live = await server.GetAsync("/livez");
        using var notReady = await server.GetAsync("/readyz");
        readiness = Readiness.Ready;
        using var ready = await server.GetAsync("/readyz");

        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        notReady.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await notReady.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(
            "source contoso-github: first collection is running\nno snapshot yet\n"
        );
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

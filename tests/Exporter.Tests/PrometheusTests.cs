using DevRel.Exporter.Tests.Support;
using DevRel.Metrics;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevRel.Exporter.Tests;

/// <summary>The programs that people will point at us are the judges.</summary>
public sealed class PrometheusTests
{
    private static readonly string[] OwnLabels = ["job", "instance"];

    [Fact]
    public async Task Promtool_has_nothing_to_say_about_a_full_page()
    {
        var promtool = Programs.Promtool();
        using var meter = new System.Diagnostics.Metrics.Meter("DevRel.Tests.Promtool");
        using var bridge = new MeterBridge(NullLogger<MeterBridge>.Instance);
        meter.CreateHistogram<double>("devrel_upstream_wait_seconds", "s", "Time spent waiting.").Record(1);
        var publisher = Examples.Publisher();
        publisher.Publish(Examples.Sets);
        await using var server = await MetricsServer.StartAsync(publisher, bridge);
        using var response = await server.GetAsync();

        var (exitCode, output) = await Programs.RunAsync(
            promtool,
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            "check",
            "metrics"
        );

        output.ShouldBe("");
        exitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Prometheus_stores_exactly_what_we_sent_in_every_format_and_coding()
    {
        var publisher = Examples.Publisher();
        publisher.Publish(Examples.Sets);
        await using var server = await MetricsServer.StartAsync(publisher);
        await using var prometheus = PrometheusServer.Start(Config(server.Address));
        var sent = Examples
            .OpenMetrics(publisher.Current!)
            .Samples.Select(sample => sample.Text)
            .Order(StringComparer.Ordinal)
            .ToList();

        foreach (var job in new[] { "text", "openmetrics", "gzip" })
        {
            await prometheus.QueryUntilAsync($"up{{job=\"{job}\"}} == 1", found => found.Count == 1);
            var names = string.Join(
                '|',
                publisher.Current!.Families.Select(family => family.Definition.Name + "(_bucket|_sum|_count)?")
            );
            var stored = await prometheus.QueryAsync($"{{job=\"{job}\",__name__=~\"{names}\"}}");

            stored.Select(Without).Order(StringComparer.Ordinal).ShouldBe(sent, ignoreOrder: false, customMessage: job);
        }
    }

    [Fact]
    public async Task What_prometheus_counted_is_what_the_page_holds()
    {
        var publisher = Examples.Publisher();
        publisher.Publish(Examples.Sets);
        await using var server = await MetricsServer.StartAsync(publisher);
        await using var prometheus = PrometheusServer.Start(Config(server.Address));
        using var response = await server.GetAsync(accept: "application/openmetrics-text;version=1.0.0");
        var page = OpenMetricsPage.Parse(
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)
        );

        var counted = await prometheus.QueryUntilAsync(
            "scrape_samples_scraped",
            found => found.Count == 3 && found.All(sample => sample.Value > 0)
        );

        counted.Select(sample => sample.Value).ShouldAllBe(count => count == page.Samples.Count());
    }

    [Fact]
    public async Task A_scrape_behind_a_password_works_as_prometheus_is_usually_configured()
    {
        using var folder = new DevRel.Testing.TempFolder();
        var web = Web.WebConfigFile.Load(
            folder.Write(
                "web.yaml",
                "basic_auth_users:\n  prometheus: $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW\n"
            ),
            NullLogger<Web.WebConfigFile>.Instance
        );
        await using var server = await MetricsServer.StartAsync(Examples.Publisher(), web: web);
        await using var prometheus = PrometheusServer.Start(
            $"""
            scrape_configs:
              - job_name: locked
                scrape_interval: 1s
                basic_auth: {"{"}username: prometheus, password: "U*U"{"}"}
                static_configs: [{"{"}targets: ["{server.Address.Authority}"]{"}"}]

            """
        );

        await prometheus.QueryUntilAsync("up == 1", found => found.Count == 1);
    }

    private static string Without(ParsedSample stored) =>
        (stored with { Labels = [.. stored.Labels.Where(label => !OwnLabels.Contains(label.Key))] }).Text;

    private static string Config(Uri server) =>
        $"""
            scrape_configs:
              - job_name: text
                scrape_interval: 1s
                enable_compression: false
                scrape_protocols: [PrometheusText0.0.4]
                static_configs: &us [{"{"}targets: ["{server.Authority}"]{"}"}]
              - job_name: openmetrics
                scrape_interval: 1s
                enable_compression: false
                scrape_protocols: [OpenMetricsText1.0.0]
                static_configs: *us
              - job_name: gzip
                scrape_interval: 1s
                static_configs: *us

            """;
}

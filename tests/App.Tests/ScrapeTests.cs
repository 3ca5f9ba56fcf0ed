using System.Text;
using DevRel.Exporter.Tests.Support;
using DevRel.Testing;

namespace DevRel.App.Tests;

/// <summary>A real Prometheus pointed at a whole <c>devrel run</c>.</summary>
public sealed class ScrapeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] OwnLabels = ["job", "instance"];

    [Fact]
    public async Task Prometheus_stores_what_a_run_serves_in_every_format_and_coding()
    {
        using var community = new Community();
        await using var devrel = await community.RunAsync();
        await using var prometheus = PrometheusServer.Start(Config(new Uri(devrel.Address)));
        await devrel.UntilAsync("/metrics", "devrel_key_result_progress_ratio{");

        foreach (var job in new[] { "text", "openmetrics", "gzip" })
        {
            var (page, stored) = await UntilEqualAsync(devrel, prometheus, job);

            stored.Select(sample => sample.Series).ShouldBe(page.Select(sample => sample.Series), customMessage: job);
            stored.Count.ShouldBeGreaterThan(200);
            Figures(stored).ShouldBe(Figures(page), customMessage: job);
            Figures(stored).ShouldContain("devrel_active_members{member_class=human,program=garden,window=90d} 3", job);
        }
    }

    [Fact]
    public async Task Prometheus_counts_as_many_series_as_the_page_says_it_has()
    {
        using var community = new Community();
        await using var devrel = await community.RunAsync();
        await using var prometheus = PrometheusServer.Start(Config(new Uri(devrel.Address)));
        await devrel.UntilAsync("/metrics", "devrel_key_result_progress_ratio{");
        var (page, _) = await UntilEqualAsync(devrel, prometheus, "gzip");

        var counted = await prometheus.QueryUntilAsync(
            "scrape_samples_scraped",
            found => found.Count == 3 && found.All(sample => sample.Value >= page.Count)
        );

        counted.Select(sample => sample.Value).ShouldAllBe(count => count == page.Count);
    }

    [Fact]
    public async Task Promtool_has_nothing_to_say_about_the_page_of_a_run()
    {
        var promtool = DevRel.Exporter.Tests.Support.Programs.Promtool();
        using var community = new Community();
        await using var devrel = await community.RunAsync();
        var page = await devrel.UntilAsync("/metrics", "devrel_key_result_progress_ratio{");

        var (exitCode, output) = await DevRel.Exporter.Tests.Support.Programs.RunAsync(
            promtool,
            Encoding.UTF8.GetBytes(page),
            "check",
            "metrics"
        );

        output.ShouldBe("");
        exitCode.ShouldBe(0);
    }

    /// <summary>A run gains series in its first seconds; asks both sides until they agree, and gives the last answers when they do not.</summary>
    private static async Task<(IReadOnlyList<ParsedSample> Page, IReadOnlyList<ParsedSample> Stored)> UntilEqualAsync(
        RunningDevrel devrel,
        PrometheusServer prometheus,
        string job
    )
    {
        await prometheus.QueryUntilAsync($"up{{job=\"{job}\"}} == 1", found => found.Count == 1);
        using var patience = new CancellationTokenSource(Patience, RealTime.Clock);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(250), RealTime.Clock);
        while (true)
        {
            var stored = Sorted(await prometheus.QueryAsync($"{{job=\"{job}\",__name__!~\"up|scrape_.*\"}}"));
            var page = Sorted((await PageAsync(devrel)).Samples);
            var agree =
                stored.Select(sample => sample.Series).SequenceEqual(page.Select(sample => sample.Series))
                && Figures(stored).SequenceEqual(Figures(page));
            if (agree || patience.IsCancellationRequested)
                return (page, stored);
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<OpenMetricsPage> PageAsync(RunningDevrel devrel)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text;version=1.0.0");
        return OpenMetricsPage.Parse(
            await client.GetByteArrayAsync(devrel.Address + "/metrics", TestContext.Current.CancellationToken)
        );
    }

    /// <summary>What programs computed; figures of the process move between two looks.</summary>
    private static IEnumerable<string> Figures(IEnumerable<ParsedSample> samples) =>
        samples
            .Where(sample => sample.Labels.Any(label => label.Key == "program"))
            .Where(sample => !sample.Name.EndsWith("_timestamp_seconds", StringComparison.Ordinal))
            .Select(sample => sample.Text);

    private static IReadOnlyList<ParsedSample> Sorted(IEnumerable<ParsedSample> samples) =>
        [
            .. samples
                .Select(sample =>
                    sample with
                    {
                        Labels = [.. sample.Labels.Where(label => !OwnLabels.Contains(label.Key))],
                    }
                )
                .OrderBy(sample => sample.Series, StringComparer.Ordinal),
        ];

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

using DevRel.Exporter;
using DevRel.Exporter.Tests.Support;
using DevRel.Metrics;
using DevRel.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevRel.Dashboards.Tests;

/// <summary>Every query, asked of a real Prometheus that scraped a real page.</summary>
public sealed class LiveQueryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_query_answers_with_data_where_every_family_has_some()
    {
        var samples = Overview
            .Metrics.All.Where(metric => metric.Scope == MetricScope.Program)
            .SelectMany(All)
            .ToList();
        await using var server = await MetricsServer.StartAsync(Publisher(samples));
        await using var prometheus = await ScrapeAsync(server);

        foreach (var expression in Overview.Expressions)
            (await prometheus.QueryAsync(Filled(expression))).ShouldNotBeEmpty(expression);
    }

    [Fact]
    public async Task No_query_fails_where_a_single_author_is_all_there_is()
    {
        var members = Overview.Metrics.Find("devrel_active_members").ShouldNotBeNull();
        await using var server = await MetricsServer.StartAsync(
            Publisher([members.Of(1, "28d", "human"), ExporterMetrics.ProgramInfo.Of(1, "UTC")])
        );
        await using var prometheus = await ScrapeAsync(server);

        foreach (var expression in Overview.Expressions)
            await prometheus.QueryAsync(Filled(expression));
        (await prometheus.QueryAsync(Filled(Overview.Expressions.First()))).Single().Value.ShouldBe(1);
    }

    [Fact]
    public async Task Every_variable_has_values_to_choose_from()
    {
        await using var server = await MetricsServer.StartAsync(Publisher([ExporterMetrics.ProgramInfo.Of(1, "UTC")]));
        await using var prometheus = await ScrapeAsync(server);

        foreach (
            var (family, label) in new[]
            {
                ("devrel_exporter_series", "job"),
                ("devrel_exporter_series", "instance"),
                ("devrel_program_info", "program"),
            }
        )
            (await prometheus.QueryAsync($"count by ({label}) ({family})")).Single()[label].ShouldNotBeEmpty();
    }

    private static SnapshotPublisher Publisher(IReadOnlyList<Sample> samples)
    {
        var publisher = new SnapshotPublisher(
            new ManualClock(Noon),
            NullLogger<SnapshotPublisher>.Instance,
            _ => 1_000_000
        );
        publisher.Publish([new SampleSet("contoso", Noon, samples)]);
        return publisher;
    }

    private static async Task<PrometheusServer> ScrapeAsync(MetricsServer server)
    {
        var prometheus = PrometheusServer.Start(
            $"""
            scrape_configs:
              - job_name: devrel
                scrape_interval: 1s
                static_configs: [{"{"}targets: ["{server.Address.Authority}"]{"}"}]

            """
        );
        await prometheus.QueryUntilAsync("count_over_time(devrel_exporter_series[1m]) >= 2", found => found.Count == 1);
        return prometheus;
    }

    private static string Filled(string expression) =>
        expression
            .Replace("$job", ".+", StringComparison.Ordinal)
            .Replace("$instance", ".+", StringComparison.Ordinal)
            .Replace("$program", ".+", StringComparison.Ordinal)
            .Replace("$__rate_interval", "1m", StringComparison.Ordinal);

    /// <summary>One series for every combination of what its labels may say; two names where they are free.</summary>
    private static IEnumerable<Sample> All(Metric metric)
    {
        IEnumerable<IReadOnlyList<string>> combinations =
        [
            [],
        ];
        foreach (var label in metric.Labels)
        {
            var values = label.Values ?? ["one", "two"];
            combinations = combinations
                .SelectMany(chosen => values.Select(value => (IReadOnlyList<string>)[.. chosen, value]))
                .ToList();
        }

        return combinations.Select(labels => Sampled(metric, labels));
    }

    private static Sample Sampled(Metric metric, IReadOnlyList<string> labels) =>
        metric.Kind == MetricKind.Histogram
            ? metric.Of(1, labels) with
            {
                Histogram = new HistogramCounts(
                    [.. Enumerable.Range(1, metric.Buckets.Count + 1).Select(i => (long)i)],
                    1
                ),
            }
            : metric.Of(metric.Unit == Unit.Timestamp ? Noon.ToUnixTimeSeconds() : 1, labels);
}

using System.Globalization;
using System.Text.Json.Nodes;
using DevRel.Exporter;
using DevRel.Exporter.Tests.Support;
using DevRel.Metrics;
using DevRel.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Programs = DevRel.Exporter.Tests.Support.Programs;

namespace DevRel.Dashboards.Tests;

/// <summary>Every query, asked of a real Prometheus that scraped a real page of what the models computed.</summary>
public sealed class LiveQueryTests
{
    /// <summary>What only a process that has run for a while, or that failed, has to tell.</summary>
    private static readonly string[] NotOfModels =
    [
        "devrel_exporter_series_dropped_total",
        "devrel_exporter_series_refused_total",
        "devrel_exporter_measurements_dropped_total",
    ];

    /// <summary>Title and what stands there instead: each names what is missing, so that nobody takes it for a fault.</summary>
    private static readonly string[] EmptyOnQuickstart =
    [
        "Median first response: No thread in the window",
        "Answered in target: No thread in the window",
        "Time to first response: No thread in the window",
        "Threads that wait for an answer: No thread is waiting",
        "Longest wait: No thread is waiting",
        "Concentration of answers: No answers in the window",
        "Change requests: No source has change requests",
        "Share of the largest organization: No contribution with a known organization",
        "Gravity: Nobody was on a level when the window began",
        "Retained by age of cohort: No cohort is old enough yet",
        "Still there after so long: No member is old enough yet",
        "Guardrails breached: No guardrails are declared",
    ];

    [Fact]
    public async Task Every_query_answers_with_data_over_a_grown_community()
    {
        await using var server = await MetricsServer.StartAsync(Publisher(Situations.Grown()));
        await using var prometheus = await ScrapeAsync(server);
        var silent = new List<string>();

        foreach (var expression in Overview.Expressions)
        {
            if ((await prometheus.QueryAsync(Filled(expression))).Count == 0)
                silent.Add(expression);
        }

        silent.ShouldBeEmpty();
        Overview.Expressions.Count().ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task On_the_quickstart_no_query_fails_and_what_is_empty_says_why()
    {
        await using var server = await MetricsServer.StartAsync(Publisher(Situations.Quickstart()));
        await using var prometheus = await ScrapeAsync(server);
        var empty = new List<string>();

        foreach (var panel in Overview.Panels)
        {
            if (await IsEmptyAsync(prometheus, panel))
                empty.Add(
                    $"{Overview.Says(panel, "title")}: {Overview.Says(panel["fieldConfig"]!["defaults"]!, "noValue")}"
                );
        }

        empty.ShouldBe(EmptyOnQuickstart, ignoreOrder: true);
        (await prometheus.QueryAsync(Filled(Overview.Expressions.First()))).Single().Value.ShouldBe(1);
    }

    [Fact]
    public async Task A_grown_community_has_every_family_that_models_yield()
    {
        await using var server = await MetricsServer.StartAsync(Publisher(Situations.Grown()));
        using var response = await server.GetAsync();

        var there = TextPage.Parse((await BytesAsync(response)).Span).Select(family => family.Name);

        Overview.Metrics.All.Select(metric => metric.Name).Except(there).Except(NotOfModels).ShouldBeEmpty();
    }

    [Fact]
    public async Task Promtool_has_nothing_to_say_about_a_grown_community()
    {
        var promtool = Programs.Promtool();
        await using var server = await MetricsServer.StartAsync(Publisher(Situations.Grown()));
        using var response = await server.GetAsync();

        var (exitCode, output) = await Programs.RunAsync(
            promtool,
            (await BytesAsync(response)).ToArray(),
            "check",
            "metrics"
        );

        output.ShouldBe("");
        exitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Every_variable_has_values_to_choose_from()
    {
        await using var server = await MetricsServer.StartAsync(Publisher(Situations.Quickstart()));
        await using var prometheus = await ScrapeAsync(server);

        foreach (var variable in Overview.Variables.Where(variable => Overview.Says(variable, "type") == "query"))
        {
            // label_values(selector, label): the last word is the label.
            var asked = Overview.Says(variable["query"]!, "query")["label_values(".Length..^1];
            var (selector, label) = (asked[..asked.LastIndexOf(',')], asked[(asked.LastIndexOf(',') + 2)..]);
            (await prometheus.QueryAsync($"count by ({label}) ({Filled(selector)})"))
                .Single()[label]
                .ShouldNotBeEmpty();
        }
    }

    private static async Task<bool> IsEmptyAsync(PrometheusServer prometheus, JsonNode panel)
    {
        var found = 0;
        foreach (var target in panel["targets"]!.AsArray().OfType<JsonNode>())
            found += (await prometheus.QueryAsync(Filled(Overview.Says(target, "expr")))).Count;
        return found == 0;
    }

    private static SnapshotPublisher Publisher(SampleSet computed)
    {
        var publisher = new SnapshotPublisher(
            new ManualClock(MadeCommunity.End),
            NullLogger<SnapshotPublisher>.Instance,
            _ => 1_000_000
        );
        publisher.Publish([computed]);
        return publisher;
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpResponseMessage response) =>
        await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private static async Task<PrometheusServer> ScrapeAsync(MetricsServer server)
    {
        var prometheus = PrometheusServer.Start(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                scrape_configs:
                  - job_name: devrel
                    scrape_interval: 1s
                    static_configs: [{"{"}targets: ["{server.Address.Authority}"]{"}"}]

                """
            )
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
}

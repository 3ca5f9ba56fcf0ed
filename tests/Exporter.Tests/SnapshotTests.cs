using System.Text;
using DevRel.Exporter.Tests.Support;
using DevRel.Metrics;
using DevRel.Testing;

namespace DevRel.Exporter.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void A_page_in_text_reads_as_agreed() =>
        Golden.Check(Spelled(ExpositionFormat.Text), "tests", "Exporter.Tests", "expected", "page.prom");

    [Fact]
    public void A_page_in_open_metrics_reads_as_agreed() =>
        Golden.Check(
            Spelled(ExpositionFormat.OpenMetrics),
            "tests",
            "Exporter.Tests",
            "expected",
            "page.openmetrics.txt"
        );

    [Fact]
    public void Both_formats_carry_the_same_series()
    {
        var snapshot = MetricsSnapshot.Build(Examples.Sets, Examples.Noon, _ => 2000);

        var openMetrics = Examples.OpenMetrics(snapshot).Samples.Select(sample => sample.Text).ToList();

        openMetrics.ShouldBe(
            Examples.Text(snapshot).SelectMany(family => family.Samples).Select(sample => sample.Text)
        );
        openMetrics.Count.ShouldBe(snapshot.Series);
    }

    [Fact]
    public void The_program_is_the_first_label_and_the_process_has_none()
    {
        var snapshot = Examples.Snapshot(
            new SampleSet("contoso", Examples.Noon, [Examples.Active.Of(1, "7d", "human")]),
            new SampleSet(null, Examples.Noon, [Examples.Active.Of(2, "7d", "human")])
        );

        var text = Encoding.UTF8.GetString(snapshot.Body(ExpositionFormat.Text, false).Span);

        text.ShouldContain("devrel_active_members{program=\"contoso\",window=\"7d\",member_class=\"human\"} 1\n");
        text.ShouldContain("devrel_active_members{window=\"7d\",member_class=\"human\"} 2\n");
    }

    [Fact]
    public void Families_stand_once_and_sorted_wherever_their_samples_came_from()
    {
        var families = Examples.Text(Examples.Snapshot(Examples.Sets)).Select(family => family.Name).ToList();

        families.ShouldBe(families.Order(StringComparer.Ordinal));
        families.ShouldBeUnique();
    }

    [Fact]
    public void Of_a_series_that_comes_twice_the_first_is_kept_and_the_second_counted()
    {
        var snapshot = Examples.Snapshot(
            new SampleSet(
                "contoso",
                Examples.Noon,
                [Examples.Active.Of(1, "7d", "human"), Examples.Active.Of(2, "7d", "human")]
            )
        );

        Examples.OpenMetrics(snapshot).Samples.Single().Value.ShouldBe(1);
        snapshot.Refused.ShouldBe([new RefusedSeries("devrel_active_members", 1, "7d,human")]);
    }

    [Fact]
    public void A_counter_and_a_gauge_that_open_metrics_would_call_the_same_do_not_share_a_page()
    {
        var gauge = Metric.Gauge("devrel_activities", Unit.Activities, "Clashes with the counter of activities.");

        var snapshot = Examples.Snapshot(
            new SampleSet("contoso", Examples.Noon, [Examples.Activities.Of(1, "git", "commit"), gauge.Of(2)])
        );

        snapshot.Refused.Single().Family.ShouldBe("devrel_activities");
        Examples.OpenMetrics(snapshot).Families.Count.ShouldBe(1);
    }

    [Fact]
    public void A_negative_counter_and_a_histogram_without_counts_are_refused()
    {
        var snapshot = Examples.Snapshot(
            new SampleSet(
                "contoso",
                Examples.Noon,
                [Examples.Activities.Of(-1, "git", "commit"), Examples.FirstResponse.Of(1, "github")]
            )
        );

        snapshot.Series.ShouldBe(0);
        snapshot.Refused.Count.ShouldBe(2);
    }

    [Fact]
    public void Over_budget_whole_families_go_the_highest_drop_order_first()
    {
        var samples = Enumerable
            .Range(0, 10)
            .SelectMany(i => new[] { Examples.ByGeo.Of(i, $"geo {i}"), Examples.Popularity.Of(i, $"repository {i}") })
            .Append(Examples.Active.Of(1, "7d", "human"))
            .ToList();

        var snapshot = MetricsSnapshot.Build(
            [new SampleSet("contoso", Examples.Noon, samples), new SampleSet("fabrikam", Examples.Noon, samples)],
            Examples.Noon,
            program => program == "contoso" ? 15 : 21,
            withDefinitions: false
        );

        snapshot.Dropped.ShouldBe([new DroppedFamily("contoso", "devrel_popularity", 10)]);
        snapshot.Series.ShouldBe(11 + 21);
    }

    [Fact]
    public void What_is_never_dropped_stays_even_over_budget()
    {
        var samples = Enumerable.Range(0, 50).Select(i => Examples.Activities.Of(i, $"source {i}", "commit")).ToList();
        samples.Add(Examples.ByGeo.Of(1, "unknown"));

        var snapshot = MetricsSnapshot.Build(
            [new SampleSet("contoso", Examples.Noon, samples)],
            Examples.Noon,
            _ => 10,
            withDefinitions: false
        );

        snapshot.Series.ShouldBe(50);
        snapshot.Dropped.Single().Family.ShouldBe("devrel_active_members_by_geo");
    }

    [Fact]
    public void A_million_hostile_values_cannot_raise_the_page_above_its_budget()
    {
        var samples = Enumerable.Range(0, 1_000_000).Select(i => Examples.Popularity.Of(1, $"\"{i}\\\n")).ToList();

        var snapshot = MetricsSnapshot.Build(
            [new SampleSet("contoso", Examples.Noon, samples)],
            Examples.Noon,
            _ => 2000,
            withDefinitions: false
        );

        snapshot.Series.ShouldBe(0);
        snapshot.Dropped.Single().Series.ShouldBe(1_000_000);
    }

    [Fact]
    public void Each_family_says_which_version_of_its_definition_is_behind_it()
    {
        var metric = Examples.ByGeo with { DefinitionVersion = 2 };

        var snapshot = MetricsSnapshot.Build(
            [new SampleSet("contoso", Examples.Noon, [metric.Of(1, "unknown")])],
            Examples.Noon,
            _ => 2000
        );

        var text = Encoding.UTF8.GetString(snapshot.Body(ExpositionFormat.Text, false).Span);
        text.ShouldContain(
            "devrel_metric_definition_info{family=\"devrel_active_members_by_geo\",definition_version=\"2\"} 1\n"
        );
    }

    [Fact]
    public void Compressed_members_one_after_the_other_are_one_body()
    {
        var snapshot = Examples.Snapshot(Examples.Sets);
        byte[] body =
        [
            .. snapshot.Body(ExpositionFormat.OpenMetrics, true).Span,
            .. Gzip.Member("# EOF\n"u8.ToArray()),
        ];

        using var gzip = new System.IO.Compression.GZipStream(
            new MemoryStream(body),
            System.IO.Compression.CompressionMode.Decompress
        );
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);

        OpenMetricsPage.Parse(plain.ToArray()).Samples.Count().ShouldBe(snapshot.Series);
    }

    private static string Spelled(ExpositionFormat format) =>
        Encoding.UTF8.GetString(Examples.Snapshot(Examples.Sets).Body(format, gzip: false).Span);
}

using System.Diagnostics.Metrics;
using DevRel.Exporter.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevRel.Exporter.Tests;

public sealed class MeterBridgeTests : IDisposable
{
    private readonly Meter meter = new("DevRel.Tests." + Guid.NewGuid());
    private readonly MeterBridge bridge = new(NullLogger<MeterBridge>.Instance);

    public void Dispose()
    {
        bridge.Dispose();
        meter.Dispose();
    }

    [Fact]
    public void A_counter_adds_up_by_its_tags_in_any_order()
    {
        var counter = meter.CreateCounter<long>("devrel_tests_requests_total", "{request}", "Requests made.");

        counter.Add(1, new("source", "a"), new("api", "rest"));
        counter.Add(2, new("api", "rest"), new("source", "a"));

        var family = Page().Families.Single(family => family.Name == "devrel_tests_requests");
        family.Help.ShouldBe("Requests made.");
        family.Samples.Single().Text.ShouldBe("devrel_tests_requests_total{api=rest,source=a} 3");
    }

    [Fact]
    public void A_histogram_has_buckets_from_milliseconds_to_an_hour_or_those_it_asks_for()
    {
        meter.CreateHistogram<double>("devrel_tests_run_seconds", "s").Record(42);
        meter
            .CreateHistogram(
                "devrel_tests_pages",
                advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 10] }
            )
            .Record(5);

        var samples = Page().Samples.ToList();

        samples.Count(sample => sample.Name == "devrel_tests_run_seconds_bucket").ShouldBe(15);
        samples
            .Single(sample => sample.Name == "devrel_tests_run_seconds_bucket" && sample["le"] == "30.0")
            .Value.ShouldBe(0);
        samples
            .Single(sample => sample.Name == "devrel_tests_run_seconds_bucket" && sample["le"] == "60.0")
            .Value.ShouldBe(1);
        samples.Single(sample => sample.Name == "devrel_tests_run_seconds_sum").Value.ShouldBe(42);
        samples
            .Where(sample => sample.Name == "devrel_tests_pages_bucket")
            .Select(sample => sample["le"])
            .ShouldBe(["1.0", "10.0", "+Inf"]);
    }

    [Fact]
    public void Observable_instruments_are_asked_at_each_page_and_what_they_leave_out_is_gone()
    {
        var quota = new List<Measurement<long>>
        {
            new(10, new KeyValuePair<string, object?>("api", "rest")),
            new(20, new KeyValuePair<string, object?>("api", "search")),
        };
        meter.CreateObservableGauge("devrel_tests_quota_remaining", () => quota);
        var first = Page()
            .Samples.Where(sample => sample.Name == "devrel_tests_quota_remaining")
            .Select(sample => sample.Value)
            .ToList();
        quota.RemoveAt(1);
        quota[0] = new(9, new KeyValuePair<string, object?>("api", "rest"));

        var second = Page()
            .Samples.Where(sample => sample.Name == "devrel_tests_quota_remaining")
            .Select(sample => sample.Value);

        first.ShouldBe([10, 20]);
        second.ShouldBe([9]);
    }

    [Fact]
    public void Gauges_are_set_and_up_down_counters_move()
    {
        var gauge = meter.CreateGauge<int>("devrel_tests_level");
        var queue = meter.CreateUpDownCounter<int>("devrel_tests_queue");
        gauge.Record(5);
        gauge.Record(3);
        queue.Add(5);
        queue.Add(-2);

        var samples = Page().Samples.ToDictionary(sample => sample.Name, sample => sample.Value);

        (samples["devrel_tests_level"], samples["devrel_tests_queue"]).ShouldBe((3, 3));
    }

    [Fact]
    public void An_instrument_that_fails_costs_neither_the_page_nor_the_others()
    {
        meter.CreateObservableGauge("devrel_tests_broken", int () => throw new InvalidOperationException("made up"));
        meter.CreateObservableGauge("devrel_tests_whole", () => 1);

        Page().Samples.ShouldContain(sample => sample.Name == "devrel_tests_whole");
    }

    [Fact]
    public void Tags_without_bound_stop_at_the_cap_and_the_rest_is_counted()
    {
        var counter = meter.CreateCounter<long>("devrel_tests_flood_total");
        for (var i = 0; i < MeterBridge.MaxSeries + 100; i++)
            counter.Add(1, new KeyValuePair<string, object?>("source", i));

        Page().Samples.Count(sample => sample.Name == "devrel_tests_flood_total").ShouldBe(MeterBridge.MaxSeries);
        bridge.LeftOut().Single(sample => sample.Labels[0] == "devrel_tests_flood_total").Value.ShouldBe(100);
    }

    [Theory]
    [InlineData("le", "5")]
    [InlineData("source", "twice")]
    public void A_tag_that_would_break_the_page_costs_the_measurement(string name, string value)
    {
        var counter = meter.CreateCounter<long>("devrel_tests_tags_total");
        counter.Add(1, new("source", "a"), new(name, value));

        Page().Samples.ShouldNotContain(sample => sample.Name == "devrel_tests_tags_total");
        bridge.LeftOut().ShouldContain(sample => sample.Labels[0] == "devrel_tests_tags_total");
    }

    [Fact]
    public void Odd_tags_are_escaped_renamed_or_cut_but_never_thrown_back()
    {
        var counter = meter.CreateCounter<long>("devrel_tests_odd_total");

        counter.Add(1, new("http.method", "a\"b\\c\nd"), new("9lives", true), new("nothing", null), new("", "x"));
        counter.Add(1, new KeyValuePair<string, object?>("source", new string('x', 5000)));

        var sample = Page().Samples.Single(sample => sample.Name == "devrel_tests_odd_total");
        sample["http_method"].ShouldBe("a\"b\\c\nd");
        sample["tag_9lives"].ShouldBe("true");
    }

    [Fact]
    public void Tags_of_the_meter_are_labels_too()
    {
        using var tagged = new Meter("DevRel.Tests.Tagged", null, [new("source", "git")]);
        tagged.CreateCounter<long>("devrel_tests_tagged_total").Add(1);

        Page().Samples.Single(sample => sample.Name == "devrel_tests_tagged_total")["source"].ShouldBe("git");
    }

    [Fact]
    public void Meters_of_others_and_names_that_are_no_family_stay_off_the_page()
    {
        using var other = new Meter("Somebody.Else");
        other.CreateCounter<long>("devrel_tests_other_total").Add(1);
        meter.CreateCounter<long>("devrel.tests.dotted").Add(1);
        meter.CreateCounter<long>("devrel_tests_no_suffix").Add(1);

        Page()
            .Samples.ShouldNotContain(sample =>
                sample.Name.Contains("other") || sample.Name.Contains("dotted") || sample.Name.Contains("suffix")
            );
    }

    [Fact]
    public void Recording_into_a_known_series_allocates_nothing()
    {
        var counter = meter.CreateCounter<long>("devrel_tests_hot_total");
        var tag = new KeyValuePair<string, object?>("source", "git");
        for (var i = 0; i < 1000; i++)
            counter.Add(1, tag);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            counter.Add(1, tag);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }

    private OpenMetricsPage Page()
    {
        var page = new PageWriter();
        bridge.Write(page, ExpositionFormat.OpenMetrics, _ => false);
        page.Append("# EOF\n"u8);
        return OpenMetricsPage.Parse(page.Written.Span);
    }
}

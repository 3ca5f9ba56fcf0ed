namespace DevRel.Metrics.Tests;

public sealed class MetricRulesTests
{
    private const string Help = "A sentence long enough to say what is counted.";

    /// <summary>Each would be refused by <c>promtool check metrics</c>, by a format, or by the house.</summary>
    [Theory]
    [InlineData("devrel_activeMembers", "lower snake_case")]
    [InlineData("devrel__members", "lower snake_case")]
    [InlineData("devrel_members:sum", "lower snake_case")]
    [InlineData("members", "must start with devrel_")]
    [InlineData("devrel_members_total", "counters, and only counters")]
    [InlineData("devrel_contributors_count", "suffix reserved")]
    [InlineData("devrel_members_sum", "suffix reserved")]
    [InlineData("devrel_members_bucket", "suffix reserved")]
    [InlineData("devrel_members_created", "suffix reserved")]
    [InlineData("devrel_members_gauge", "metric type 'gauge'")]
    [InlineData("devrel_counter_members", "metric type 'counter'")]
    [InlineData("devrel_info_gauge_members", "metric type 'info'")]
    [InlineData("devrel_response_hours", "'hours' in its name; use the base unit 'seconds'")]
    [InlineData("devrel_active_days", "'days' in its name")]
    [InlineData("devrel_weeks_active", "'weeks' in its name")]
    [InlineData("devrel_wait_milliseconds", "without 'milli'")]
    [InlineData("devrel_size_kilobytes", "without 'kilo'")]
    [InlineData("devrel_size_mebibits", "without 'mebi'")]
    [InlineData("devrel_answered_percent", "'percent' in its name; use the base unit 'ratio'")]
    [InlineData("devrel_wait_ms", "abbreviated unit")]
    [InlineData("devrel_window_7_d", "abbreviated unit")]
    [InlineData("devrel_size_mb", "abbreviated unit")]
    public void A_name_that_promtool_objects_to_cannot_be_declared(string name, string complaint) =>
        Should.Throw<ArgumentException>(() => Metric.Gauge(name, Unit.Members, Help)).Message.ShouldContain(complaint);

    [Theory]
    [InlineData("devrel_active_members_28d")]
    [InlineData("devrel_milestones_reached")]
    [InlineData("devrel_nday_retained_members")]
    [InlineData("devrel_members")]
    [InlineData("devrel_pins_down")]
    [InlineData("devrel_decided_members")]
    public void Words_that_only_look_like_units_are_free(string name) =>
        Metric.Gauge(name, Unit.Members, Help).Name.ShouldBe(name);

    [Fact]
    public void A_counter_wants_its_suffix() =>
        Should
            .Throw<ArgumentException>(() => Metric.Counter("devrel_activities", Unit.Activities, Help))
            .Message.ShouldContain("counters, and only counters, end in _total");

    [Fact]
    public void A_name_ends_in_its_unit()
    {
        Should
            .Throw<ArgumentException>(() => Metric.Gauge("devrel_wait", Unit.Seconds, Help))
            .Message.ShouldContain("must end in its unit, _seconds");
        Should
            .Throw<ArgumentException>(() => Metric.Gauge("devrel_seen_seconds", Unit.Timestamp, Help))
            .Message.ShouldContain("_timestamp_seconds");
        Metric.Counter("devrel_wait_seconds_total", Unit.Seconds, Help).Unit.ShouldBe(Unit.Seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Too short.")]
    [InlineData("A sentence that does not end as sentences do")]
    [InlineData("A sentence over\ntwo lines is not one sentence.")]
    public void Help_is_one_sentence(string help) =>
        Should
            .Throw<ArgumentException>(() => Metric.Gauge("devrel_members", Unit.Members, help))
            .Message.ShouldContain("one sentence");

    [Theory]
    [InlineData("member")]
    [InlineData("login")]
    [InlineData("email")]
    [InlineData("team")]
    [InlineData("type")]
    [InlineData("region")]
    [InlineData("job")]
    [InlineData("instance")]
    [InlineData("le")]
    [InlineData("Kind")]
    [InlineData("a:b")]
    [InlineData("program")]
    public void A_label_that_names_people_or_clashes_cannot_be_declared(string label) =>
        Should.Throw<ArgumentException>(() =>
            Metric.Gauge("devrel_members", Unit.Members, Help, label == "program" ? Labels.Program : new Label(label))
        );

    [Fact]
    public void A_label_stands_once() =>
        Should.Throw<ArgumentException>(() =>
            Metric.Gauge("devrel_members", Unit.Members, Help, Labels.Kind, Labels.Kind)
        );

    [Fact]
    public void Buckets_ascend_end_and_belong_to_histograms()
    {
        Should.Throw<ArgumentException>(() => Metric.Histogram("devrel_wait_seconds", Unit.Seconds, Help, [2, 1]));
        Should.Throw<ArgumentException>(() => Metric.Histogram("devrel_wait_seconds", Unit.Seconds, Help, [1, 1]));
        Should.Throw<ArgumentException>(() =>
            Metric.Histogram("devrel_wait_seconds", Unit.Seconds, Help, [1, double.PositiveInfinity])
        );
        Should.Throw<ArgumentException>(() =>
            Metric.Gauge("devrel_members", Unit.Members, Help) with
            {
                Buckets = [1],
            }
        );
    }

    [Fact]
    public void A_sample_has_as_many_labels_as_its_metric_and_keeps_to_closed_sets()
    {
        var metric = Metric.Gauge("devrel_members", Unit.Members, Help, Labels.Window, Labels.Source);

        metric.Of(1, "7d", "any").Value.ShouldBe(1);
        Should.Throw<ArgumentException>(() => metric.Of(1, "7d"));
        Should
            .Throw<ArgumentException>(() => metric.Of(1, "8d", "any"))
            .Message.ShouldContain("'8d' is not a value of window");
    }
}

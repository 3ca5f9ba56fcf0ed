namespace DevRel.Metrics.Tests;

public sealed class MetricTableTests
{
    private const string Help = "A sentence long enough to say what is counted.";

    private static readonly Metric Members = Metric.Gauge("devrel_members", Unit.Members, Help);
    private static readonly Metric Requests = Metric.Counter("devrel_upstream_requests_total", Unit.Number, Help);
    private static readonly Metric Wait = Metric.Histogram("devrel_wait_seconds", Unit.Seconds, Help, [1, 2]);

    [Fact]
    public void Metrics_are_sorted_and_found_by_name()
    {
        var table = new MetricTable([Wait, Members, Requests, Members]);

        table.All.ShouldBe([Members, Requests, Wait]);
        table.Find("devrel_members").ShouldBeSameAs(Members);
        table.Find("devrel_nothing").ShouldBeNull();
    }

    [Fact]
    public void Two_definitions_of_one_name_are_refused() =>
        Should
            .Throw<ArgumentException>(() => new MetricTable([Members, Members with { Caveat = "Another." }]))
            .Message.ShouldBe("metric devrel_members is declared twice");

    [Fact]
    public void Names_that_become_one_in_open_metrics_are_refused()
    {
        var twin = Metric.Gauge("devrel_upstream_requests", Unit.Number, Help);

        Should
            .Throw<ArgumentException>(() => new MetricTable([Requests, twin]))
            .Message.ShouldContain("clashes with devrel_upstream_requests_total");
    }
}

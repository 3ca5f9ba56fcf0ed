using DevRel.Exporter;
using DevRel.Metrics;
using DevRel.Testing;

namespace DevRel.Dashboards.Tests;

public sealed class OverviewDashboardTests
{
    [Fact]
    public void Every_family_it_asks_for_is_declared() =>
        OverviewDashboard.Undeclared(Overview.Metrics).ShouldBeEmpty();

    [Fact]
    public void The_committed_dashboard_is_what_the_definitions_give() =>
        Golden.Check(Overview.Text, "dashboards", OverviewDashboard.FileName);

    [Fact]
    public void The_order_of_definitions_does_not_matter()
    {
        var reversed = new MetricTable(Overview.Metrics.All.Reverse());

        OverviewDashboard.Render(reversed).ShouldBe(Overview.Text);
        Overview.Text.ShouldEndWith("}\n");
        Overview.Text.ShouldNotContain("\r");
    }

    [Fact]
    public void Words_and_unit_of_a_panel_are_those_of_its_metric()
    {
        var metric = Overview.Metrics.Find("devrel_key_result_progress_ratio").ShouldNotBeNull();
        var panel = Overview.Panels.Single(panel =>
            Overview.Says(panel, "title").StartsWith("Progress of key results", StringComparison.Ordinal)
        );

        Overview.Says(panel, "description").ShouldBe($"{metric.Help} {metric.Caveat}");
        Overview.Says(panel["fieldConfig"]!["defaults"]!, "unit").ShouldBe("percentunit");
    }

    [Fact]
    public void Panels_without_definitions_are_left_out_with_rows_that_would_be_empty()
    {
        var text = OverviewDashboard.Render(new MetricTable(ExporterMetrics.All));

        text.ShouldContain("Series left out for want of budget");
        text.ShouldNotContain("\"Orbit\"");
    }

    [Fact]
    public void No_panel_lists_people() =>
        Overview.Expressions.ShouldAllBe(expression =>
            !expression.Contains("login") && !expression.Contains("by (member")
        );
}

using System.Text.Json.Nodes;

namespace DevRel.Dashboards.Tests;

/// <summary>The 17 rules of Grafana's dashboard-linter, in its order and with no exclusion, and below them what it does not ask for and a reader would.</summary>
public sealed class LinterTests
{
    private static readonly string[] Titled =
    [
        "stat",
        "singlestat",
        "graph",
        "table",
        "timeseries",
        "gauge",
        "bargauge",
    ];
    private static readonly string[] Units =
    [
        "short",
        "none",
        "s",
        "percentunit",
        "bytes",
        "dateTimeFromNow",
        "dateTimeAsIso",
    ];

    [Fact]
    public void Rule_1_there_is_one_data_source_variable()
    {
        var variable = Overview.Variables.Single(variable => Overview.Says(variable, "type") == "datasource");

        Overview.Says(variable, "name").ShouldBe("datasource");
        Overview.Says(variable, "label").ShouldBe("Data source");
        Overview.Says(variable, "query").ShouldBe("prometheus");
    }

    [Theory]
    [InlineData("job", "Job")]
    [InlineData("instance", "Instance")]
    [InlineData("program", "Program")]
    public void Rules_2_and_3_job_and_instance_are_variables_that_take_all(string name, string label)
    {
        var variable = Overview.Variables.Single(variable => Overview.Says(variable, "name") == name);

        Overview.Says(variable, "type").ShouldBe("query");
        Overview.Says(variable, "label").ShouldBe(label);
        Overview.Says(variable, "allValue").ShouldBe(".+");
        Overview.Says(variable["datasource"]!, "uid").ShouldBe("${datasource}");
        ((bool)variable["multi"]!).ShouldBeTrue();
        ((bool)variable["includeAll"]!).ShouldBeTrue();
    }

    [Fact]
    public void Rule_4_variables_ask_for_the_values_of_a_label()
    {
        foreach (var query in QueryVariables().Select(variable => Overview.Says(variable["query"]!, "query")))
        {
            query.ShouldMatch(@"^label_values\(devrel_[a-z_]+(\{.*\})?, (job|instance|program)\)$");
            query.Count(letter => letter == '{').ShouldBe(query.Count(letter => letter == '}'));
        }
    }

    [Fact]
    public void Rule_5_variables_follow_the_time_range() =>
        QueryVariables().ShouldAllBe(variable => (int)variable["refresh"]! == 2);

    [Fact]
    public void Rule_6_panels_and_queries_use_the_data_source_variable() =>
        Overview
            .Panels.Concat(Overview.Targets)
            .ShouldAllBe(node => Overview.Says(node["datasource"]!, "uid") == "${datasource}");

    [Fact]
    public void Rule_7_panels_have_title_and_description()
    {
        foreach (var panel in Overview.Panels)
        {
            Titled.ShouldContain(Overview.Says(panel, "type"));
            Overview.Says(panel, "title").ShouldNotBeEmpty();
            Overview.Says(panel, "description").Length.ShouldBeGreaterThan(20);
        }
    }

    [Fact]
    public void Rule_8_panels_have_a_unit_that_grafana_knows() =>
        Overview.Panels.ShouldAllBe(panel => Units.Contains(Overview.Says(panel["fieldConfig"]!["defaults"]!, "unit")));

    [Fact]
    public void Rule_9_panels_ask_for_something() =>
        Overview.Panels.ShouldAllBe(panel => panel["targets"]!.AsArray().Count > 0);

    [Fact]
    public void Rules_10_and_11_nothing_asks_for_logs() =>
        Overview.Panels.ShouldAllBe(panel => Overview.Says(panel["datasource"]!, "type") == "prometheus");

    [Fact]
    public void Rule_12_queries_are_promql()
    {
        foreach (var expression in Overview.Expressions)
            PromQl.Complaint(expression).ShouldBeNull(expression);
    }

    [Fact]
    public void Rule_13_rates_follow_the_scrape_interval()
    {
        foreach (var (expression, at) in Selections().Where(found => Around(found) is "rate" or "irate"))
            expression[at..].ShouldContain("[$__rate_interval]");
    }

    [Theory]
    [InlineData("job=~\"$job\"")]
    [InlineData("instance=~\"$instance\"")]
    public void Rules_14_and_15_every_selector_names_job_and_instance(string matcher) =>
        AllExpressions()
            .SelectMany(expression => PromQl.Selectors(expression))
            .ShouldAllBe(selector => selector.Matchers.Contains(matcher));

    [Fact]
    public void Rule_16_counters_are_read_through_what_they_gained()
    {
        foreach (var (expression, at) in Selections())
        {
            var name = PromQl.Selectors(expression).Single(selector => selector.At == at).Name;
            if (name.EndsWith("_total", StringComparison.Ordinal))
                Around((expression, at)).ShouldBeOneOf("rate", "irate", "increase");
        }
    }

    [Fact]
    public void Rule_17_nobody_edits_what_is_generated() => ((bool)Overview.Json["editable"]!).ShouldBeFalse();

    [Theory]
    [InlineData("sum(devrel_a{job=\"x\"}", "stays open")]
    [InlineData("sum)devrel_a{job=\"x\"}(", "not opened")]
    [InlineData("devrel_a{job=~\"$jobs\"}", "$jobs is no variable")]
    [InlineData("vector(1)", "asks for no series")]
    public void The_judge_of_promql_refuses_what_is_none(string expression, string complaint) =>
        PromQl.Complaint(expression).ShouldNotBeNull().ShouldContain(complaint);

    [Fact]
    public void Families_with_windows_are_asked_for_one_window()
    {
        foreach (var selector in AllExpressions().SelectMany(PromQl.Selectors))
        {
            var metric = Overview.Metrics.Find(selector.Name).ShouldNotBeNull(selector.Name);
            if (metric.Labels.Any(label => label.Name == "window"))
                selector.Matchers.ShouldContain("window=\"");
            if (metric.Scope == DevRel.Metrics.MetricScope.Program)
                selector.Matchers.ShouldContain("program=~\"$program\"");
        }
    }

    [Fact]
    public void Empty_panels_say_why_in_words() =>
        Overview.Panels.ShouldAllBe(panel => Overview.Says(panel["fieldConfig"]!["defaults"]!, "noValue").Length > 8);

    [Fact]
    public void Panels_fill_their_rows_and_nothing_lies_on_another()
    {
        var places = Overview.Json["panels"]!.AsArray().OfType<JsonNode>().Select(Place).ToList();

        places.ShouldAllBe(place => place.X + place.W <= 24);
        foreach (
            var (place, other) in places.SelectMany((place, i) => places.Skip(i + 1).Select(other => (place, other)))
        )
        {
            var isApart =
                place.X + place.W <= other.X
                || other.X + other.W <= place.X
                || place.Y + place.H <= other.Y
                || other.Y + other.H <= place.Y;
            isApart.ShouldBeTrue($"{place} and {other}");
        }

        foreach (var row in places.Where(place => place.H > 1).GroupBy(place => place.Y))
            row.Sum(place => place.W).ShouldBe(24);
    }

    [Fact]
    public void Identifiers_are_stable_and_unique()
    {
        Overview.Says(Overview.Json, "uid").ShouldBe("devrel-overview");
        Overview.Json["panels"]!.AsArray().Select(panel => (int)panel!["id"]!).ShouldBeUnique();
        Overview.Panels.Select(panel => Overview.Says(panel, "title")).ShouldBeUnique();
    }

    private static IEnumerable<JsonNode> QueryVariables() =>
        Overview.Variables.Where(variable => Overview.Says(variable, "type") == "query");

    /// <summary>Annotations ask for series too.</summary>
    private static IEnumerable<string> AllExpressions() =>
        Overview.Expressions.Concat(
            Overview.Json["annotations"]!["list"]!
                .AsArray()
                .OfType<JsonNode>()
                .Select(node => Overview.Says(node, "expr"))
        );

    private static IEnumerable<(string Expression, int At)> Selections() =>
        Overview.Expressions.SelectMany(expression =>
            PromQl.Selectors(expression).Select(selector => (expression, selector.At))
        );

    private static string Around((string Expression, int At) found) =>
        PromQl.FunctionAround(found.Expression, found.At);

    private static (int X, int Y, int W, int H) Place(JsonNode panel)
    {
        var place = panel["gridPos"]!;
        return ((int)place["x"]!, (int)place["y"]!, (int)place["w"]!, (int)place["h"]!);
    }
}

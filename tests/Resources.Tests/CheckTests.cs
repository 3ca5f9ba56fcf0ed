using DevRel.Testing;

namespace DevRel.Resources.Tests;

public sealed class CheckTests
{
    [Fact]
    public void Every_check_has_a_reason_of_its_own_and_says_why()
    {
        Checks.All.Select(check => check.Reason).ShouldBeUnique();
        foreach (var check in Checks.All)
        {
            check.Doc.ShouldEndWith(".", Case.Sensitive, check.Reason);
            check.Reason.ShouldMatch("^[A-Z][A-Za-z]+$");
        }
    }

    [Fact]
    public void Every_check_fails_in_some_case()
    {
        var seen = Directory
            .EnumerateDirectories(Files.At("tests", "Resources.Tests", "cases"))
            .SelectMany(folder => World.Problems(Manifests.Load([folder], World.Platforms)))
            .Select(problem => problem.Reason)
            .ToHashSet(StringComparer.Ordinal);

        Checks.All.Select(check => check.Reason).Where(reason => !seen.Contains(reason)).ShouldBeEmpty();
        typeof(Reasons)
            .GetFields()
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(reason => !seen.Contains(reason))
            .ShouldBeEmpty();
    }

    [Fact]
    public void What_reading_complained_about_is_not_judged_again()
    {
        var reasons = World.Reasons(
            """
            apiVersion: devrelmetrics.io/v1alpha1
            kind: DevRelProgram
            metadata: {name: contoso}
            spec:
              objectives:
                - name: o
                  keyResults:
                    - {name: k, metric: devrel_helpers, matchLabels: {window: 90d}, baseline: 40, target: many, by: "2026-12-31"}
            ---
            apiVersion: devrelmetrics.io/v1alpha1
            kind: MetricSource
            metadata: {name: sdk}
            spec: {git: {url: .}}
            """
        );

        reasons.ShouldBe([Reasons.Malformed]);
    }

    [Fact]
    public void Objects_without_a_file_are_checked_by_the_same_list()
    {
        var source = World
            .Parse(
                """
                apiVersion: devrelmetrics.io/v1alpha1
                kind: MetricSource
                metadata: {name: sdk}
                spec: {git: {url: .}, collector: gone}
                """
            )
            .Sources.Single();

        var problem = Checks
            .Run(new CheckInput(LoadResult.From([source]), World.Now, World.Metrics, World.Kinds))
            .ShouldHaveSingleItem();

        problem.Reason.ShouldBe("UnknownCollector");
        problem.ToString().ShouldStartWith("MetricSource sdk: spec.collector: there is no Collector 'gone'");
    }

    [Fact]
    public void Backfill_from_today_is_no_future()
    {
        World
            .Reasons(
                """
                apiVersion: devrelmetrics.io/v1alpha1
                kind: MetricSource
                metadata: {name: sdk}
                spec: {git: {url: .}, backfill: {since: "2026-11-22"}}
                """
            )
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("repositories[2]", new object[] { "repositories", 2 })]
    [InlineData("labels[\"a.b/c\"].x_1", new object[] { "labels", "a.b/c", "x_1" })]
    [InlineData("", new object[0])]
    public void Paths_are_written_as_people_write_them(string expected, object[] steps) =>
        FieldPath.Of(steps).ToString().ShouldBe(expected);
}

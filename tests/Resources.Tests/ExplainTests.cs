using DevRel.Testing;

namespace DevRel.Resources.Tests;

public sealed class ExplainTests
{
    [Theory]
    [InlineData("metricsource.spec.github.repositories")]
    [InlineData("metricsource.spec.github.auth")]
    [InlineData("dms.spec.interval")]
    [InlineData("drp.spec.objectives.keyResults")]
    [InlineData("drp.spec.alerts")]
    [InlineData("dcol")]
    public void A_field_is_explained(string field) =>
        Golden.Check(Explained(field).Text, "tests", "Resources.Tests", "explained", field + ".txt");

    [Theory]
    [InlineData("MetricSources.Spec.GitHub.Repositories")]
    [InlineData("DMS.spec.github.repositories[]")]
    [InlineData("dms.github.repositories[2]")]
    public void Case_short_names_indices_and_a_missing_spec_do_not_matter(string field) =>
        Explained(field).Text.ShouldBe(Explained("metricsource.spec.github.repositories").Text);

    [Fact]
    public void Keys_of_a_map_are_explained_by_its_items() =>
        Explained("drp.spec.models.orbit.weights.star")
            .Text.ShouldContain("FIELD: spec.models.orbit.weights.star <integer>");

    [Fact]
    public void Without_a_field_the_kinds_are_listed()
    {
        var text = Explained("").Text;

        text.ShouldContain("MetricSource (dms)");
        text.ShouldContain("DevRelProgram (drp)");
        text.ShouldContain("Collector (dcol)");
    }

    [Theory]
    [InlineData("dms.spec.intervall", "no field 'intervall' in MetricSource.spec; did you mean 'interval'?\n")]
    [InlineData("metricsorce.spec", "no kind 'metricsorce'; did you mean 'metricsource'?\n")]
    [InlineData("github.repositories", "no kind 'github'; did you mean metricsource.spec.github.repositories?\n")]
    [InlineData("xyz", "no kind 'xyz'; begin with one of metricsource (dms), devrelprogram (drp), collector (dcol)\n")]
    [InlineData(
        "dms.spec.interval.seconds",
        "no field 'seconds' in MetricSource.spec.interval; MetricSource.spec.interval is a duration and has no fields\n"
    )]
    public void What_does_not_exist_brings_what_was_meant(string field, string expected)
    {
        var explanation = Explained(field);

        explanation.IsFound.ShouldBeFalse();
        explanation.Text.ShouldBe(expected);
    }

    private static Explanation Explained(string field) => Explain.Field(field, World.Platforms);
}

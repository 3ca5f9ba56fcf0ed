using DevRel.Activities;
using DevRel.Models.Tests.Engine;
using DevRel.Resources;

namespace DevRel.Models.Tests.Quality;

public sealed class SourceQualityTests
{
    [Fact]
    public void No_data_is_not_zero()
    {
        var silent = new Town(complete: false);
        silent.Engine.Compute(Town.Noon).Samples.ShouldBeEmpty();

        var known = new Town();
        known.Value("devrel_active_members", "7d", "human").ShouldBe(0);
    }

    [Fact]
    public void A_source_that_could_never_deliver_does_not_hold_the_others_back()
    {
        var town = new Town(complete: false);
        town.Did("guest", ActivityKind.Reply, Town.Ago(1), source: "forum");
        town.Engine.Apply(Town.StateOf("forum"));
        town.Value("devrel_active_members", "7d", "human").ShouldBeNull();

        town.Engine.Apply(Town.StateOf("code", 0, SourceCondition.Unauthorized) with { LastSuccess = null });
        town.Value("devrel_active_members", "7d", "human").ShouldBe(1);
        town.Value("devrel_source_state", "code", "unauthorized").ShouldBe(1);
        town.Value("devrel_source_state", "code", "ok").ShouldBe(0);
    }

    [Fact]
    public void A_failing_source_keeps_its_values_until_they_are_stale()
    {
        var town = new Town(complete: false);
        town.Did("guest", ActivityKind.Reply, Town.Ago(1));
        town.Engine.Apply(Town.StateOf("forum"));
        town.Engine.Apply(
            Town.StateOf("code", 1, SourceCondition.Failing) with
            {
                LastSuccess = Town.Noon.AddHours(-48),
            }
        );
        town.Value("devrel_active_members", "7d", "human").ShouldBe(1);

        town.Engine.Apply(
            Town.StateOf("code", 1, SourceCondition.Failing) with
            {
                LastSuccess = Town.Noon.AddHours(-49),
            }
        );
        town.Value("devrel_active_members", "7d", "human").ShouldBeNull();
        town.Value("devrel_source_state", "code", "failing").ShouldBe(1);
    }

    [Fact]
    public void A_page_cap_of_the_platform_is_told()
    {
        var town = new Town();
        town.Engine.Apply(Town.StateOf("code") with { Truncated = true });
        town.Value("devrel_data_truncated", "code").ShouldBe(1);
        town.Value("devrel_data_truncated", "forum").ShouldBe(0);
    }

    [Fact]
    public void Records_of_sources_that_were_not_selected_change_nothing()
    {
        var town = new Town();
        town.Did("stranger", ActivityKind.Reply, Town.Ago(1), source: "elsewhere");
        town.Engine.Activities.ShouldBe(0);
    }

    [Fact]
    public void Every_family_that_is_there_has_its_grade()
    {
        var town = new Town();
        var set = town.Engine.Compute(Town.Noon);
        var graded = set
            .Samples.Where(sample => sample.Metric.Name == "devrel_evidence_info")
            .Select(sample => sample.Labels[0]);
        graded.ShouldContain("devrel_active_members");
        graded.ShouldNotContain("devrel_popularity");
    }
}

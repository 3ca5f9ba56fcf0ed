using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Models.Tests.Engine;

namespace DevRel.Models.Tests.Contributions;

public sealed class DependenceTests
{
    private readonly Town town = new();

    [Fact]
    public void T1_the_example_of_chaoss_gives_two()
    {
        int[] contributions = [1000, 202, 90, 33, 332, 343, 42, 433];
        for (var i = 0; i < contributions.Length; i++)
            Commits($"c{i}", contributions[i]);

        town.Value("devrel_contributor_absence_factor", "90d").ShouldBe(2);
    }

    [Fact]
    public void T1_exactly_half_is_enough()
    {
        Commits("half", 5);
        Commits("quarter", 3);
        Commits("rest", 2);

        town.Value("devrel_contributor_absence_factor", "90d").ShouldBe(1);
    }

    [Fact]
    public void T1_ties_need_as_many_as_reach_half()
    {
        for (var i = 0; i < 5; i++)
            Commits($"c{i}", 2);

        town.Value("devrel_contributor_absence_factor", "90d").ShouldBe(3);
    }

    [Fact]
    public void T4_a_dominant_contributor_is_the_core_and_not_outside_of_it()
    {
        Commits("dominant", 96);
        Commits("b", 2);
        Commits("c", 1);
        Commits("d", 1);

        town.Value("devrel_contributor_absence_factor", "90d").ShouldBe(1);
    }

    [Fact]
    public void T3_a_low_elephant_factor_means_dependent_on_few_and_unknown_affiliation_is_shown()
    {
        Commits("one", 6);
        Commits("two", 3);
        Commits("free", 50);
        Employ("one", 1);
        Employ("two", 2);

        town.Value("devrel_elephant_factor", "90d").ShouldBe(1);
        town.Value("devrel_active_organizations", "90d").ShouldBe(2);
        town.Value("devrel_organization_top_share_ratio", "90d")!.Value.ShouldBe(6.0 / 9, 1e-12);
        town.Value("devrel_affiliated_members").ShouldBe(2);
    }

    [Fact]
    public void Work_belongs_to_the_organisation_of_its_time()
    {
        Commits("mover", 3, Town.Ago(60));
        Commits("mover", 1, Town.Ago(5));
        town.Is(
            "mover",
            person =>
                person with
                {
                    Belongings =
                    [
                        new Belonging(new IdentityHash(1), Team: false) { To = Instants.Of(Town.Ago(30)) },
                        new Belonging(new IdentityHash(2), Team: false) { From = Instants.Of(Town.Ago(30)) },
                    ],
                }
        );

        town.Value("devrel_active_organizations", "90d").ShouldBe(2);
        town.Value("devrel_active_organizations", "28d").ShouldBe(1);
        town.Value("devrel_organization_top_share_ratio", "90d").ShouldBe(0.75);
    }

    [Fact]
    public void Bots_merges_and_applause_carry_no_weight()
    {
        Commits("human", 1);
        Commits("robot", 100);
        town.Is("robot", person => person with { Class = MemberClass.Bot });
        town.Did("fan", ActivityKind.Star, Town.Ago(1));
        for (var i = 0; i < 9; i++)
            town.Did("merger", ActivityKind.Commit, Town.Ago(1), attributes: new ActivityAttributes { Merge = true });

        town.Value("devrel_contributor_absence_factor", "90d").ShouldBe(1);
        town.Value("devrel_contributions", "code", "90d").ShouldBe(1);
    }

    [Fact]
    public void T2_closure_is_told_by_counts_from_which_every_published_ratio_follows()
    {
        town.Did("author", ActivityKind.PullRequestOpened, Town.Ago(5), "pr/1");
        town.Did("author", ActivityKind.PullRequestMerged, Town.Ago(4), "pr/1");
        town.Did("author", ActivityKind.PullRequestOpened, Town.Ago(5), "pr/2");
        town.Did("maintainer", ActivityKind.PullRequestClosed, Town.Ago(4), "pr/2");
        town.Did("author", ActivityKind.PullRequestOpened, Town.Ago(40), "pr/3");
        town.Did("maintainer", ActivityKind.PullRequestMerged, Town.Ago(3), "pr/3");
        town.Did("maintainer", ActivityKind.PullRequestClosed, Town.Ago(3), "pr/3");
        town.Did("author", ActivityKind.PullRequestOpened, Town.Ago(2), "pr/4");

        town.Value("devrel_change_requests_opened", "7d").ShouldBe(3);
        town.Value("devrel_change_requests_merged", "7d").ShouldBe(2);
        town.Value("devrel_change_requests_declined", "7d").ShouldBe(1);
        town.Value("devrel_self_merged_change_requests", "7d").ShouldBe(1);
        town.Value("devrel_change_requests_open").ShouldBe(1);
    }

    [Fact]
    public void A_week_like_the_others_is_no_burst_and_a_tenfold_one_is()
    {
        for (var day = 1; day <= 84; day++)
            town.Did("steady", ActivityKind.Reply, Town.Ago(day));
        town.Value("devrel_burst_score").ShouldBe(0);

        for (var i = 0; i < 63; i++)
            town.Did("crowd", ActivityKind.Reply, Town.Ago(2));
        town.Value("devrel_burst_score").ShouldBe(63);
    }

    [Fact]
    public void Night_and_weekend_are_by_the_actors_own_clock_and_absent_where_no_clock_is_told()
    {
        town.Did("web", ActivityKind.Commit, Town.Ago(1));
        town.Value("devrel_off_schedule_activities", "7d").ShouldBeNull();

        var tuesdayMorning = new DateTimeOffset(2026, 3, 10, 8, 30, 0, TimeSpan.Zero);
        town.Did(
            "london",
            ActivityKind.Commit,
            tuesdayMorning,
            attributes: new ActivityAttributes { UtcOffsetMinutes = 0 }
        );
        town.Did(
            "berlin",
            ActivityKind.Commit,
            tuesdayMorning,
            attributes: new ActivityAttributes { UtcOffsetMinutes = 60 }
        );
        town.Value("devrel_off_schedule_activities", "7d").ShouldBe(1);
    }

    private void Commits(string who, int count, DateTimeOffset? at = null)
    {
        for (var i = 0; i < count; i++)
            town.Did(who, ActivityKind.Commit, at ?? Town.Ago(2));
    }

    private void Employ(string who, ulong organization) =>
        town.Is(
            who,
            person => person with { Belongings = [new Belonging(new IdentityHash(organization), Team: false)] }
        );
}

using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Models.Tests.Engine;

namespace DevRel.Models.Tests.Presence;

public sealed class MemberCountsTests
{
    [Fact]
    public void A_window_holds_its_first_second_and_not_the_instant_itself()
    {
        var town = new Town();
        town.Did("edge", ActivityKind.Reply, Town.Ago(7));
        town.Did("early", ActivityKind.Reply, Town.Ago(7).AddSeconds(-1));
        town.Did("now", ActivityKind.Reply, Town.Noon);

        town.Value("devrel_active_members", "7d", "human").ShouldBe(1);
        town.Value("devrel_active_members", "28d", "human").ShouldBe(2);
        town.Value("devrel_members", "human").ShouldBe(2);
    }

    [Fact]
    public void Nobody_is_no_person_but_their_act_is_an_activity()
    {
        var town = new Town();
        town.Did(null, ActivityKind.IssueComment, Town.Ago(1));
        town.Did(null, ActivityKind.IssueComment, Town.Ago(1));

        town.Value("devrel_active_members", "7d", "unknown").ShouldBe(0);
        town.Value("devrel_window_activities", "github", "issue_comment", "7d").ShouldBe(2);
    }

    [Fact]
    public void What_is_done_to_a_member_does_not_make_them_active()
    {
        var town = new Town();
        town.Did("guest", ActivityKind.SurveyInvitation, Town.Ago(1));

        town.Value("devrel_members", "human").ShouldBe(0);
    }

    [Fact]
    public void Two_accounts_of_one_person_count_once_and_apart_again_when_unlinked()
    {
        var town = new Town();
        town.Did("here", ActivityKind.Reply, Town.Ago(1));
        town.Did("there", ActivityKind.Commit, Town.Ago(200));
        town.Value("devrel_members", "human").ShouldBe(2);

        town.SamePerson("here", "there");
        town.Value("devrel_members", "human").ShouldBe(1);
        town.Value("devrel_reactivated_members", "7d").ShouldBe(1);
        town.Value("devrel_new_members", "7d").ShouldBe(0);

        town.Is("here", person => person with { Id = Town.Id("here") });
        town.Is("there", person => person with { Id = Town.Id("there") });
        town.Value("devrel_members", "human").ShouldBe(2);
        town.Value("devrel_new_members", "7d").ShouldBe(1);
    }

    [Fact]
    public void Bots_agents_and_team_stand_apart_from_the_community()
    {
        var town = new Town();
        foreach (var who in new[] { "robot", "agent", "colleague", "friend" })
            town.Did(who, ActivityKind.Commit, Town.Ago(1));
        town.Is("robot", person => person with { Class = MemberClass.Bot });
        town.Is("agent", person => person with { Class = MemberClass.AiAgent });
        town.Is("colleague", person => person with { Belongings = [new Belonging(null, Team: true)] });

        foreach (var memberClass in new[] { "human", "team", "bot", "ai_agent" })
            town.Value("devrel_active_members", "7d", memberClass).ShouldBe(1);
        town.Value("devrel_new_members", "7d").ShouldBe(1);
        town.Value("devrel_window_activities", "github", "commit", "7d").ShouldBe(1);
    }

    [Fact]
    public void Whoever_joins_the_team_is_community_before_and_team_from_that_day()
    {
        var town = new Town();
        town.Did("colleague", ActivityKind.Commit, Town.Ago(20));
        town.Did("colleague", ActivityKind.Commit, Town.Ago(5));
        town.Is(
            "colleague",
            person => person with { Belongings = [new Belonging(null, true) { From = Instants.Of(Town.Ago(10)) }] }
        );

        town.Value(Town.Ago(11), "devrel_active_members", "28d", "human").ShouldBe(1);
        town.Value("devrel_active_members", "28d", "team").ShouldBe(1);
        town.Value("devrel_window_activities", "github", "commit", "28d").ShouldBe(1);
    }

    [Fact]
    public void Occasional_is_at_most_three_a_year_and_repeat_is_apart()
    {
        var town = new Town();
        for (var i = 0; i < 3; i++)
            town.Did("guest", ActivityKind.Reply, Town.Ago(1).AddMinutes(i));
        for (var i = 0; i < 4; i++)
            town.Did("regular", ActivityKind.Reply, Town.Ago(1 + i));

        town.Value("devrel_occasional_members", "7d").ShouldBe(1);
        town.Value("devrel_repeat_members", "7d").ShouldBe(1);
        town.Value("devrel_repeat_members", "28d").ShouldBe(0);
    }

    [Fact]
    public void Ninety_days_of_silence_to_the_second_make_a_comeback()
    {
        var town = new Town();
        town.Did("back", ActivityKind.Reply, Town.Ago(93));
        town.Did("back", ActivityKind.Reply, Town.Ago(3));
        town.Did("almost", ActivityKind.Reply, Town.Ago(93).AddSeconds(1));
        town.Did("almost", ActivityKind.Reply, Town.Ago(3));

        town.Value("devrel_reactivated_members", "7d").ShouldBe(1);
    }

    [Fact]
    public void Dense_stretches_are_strode_over_without_missing_a_silence()
    {
        var town = new Town();
        for (var day = 360; day > 250; day--)
            town.Did("back", ActivityKind.Reply, Town.Ago(day));
        for (var day = 160; day > 0; day--)
            town.Did("back", ActivityKind.Reply, Town.Ago(day));

        town.Value("devrel_reactivated_members", "365d").ShouldBe(1);
        town.Value("devrel_reactivated_members", "90d").ShouldBe(0);
    }

    [Fact]
    public void An_erased_member_is_gone_and_stays_gone()
    {
        var town = new Town();
        var first = town.Did("leaver", ActivityKind.EventCreated, Town.Ago(2), id: "event/1");
        town.Value("devrel_orbit_members", "1").ShouldBe(1);

        town.Engine.Apply(new Erasure { Source = "code", Member = Town.Id("leaver") });
        town.Value("devrel_members", "human").ShouldBe(0);
        town.Value("devrel_orbit_members", "1").ShouldBe(0);
        town.Engine.Apply(first);
        town.Value("devrel_members", "human").ShouldBe(0);
        town.Engine.Activities.ShouldBe(0);
    }

    [Fact]
    public void First_and_new_wait_for_history_while_recent_windows_do_not()
    {
        var town = new Town(complete: false);
        town.Did("guest", ActivityKind.Reply, Town.Ago(1));
        town.Value("devrel_active_members", "7d", "human").ShouldBeNull();

        town.Engine.Apply([Town.StateOf("code", 0.4), Town.StateOf("forum", 1)]);
        town.Value("devrel_active_members", "7d", "human").ShouldBe(1);
        town.Value("devrel_active_members", "365d", "human").ShouldBeNull();
        town.Value("devrel_new_members", "7d").ShouldBeNull();
        town.Value("devrel_members", "human").ShouldBeNull();

        town.Engine.Apply(Town.StateOf("code"));
        town.Value("devrel_new_members", "7d").ShouldBe(1);
        town.Value("devrel_new_members", "365d").ShouldBe(1);
    }
}

using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Models.Tests.Engine;

namespace DevRel.Models.Tests.Responsiveness;

public sealed class ResponseTimesTests
{
    private const double Hour = 3600;
    private static readonly ActivityAttributes Asks = new() { AsksAnswer = true };

    [Fact]
    public void Censoring_ten_questions_of_which_six_wait_have_a_mean_but_no_median()
    {
        var town = new Town();
        for (var i = 0; i < 10; i++)
            Ask(town, i, Town.Noon.AddHours(-100));
        for (var i = 0; i < 4; i++)
            town.Did("helper", ActivityKind.Reply, Town.Noon.AddHours(-100 + i + 1), Thread(i), "forum");

        town.Value("devrel_first_response_window_seconds", "mean", "7d").ShouldBe(2.5 * Hour);
        town.Value("devrel_first_response_median_censored_seconds", "7d").ShouldBeNull();
        town.Value("devrel_unanswered_threads", "discourse", "lt7d").ShouldBe(6);
    }

    [Fact]
    public void T7_ignoring_people_does_not_make_the_censored_median_better()
    {
        var town = new Town();
        for (var i = 0; i < 3; i++)
        {
            Ask(town, i, Town.Ago(3));
            town.Did("helper", ActivityKind.Reply, Town.Ago(3).AddHours(i + 1), Thread(i), "forum");
        }

        town.Value("devrel_first_response_median_censored_seconds", "7d").ShouldBe(2 * Hour);
        Ask(town, 8, Town.Ago(2));
        Ask(town, 9, Town.Ago(2));
        town.Value("devrel_first_response_window_seconds", "p50", "7d").ShouldBe(2 * Hour);
        town.Value("devrel_first_response_median_censored_seconds", "7d").ShouldBe(3 * Hour);
        town.Value("devrel_unanswered_threads", "discourse", "lt3d").ShouldBe(2);
    }

    [Fact]
    public void Greetings_of_bots_and_words_of_the_asker_are_no_response()
    {
        var town = new Town();
        town.Is("robot", person => person with { Class = MemberClass.Bot });
        Ask(town, 1, Town.Ago(3));
        town.Did("robot", ActivityKind.Reply, Town.Ago(3).AddMinutes(1), Thread(1), "forum");
        town.Did("asker-1", ActivityKind.Reply, Town.Ago(3).AddMinutes(2), Thread(1), "forum");
        town.Did(null, ActivityKind.Reply, Town.Ago(3).AddMinutes(3), Thread(1), "forum");
        town.Value("devrel_first_response_window_seconds", "p50", "7d").ShouldBeNull();

        town.Did("helper", ActivityKind.Reply, Town.Ago(3).AddHours(5), Thread(1), "forum");
        town.Value("devrel_first_response_window_seconds", "p50", "7d").ShouldBe(5 * Hour);
    }

    [Fact]
    public void A_second_account_of_the_asker_is_the_asker()
    {
        var town = new Town();
        Ask(town, 1, Town.Ago(3));
        town.Did("alias", ActivityKind.Reply, Town.Ago(2), Thread(1), "forum");
        town.Value("devrel_unanswered_threads", "discourse", "lt7d").ShouldBe(0);

        town.SamePerson("asker-1", "alias");
        town.Value("devrel_unanswered_threads", "discourse", "lt7d").ShouldBe(1);
    }

    [Fact]
    public void A_deleted_answer_puts_the_question_back_among_the_waiting()
    {
        var town = new Town();
        Ask(town, 1, Town.Ago(3));
        town.Did("helper", ActivityKind.Reply, Town.Ago(2), Thread(1), "forum", id: "post/9");
        town.Value("devrel_oldest_unanswered_thread_timestamp_seconds").ShouldBeNull();

        town.Engine.Apply(new Retraction { Source = "forum", NativeId = "post/9" });
        town.Value("devrel_oldest_unanswered_thread_timestamp_seconds").ShouldBe(Town.Ago(3).ToUnixTimeSeconds());
    }

    [Fact]
    public void A_draft_asks_for_nothing()
    {
        var town = new Town();
        town.Did(
            "author",
            ActivityKind.PullRequestOpened,
            Town.Ago(3),
            "pr/1",
            attributes: new ActivityAttributes { Draft = true }
        );

        town.Value("devrel_unanswered_threads", "github", "lt7d").ShouldBeNull();
        town.Value("devrel_change_requests_open").ShouldBe(1);
    }

    [Fact]
    public void Items_of_the_team_and_of_bots_wait_for_nobody()
    {
        var town = new Town();
        town.Is("robot", person => person with { Class = MemberClass.Bot });
        town.Is("colleague", person => person with { Belongings = [new Belonging(null, Team: true)] });
        town.Did("robot", ActivityKind.IssueOpened, Town.Ago(3), "issue/1");
        town.Did("colleague", ActivityKind.IssueOpened, Town.Ago(3), "issue/2");

        town.Value("devrel_threads_eligible", "7d").ShouldBe(0);
    }

    [Fact]
    public void T5_the_target_is_ours_and_counts_only_what_had_the_time()
    {
        var town = new Town();
        Ask(town, 1, Town.Ago(3));
        town.Did("helper", ActivityKind.Reply, Town.Ago(1), Thread(1), "forum");
        Ask(town, 2, Town.Ago(3));
        town.Did("helper", ActivityKind.Reply, Town.Ago(1).AddSeconds(1), Thread(2), "forum");
        Ask(town, 3, Town.Ago(1));
        Ask(town, 4, Town.Ago(3));
        town.Did("asker-4", ActivityKind.DiscussionClosed, Town.Ago(2.5), Thread(4), "forum");

        town.Value("devrel_threads_eligible", "7d").ShouldBe(2);
        town.Value("devrel_threads_answered_in_target", "7d").ShouldBe(1);
    }

    [Fact]
    public void An_age_bucket_ends_with_its_last_second()
    {
        var town = new Town();
        Ask(town, 1, Town.Ago(1));
        Ask(town, 2, Town.Ago(1).AddSeconds(1));

        town.Value("devrel_unanswered_threads", "discourse", "lt1d").ShouldBe(1);
        town.Value("devrel_unanswered_threads", "discourse", "lt3d").ShouldBe(1);
        town.Value(Town.Noon.AddSeconds(1), "devrel_unanswered_threads", "discourse", "lt1d").ShouldBe(0);
    }

    [Fact]
    public void Closed_is_the_last_word_and_the_cohort_is_by_time_of_closing()
    {
        var town = new Town();
        town.Did("author", ActivityKind.IssueOpened, Town.Ago(100), "issue/1");
        town.Did("triager", ActivityKind.IssueClosed, Town.Ago(50), "issue/1");
        town.Value("devrel_time_to_close_window_seconds", "mean", "90d").ShouldBe(50 * 24 * Hour);

        town.Did("author", ActivityKind.IssueReopened, Town.Ago(40), "issue/1");
        town.Value("devrel_time_to_close_window_seconds", "mean", "90d").ShouldBeNull();
        town.Value("devrel_open_item_age_seconds", "p50").ShouldBe(100 * 24 * Hour);

        town.Did("triager", ActivityKind.IssueClosed, Town.Ago(5), "issue/1");
        town.Value("devrel_time_to_close_window_seconds", "mean", "7d").ShouldBe(95 * 24 * Hour);
        town.Value("devrel_open_item_age_seconds", "p50").ShouldBeNull();
    }

    [Fact]
    public void Mean_and_median_are_always_shown_together()
    {
        var town = new Town();
        foreach (var (number, hours) in new[] { (1, 1), (2, 2), (3, 30) })
        {
            town.Did("author", ActivityKind.IssueOpened, Town.Ago(5), $"issue/{number}");
            town.Did("triager", ActivityKind.IssueClosed, Town.Ago(5).AddHours(hours), $"issue/{number}");
        }

        town.Value("devrel_time_to_close_window_seconds", "p50", "7d").ShouldBe(2 * Hour);
        town.Value("devrel_time_to_close_window_seconds", "mean", "7d").ShouldBe(11 * Hour);
        town.Value("devrel_time_to_close_window_seconds", "p90", "7d")!.Value.ShouldBe(24.4 * Hour, 1e-6);
    }

    [Fact]
    public void T11_the_histogram_takes_settled_responses_once_and_never_takes_back()
    {
        var town = new Town(liveSince: Town.Noon);
        Ask(town, 1, Town.Noon.AddHours(-1));
        town.Did("helper", ActivityKind.Reply, Town.Noon.AddHours(1), Thread(1), "forum", id: "post/9");
        town.Value(Town.Noon.AddHours(24), "devrel_first_response_seconds", "discourse").ShouldBeNull();
        town.Value(Town.Noon.AddHours(25), "devrel_first_response_seconds", "discourse").ShouldBe(2 * Hour);

        town.Engine.Apply(new Retraction { Source = "forum", NativeId = "post/9" });
        town.Value(Town.Noon.AddHours(26), "devrel_first_response_seconds", "discourse").ShouldBe(2 * Hour);
        town.Value(Town.Noon.AddHours(26), "devrel_first_response_window_seconds", "p50", "7d").ShouldBeNull();
    }

    [Fact]
    public void Imported_history_never_moves_the_histogram()
    {
        var town = new Town(liveSince: Town.Noon);
        Ask(town, 1, Town.Ago(10));
        town.Did("helper", ActivityKind.Reply, Town.Ago(9), Thread(1), "forum");

        town.Value(Town.Noon.AddDays(3), "devrel_first_response_seconds", "discourse").ShouldBeNull();
    }

    private static void Ask(Town town, int number, DateTimeOffset at) =>
        town.Did($"asker-{number}", ActivityKind.TopicCreated, at, Thread(number), "forum", attributes: Asks);

    private static string Thread(int number) => $"topic/{number}";
}

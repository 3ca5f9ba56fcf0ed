using DevRel.Activities;
using DevRel.Collectors.Discourse;

namespace DevRel.Collectors.Tests.Discourse;

public sealed class DiscourseCollectorTests
{
    [Fact]
    public async Task A_topic_its_replies_and_their_parents_are_told_apart()
    {
        await using var forum = await FakeForum.StartAsync();
        forum.Add(57, daysAgo: 3, user: 1);
        forum.Add(57, daysAgo: 2);
        forum.Add(57, daysAgo: 1, user: null, replyTo: 2);
        forum.Add(58, daysAgo: 1, category: 3);

        var log = await CollectAsync(forum);

        var topic = log.Activities["topic/57/1"];
        topic.Kind.ShouldBe(ActivityKind.TopicCreated);
        topic.Author!.Id.ShouldBe($"{forum.Server.Url.Authority}/1");
        topic.Author.Handle.ShouldBe("user1");
        topic.Hints.ShouldBe(MemberHints.Staff);
        topic.Thread.ShouldBe("topic/57");
        topic.Container.ShouldBe("general");
        log.Activities["topic/57/2"].Parent.ShouldBe("topic/57/1");
        log.Activities["topic/57/3"].Parent.ShouldBe("topic/57/2");
        log.Activities["topic/57/3"].Kind.ShouldBe(ActivityKind.Reply);
        log.Activities["topic/57/3"].Author.ShouldBeNull();
        log.Activities["topic/58/1"].Container.ShouldBe("help/linux");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_last_90_days_come_first_then_history_each_ascending_and_none_is_lost(bool oldWindows)
    {
        await using var forum = await FakeForum.StartAsync(oldWindows: oldWindows);
        foreach (var i in Enumerable.Range(0, 900))
            forum.Add(i / 10 + 1, daysAgo: (900 - i) / 3 + 20).Visible = i is < 300 or > 520;

        var log = new CollectedLog();
        var items = await log.RunAsync(forum.Open());

        var ages = items
            .OfType<CollectedActivity>()
            .Select(item => (int)(CollectedLog.Now - item.OccurredAt).TotalDays)
            .ToList();
        var recent = ages.TakeWhile(age => age <= 90).ToList();
        recent.ShouldBe(recent.OrderDescending());
        ages.Skip(recent.Count + Math.Max(0, ages.IndexOf(107) - recent.Count)).ShouldNotBeEmpty();
        ages[^1].ShouldBeGreaterThan(90);
        log.Activities.Count.ShouldBe(forum.Posts.Count(post => post.Visible));
        log.Batches[0].BackfillProgress.ShouldBeLessThan(1);
        log.Batches[^1].BackfillProgress.ShouldBe(1);
        log.Batches[^1].Watermark.ShouldBe(CollectedLog.Now);
    }

    [Fact]
    public async Task Wherever_a_run_is_killed_the_next_ones_find_the_same_log()
    {
        await using var forum = await FakeForum.StartAsync();
        foreach (var i in Enumerable.Range(0, 1500))
            forum.Add(i / 9 + 1, daysAgo: (1500 - i) / 4, replyTo: i % 9 > 2 ? 2 : null);
        forum.Accepted[100] = 3;
        var undisturbed = await CollectAsync(forum);

        var killed = new CollectedLog();
        foreach (var batches in new[] { 1, 2, 1, 3, 1, 1, 2 })
            await killed.RunAsync(forum.Open(), batches: batches);
        await killed.RunAsync(forum.Open());

        killed.Text().ShouldBe(undisturbed.Text());
        undisturbed.Activities.Count.ShouldBe(1501);
    }

    [Fact]
    public async Task Nothing_new_costs_four_requests_and_brings_nothing()
    {
        await using var forum = await FakeForum.StartAsync();
        forum.Add(57, daysAgo: 3);
        forum.Add(58, daysAgo: 100);
        var log = await CollectAsync(forum);
        var before = forum.Server.Requests.Count;

        var items = await log.RunAsync(forum.Open());

        items.OfType<CollectedActivity>().ShouldBeEmpty();
        (forum.Server.Requests.Count - before).ShouldBe(4);
    }

    [Fact]
    public async Task New_posts_are_found_whether_few_or_many()
    {
        await using var forum = await FakeForum.StartAsync();
        forum.Add(57, daysAgo: 3);
        var log = await CollectAsync(forum);

        forum.Add(57, daysAgo: 2);
        await log.RunAsync(forum.Open());
        log.Activities.Count.ShouldBe(2);

        foreach (var _ in Enumerable.Range(0, 170))
            forum.Add(60, daysAgo: 1);
        await log.RunAsync(forum.Open());
        log.Activities.Count.ShouldBe(172);
    }

    [Fact]
    public async Task Posts_deleted_or_hidden_in_the_middle_at_the_end_or_with_their_topic_are_retracted()
    {
        await using var forum = await FakeForum.StartAsync();
        foreach (var _ in Enumerable.Range(0, 5))
            forum.Add(57, daysAgo: 2);
        forum.Add(58, daysAgo: 1);
        forum.Add(58, daysAgo: 1);
        var log = await CollectAsync(forum);
        log.Activities.Count.ShouldBe(7);

        forum.Posts[1].Visible = false;
        forum.Posts[4].Visible = false;
        forum.Posts[2].Hidden = true;
        forum.Posts[5].Visible = forum.Posts[6].Visible = false;
        await log.RunAsync(forum.Open());

        log.Activities.Keys.Order(StringComparer.Ordinal).ShouldBe(["topic/57/1", "topic/57/4"]);
    }

    [Fact]
    public async Task A_post_moved_to_another_topic_is_counted_there_and_once()
    {
        await using var forum = await FakeForum.StartAsync();
        forum.Add(57, daysAgo: 2);
        var moved = forum.Add(57, daysAgo: 2);
        forum.Add(58, daysAgo: 1);
        var log = await CollectAsync(forum);

        (moved.Topic, moved.Number) = (58, 2);
        await log.RunAsync(forum.Open());

        log.Activities.Keys.Order(StringComparer.Ordinal).ShouldBe(["topic/57/1", "topic/58/1", "topic/58/2"]);
    }

    [Fact]
    public async Task An_accepted_answer_makes_a_question_and_taking_it_back_unmakes_it()
    {
        await using var forum = await FakeForum.StartAsync();
        forum.Add(57, daysAgo: 2);
        forum.Add(57, daysAgo: 1, user: 8);
        var log = await CollectAsync(forum);
        log.Activities["topic/57/1"].Kind.ShouldBe(ActivityKind.TopicCreated);

        forum.Accepted[57] = 2;
        await log.RunAsync(forum.Open());
        log.Activities["topic/57/1"].Kind.ShouldBe(ActivityKind.QuestionAsked);
        log.Activities["topic/57/1"].Attributes.AsksAnswer.ShouldBeTrue();
        var accepted = log.Activities["topic/57#accepted"];
        accepted.Kind.ShouldBe(ActivityKind.AnswerAccepted);
        accepted.Author!.Id.ShouldEndWith("/8");
        accepted.Parent.ShouldBe("topic/57/2");

        forum.Accepted.Clear();
        await log.RunAsync(forum.Open());
        log.Activities.ShouldNotContainKey("topic/57#accepted");
        log.Activities["topic/57/1"].Kind.ShouldBe(ActivityKind.TopicCreated);
    }

    [Fact]
    public async Task Accepted_answers_of_old_topics_are_found_once()
    {
        await using var forum = await FakeForum.StartAsync();
        forum.Add(57, daysAgo: 500, category: 2);
        forum.Add(57, daysAgo: 499);
        forum.Accepted[57] = 2;

        var log = await CollectAsync(forum);

        log.Of(ActivityKind.AnswerAccepted).ShouldHaveSingleItem().OccurredAt.ShouldBe(forum.Posts[1].CreatedAt);
        log.Activities["topic/57/1"].Kind.ShouldBe(ActivityKind.QuestionAsked);
    }

    [Fact]
    public async Task Pinned_old_topics_do_not_end_the_list_of_active_ones()
    {
        await using var forum = await FakeForum.StartAsync();
        foreach (var topic in Enumerable.Range(1, 40))
        {
            forum.Add(topic, daysAgo: 300);
            forum.Pinned.Add(topic);
        }

        forum.Add(90, daysAgo: 2, category: 1);
        forum.Add(90, daysAgo: 1);
        forum.Accepted[90] = 2;

        (await CollectAsync(forum)).Of(ActivityKind.AnswerAccepted).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Whispers_actions_and_machines_are_not_taken_for_people()
    {
        await using var forum = await FakeForum.StartAsync();
        forum.Add(57, daysAgo: 2, user: -1);
        foreach (var type in new[] { 2, 3, 4 })
            forum.Add(57, daysAgo: 1, type: type);

        var log = await CollectAsync(forum);

        log.Activities.Values.ShouldHaveSingleItem().Hints.ShouldBe(MemberHints.Bot);
    }

    [Fact]
    public async Task A_topic_longer_than_a_page_is_read_whole()
    {
        await using var forum = await FakeForum.StartAsync();
        foreach (var _ in Enumerable.Range(0, 65))
            forum.Add(57, daysAgo: 1);
        var log = await CollectAsync(forum);

        forum.Posts[50].Visible = false;
        await log.RunAsync(forum.Open());

        log.Activities.Count.ShouldBe(64);
        forum.Server.Unmatched.ShouldBeEmpty();
    }

    [Fact]
    public async Task Categories_choose_with_their_subcategories_and_exclusion_is_stronger()
    {
        await using var forum = await FakeForum.StartAsync();
        foreach (var category in new long[] { 1, 2, 3, 9 })
            forum.Add(50 + category, daysAgo: 2, category: category);

        (await CollectAsync(forum)).Activities.Count.ShouldBe(3, "the restricted category is left out");
        Names(await CollectAsync(forum, new DiscourseSettings { Categories = ["help"] }))
            .ShouldBe("topic/52/1 topic/53/1");
        Names(await CollectAsync(forum, new DiscourseSettings { Exclude = ["help/linux", "1"] }))
            .ShouldBe("topic/52/1");
        Names(await CollectAsync(forum, new DiscourseSettings { Categories = ["staff"] })).ShouldBe("topic/59/1");
        var misspelt = await CollectAsync(forum, new DiscourseSettings { Categories = ["hlep"] });
        misspelt.Batches[^1].Skipped.ShouldHaveSingleItem().ShouldContain("hlep");
    }

    [Fact]
    public async Task Other_settings_start_over_and_retract_what_they_leave_out()
    {
        await using var forum = await FakeForum.StartAsync();
        forum.Add(57, daysAgo: 400, category: 1);
        forum.Add(58, daysAgo: 2, category: 2);
        var log = await CollectAsync(forum);

        await log.RunAsync(forum.Open(new DiscourseSettings { Categories = ["help"], Questions = ["general"] }));

        Names(log).ShouldBe("topic/58/1");
    }

    [Fact]
    public async Task Nothing_older_than_since_is_collected_and_moving_it_back_brings_the_rest()
    {
        await using var forum = await FakeForum.StartAsync();
        foreach (var i in Enumerable.Range(0, 200))
            forum.Add(i + 1, daysAgo: 400 - 2 * i);
        var log = new CollectedLog();

        await log.RunAsync(forum.Open(), since: CollectedLog.Now - TimeSpan.FromDays(100));
        log.Activities.Count.ShouldBe(50);
        await log.RunAsync(forum.Open());

        log.Activities.Count.ShouldBe(200);
    }

    [Fact]
    public async Task A_forum_in_a_sub_folder_keeps_it_and_gauges_are_read_in_either_spelling()
    {
        await using var forum = await FakeForum.StartAsync(folder: "/community/");
        forum.Add(57, daysAgo: 2);

        var log = await CollectAsync(forum);

        log.Activities.Values.ShouldHaveSingleItem().Author!.Id.ShouldEndWith("/community/5");
        log.Observations.Select(seen => (seen.Signal, seen.Value))
            .ShouldBe([(Signal.Topics, 3), (Signal.Posts, 1), (Signal.Members, 2)]);
    }

    [Fact]
    public async Task Injected_faults_lose_and_double_nothing()
    {
        await using var forum = await FakeForum.StartAsync();
        foreach (var i in Enumerable.Range(0, 600))
            forum.Add(i / 5 + 1, daysAgo: (600 - i) / 2);
        forum.Server.Faults = new DevRel.Testing.ReplayFaults { Every = 7 };

        var log = await CollectAsync(forum);

        log.Activities.Count.ShouldBe(600);
        forum.Server.Faults.Struck.ShouldBeGreaterThan(3);
    }

    private static string Names(CollectedLog log) =>
        string.Join(' ', log.Activities.Keys.Order(StringComparer.Ordinal));

    private static async Task<CollectedLog> CollectAsync(FakeForum forum, DiscourseSettings? settings = null)
    {
        var log = new CollectedLog();
        await log.RunAsync(forum.Open(settings));
        return log;
    }
}

using DevRel.Activities;
using DevRel.Collectors.GitHub;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.GitHub;

public sealed class WalkTests
{
    /// <summary>260 issues over 400 days, 350 comments over the last 200.</summary>
    private static FakeGitHub Busy()
    {
        var fake = Made.Contoso(open: 260);
        for (var number = 1; number <= 260; number++)
            fake.Issues.Add(Made.Issue(number, Made.DaysAgo(400 - number * 1.5)));
        for (var id = 1; id <= 350; id++)
            fake.Comments.Add(Made.Comment(5000 + id, id % 260 + 1, Made.DaysAgo(200 - id * 0.5)));
        return fake;
    }

    [Fact]
    public async Task Everything_is_told_once_the_recent_first_and_each_part_oldest_first()
    {
        await using var harness = await Harness.StartAsync(Busy());

        await harness.RunAsync();

        harness.Of(ActivityKind.IssueOpened).Count().ShouldBe(260);
        harness.Of(ActivityKind.IssueComment).Count().ShouldBe(350);
        var issues = harness
            .Batches.SelectMany(batch => batch.Items.OfType<CollectedActivity>())
            .Where(activity => activity.Kind == ActivityKind.IssueOpened)
            .Select(activity => activity.OccurredAt)
            .ToList();
        issues[0].ShouldBeGreaterThanOrEqualTo(Harness.Today.AddDays(-90));
        var past = issues.FindIndex(at => at < Harness.Today.AddDays(-90));
        issues.Take(past).ShouldBeInOrder(SortDirection.Ascending);
        issues.Skip(past).ShouldBeInOrder(SortDirection.Ascending);
        harness.Batches[^1].BackfillProgress.ShouldBe(1);
        harness.Batches[^1].Watermark.ShouldBe(Harness.Today.AddMinutes(-2));
        harness.Batches[0].BackfillProgress.ShouldBeLessThan(1);
        harness.Batches[0].Watermark.ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_new_costs_nothing()
    {
        await using var harness = await Harness.StartAsync(Busy());
        await harness.RunAsync();
        var (counted, asked) = (harness.Server.Counted, harness.Server.Requests.Count);

        await harness.RunAsync();

        harness.Server.Requests.Count.ShouldBe(asked + 4);
        harness.Server.Counted.ShouldBe(counted);
        harness.Batches[^1].Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hundred_new_comments_cost_at_most_four_requests()
    {
        var fake = Busy();
        await using var harness = await Harness.StartAsync(fake);
        await harness.RunAsync();
        var counted = harness.Server.Counted;
        harness.Now = Harness.Today.AddDays(1);
        for (var id = 1; id <= 100; id++)
        {
            var at = Harness.Today.AddMinutes(id);
            fake.Comments.Add(Made.Comment(9000 + id, id, at));
            FakeGitHub.Put(fake.Issues, Made.Issue(id, Made.DaysAgo(400 - id * 1.5), at));
        }

        await harness.RunAsync();

        harness.Of(ActivityKind.IssueComment).Count().ShouldBe(450);
        (harness.Server.Counted - counted).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_run_killed_after_any_batch_goes_on_to_the_same_rows()
    {
        await using var whole = await Harness.StartAsync(Busy());
        await whole.RunAsync();
        await using var killed = await Harness.StartAsync(Busy());

        for (var run = 0; run < 40 && killed.Batches.LastOrDefault()?.BackfillProgress is not 1.0; run++)
            await killed.RunAsync(batches: 1);
        await killed.RunAsync();

        killed.Activities.Keys.ShouldBe(whole.Activities.Keys, ignoreOrder: true);
        killed.Activities.Values.ShouldBe(whole.Activities.Values, ignoreOrder: true);
    }

    [Fact]
    public async Task An_issue_edited_during_the_walk_hides_no_other()
    {
        var fake = Made.Contoso();
        for (var number = 1; number <= 250; number++)
            fake.Issues.Add(Made.Issue(number, Made.DaysAgo(80).AddHours(number)));
        var pages = 0;
        fake.Before = request =>
        {
            // Between the pages an early issue moves to the end, and everything behind it slides forward.
            if (request.Path.EndsWith("/issues", StringComparison.Ordinal) && ++pages <= 20)
                FakeGitHub.Put(
                    fake.Issues,
                    Made.Issue(pages, Made.DaysAgo(80).AddHours(pages), Made.DaysAgo(1).AddMinutes(pages))
                );
            return null;
        };
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();

        harness.Of(ActivityKind.IssueOpened).Count().ShouldBe(250);
    }

    [Fact]
    public async Task More_issues_than_a_page_changed_in_one_second_are_all_told()
    {
        var fake = Made.Contoso();
        var bulk = Made.DaysAgo(10);
        for (var number = 1; number <= 330; number++)
            fake.Issues.Add(Made.Issue(number, Made.DaysAgo(80).AddHours(number), bulk));
        fake.Issues.Add(Made.Issue(331, Made.DaysAgo(9)));
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();
        await harness.RunAsync();

        harness.Of(ActivityKind.IssueOpened).Count().ShouldBe(331);
        harness.Batches[^1].Truncated.ShouldBeFalse();
    }

    [Fact]
    public async Task A_page_that_is_refused_makes_the_walk_go_on_behind_it_and_say_that_something_is_missing()
    {
        var fake = Made.Contoso();
        for (var number = 1; number <= 330; number++)
            fake.Issues.Add(Made.Issue(number, Made.DaysAgo(80).AddHours(number), Made.DaysAgo(10)));
        fake.Issues.Add(Made.Issue(331, Made.DaysAgo(9)));
        fake.Before = request =>
            request.Query.Contains("&page=3", StringComparison.Ordinal)
                ? new ReplayExchange("", "", "", 422) { Body = "{}"u8.ToArray() }
                : null;
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();

        harness.Activities.ShouldContainKey("issue/77/331");
        harness.Batches[^1].Truncated.ShouldBeTrue();
        harness.Skipped.ShouldContain(sentence => sentence.Contains("only a part"));
    }

    [Fact]
    public async Task A_full_last_page_does_not_hide_what_comes_after_it()
    {
        var fake = Made.Contoso();
        for (var number = 1; number <= 100; number++)
            fake.Issues.Add(Made.Issue(number, Made.DaysAgo(80).AddHours(number)));
        await using var harness = await Harness.StartAsync(fake);
        await harness.RunAsync();
        fake.Issues.Add(Made.Issue(101, Made.DaysAgo(1)));

        await harness.RunAsync();

        harness.Activities.ShouldContainKey("issue/77/101");
    }

    [Fact]
    public async Task Nothing_older_than_wanted_is_told_and_more_of_it_when_the_manifest_asks_for_more()
    {
        await using var harness = await Harness.StartAsync(Busy());
        harness.Since = Harness.Today.AddDays(-30);
        await harness.RunAsync();
        harness.Activities.Values.ShouldAllBe(activity => activity.OccurredAt >= harness.Since);
        harness.Batches[^1].BackfillProgress.ShouldBe(1);

        harness.Since = null;
        await harness.RunAsync();

        harness.Of(ActivityKind.IssueOpened).Count().ShouldBe(260);
        harness.Of(ActivityKind.IssueComment).Count().ShouldBe(350);
    }

    [Fact]
    public async Task An_edited_issue_replaces_what_was_known_of_it()
    {
        var fake = Made.Contoso();
        fake.Issues.Add(Made.Issue(1, Made.DaysAgo(5)));
        await using var harness = await Harness.StartAsync(fake);
        await harness.RunAsync();
        FakeGitHub.Put(
            fake.Issues,
            Made.Issue(1, Made.DaysAgo(5), Made.DaysAgo(1), extra: ""","labels":[{"name":"dql/product"}]""")
        );

        await harness.RunAsync();

        harness.Activities["issue/77/1"].Attributes.Tags.ShouldBe(["dql/product"]);
        harness.Activities["issue/77/1"].OccurredAt.ShouldBe(Made.DaysAgo(5));
    }

    [Fact]
    public async Task A_clock_an_hour_ahead_or_behind_loses_nothing()
    {
        foreach (var skew in new[] { TimeSpan.FromHours(1), TimeSpan.FromHours(-1) })
        {
            var fake = Made.Contoso();
            fake.Issues.Add(Made.Issue(1, Made.DaysAgo(0.01)));
            await using var harness = await Harness.StartAsync(fake);
            harness.Now = Harness.Today + skew;
            await harness.RunAsync();
            fake.Issues.Add(Made.Issue(2, Made.DaysAgo(0.005)));

            await harness.RunAsync();

            harness.Of(ActivityKind.IssueOpened).Count().ShouldBe(2);
        }
    }

    [Fact]
    public async Task A_cursor_of_a_later_build_or_of_nobody_means_collecting_again()
    {
        await using var harness = await Harness.StartAsync(Busy());
        harness.Cursor = """{"version":99,"what":"else"}""";
        await harness.RunAsync();
        harness.Cursor = "not json";

        await harness.RunAsync();

        harness.Of(ActivityKind.IssueOpened).Count().ShouldBe(260);
    }
}

using DevRel.Activities;
using DevRel.Collectors.GitHub;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.GitHub;

public sealed class ActivityTests
{
    [Fact]
    public async Task An_issue_says_who_opened_it_and_no_word_of_what_it_said()
    {
        var fake = Made.Contoso();
        fake.Issues.Add(
            Made.Issue(
                12,
                Made.DaysAgo(5),
                user: Made.User(42),
                extra: ""","author_association":"FIRST_TIMER","labels":[{"name":"bug"},{"name":null}],"performed_via_github_app":{"id":1}"""
            )
        );
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();

        var opened = harness.Activities["issue/77/12"];
        opened.Kind.ShouldBe(ActivityKind.IssueOpened);
        opened.Author.ShouldBe(new Account("github", "42") { Handle = "member42" });
        opened.Thread.ShouldBe("77#12");
        opened.Container.ShouldBe("contoso/sdk");
        opened.Attributes.AsksAnswer.ShouldBeTrue();
        opened.Attributes.Tags.ShouldBe(["bug"]);
        opened.Hints.ShouldBe(MemberHints.FirstTimer | MemberHints.ViaApp);
        opened.ToString().ShouldNotContain("private words");
    }

    [Fact]
    public async Task A_merged_pull_request_is_its_authors_and_is_not_closed_besides()
    {
        var fake = Made.Contoso();
        var merged = Made.DaysAgo(3);
        fake.Issues.Add(
            Made.Issue(
                7,
                Made.DaysAgo(5),
                merged,
                Made.User(42),
                $$""","draft":true,"closed_at":"{{Made.At(merged)}}","pull_request":{"merged_at":"{{Made.At(merged)}}"}"""
            )
        );
        var pull = $$""","pull_request":{"merged_at":"{{Made.At(merged)}}"}""";
        fake.Events.Add(Made.Event(1, "merged", 7, merged, issueExtra: pull));
        fake.Events.Add(Made.Event(2, "closed", 7, merged.AddSeconds(1), issueExtra: pull));
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();

        harness.Counts.ShouldBe(
            new Dictionary<ActivityKind, int>
            {
                [ActivityKind.PullRequestOpened] = 1,
                [ActivityKind.PullRequestMerged] = 1,
            },
            ignoreOrder: true
        );
        harness.Activities["issue/77/7"].Attributes.Draft.ShouldBeTrue();
        var told = harness.Activities["issue/77/7#merged"];
        told.Author!.Id.ShouldBe("42");
        told.OccurredAt.ShouldBe(merged);
        told.Parent.ShouldBe("issue/77/7");
    }

    [Fact]
    public async Task A_close_is_told_once_with_its_author_where_events_reach_and_without_before()
    {
        var fake = Made.Contoso();
        var (recent, old) = (Made.DaysAgo(3), Made.DaysAgo(200));
        fake.Issues.Add(
            Made.Issue(
                1,
                Made.DaysAgo(5),
                recent,
                extra: $$""","closed_at":"{{Made.At(recent)}}","state_reason":"completed" """
            )
        );
        fake.Issues.Add(
            Made.Issue(
                2,
                Made.DaysAgo(300),
                old,
                extra: $$""","closed_at":"{{Made.At(old)}}","state_reason":"not_planned" """
            )
        );
        fake.Events.Add(Made.Event(50, "closed", 2, old));
        fake.Events.Add(
            Made.Event(
                51,
                "closed",
                1,
                recent,
                issueExtra: $$""","closed_at":"{{Made.At(recent)}}","state_reason":"completed" """
            )
        );
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();
        // Any later change shows the closed issue again; nothing is told twice.
        FakeGitHub.Put(
            fake.Issues,
            Made.Issue(1, Made.DaysAgo(5), Made.DaysAgo(1), extra: $$""","closed_at":"{{Made.At(recent)}}" """)
        );
        await harness.RunAsync();

        var closes = harness.Of(ActivityKind.IssueClosed).ToDictionary(activity => activity.NativeId);
        closes.Keys.ShouldBe(["issue_event/51", "issue/77/2#closed"], ignoreOrder: true);
        closes["issue_event/51"].Author!.Id.ShouldBe("90");
        closes["issue_event/51"].Attributes.Outcome.ShouldBe("completed");
        closes["issue/77/2#closed"].Author.ShouldBeNull();
        closes["issue/77/2#closed"].Attributes.Outcome.ShouldBe("not_planned");
    }

    [Fact]
    public async Task Events_tell_who_reopened_labelled_and_assigned()
    {
        var fake = Made.Contoso();
        var pull = ""","pull_request":{}""";
        fake.Events.Add(Made.Event(1, "reopened", 1, Made.DaysAgo(9)));
        fake.Events.Add(Made.Event(2, "reopened", 2, Made.DaysAgo(8), issueExtra: pull));
        fake.Events.Add(Made.Event(3, "closed", 2, Made.DaysAgo(7), issueExtra: pull));
        fake.Events.Add(Made.Event(4, "labeled", 1, Made.DaysAgo(6)));
        fake.Events.Add(Made.Event(5, "assigned", 1, Made.DaysAgo(5), extra: $",\"assigner\":{Made.User(91)}"));
        fake.Events.Add(Made.Event(6, "subscribed", 1, Made.DaysAgo(4)));
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();

        harness
            .Activities.Values.OrderBy(activity => activity.NativeId, StringComparer.Ordinal)
            .Select(activity => activity.Kind)
            .ShouldBe([
                ActivityKind.IssueReopened,
                ActivityKind.PullRequestReopened,
                ActivityKind.PullRequestClosed,
                ActivityKind.Triaged,
                ActivityKind.Assigned,
            ]);
        harness.Activities["issue_event/5"].Author!.Id.ShouldBe("91");
        harness.Activities["issue_event/4"].Parent.ShouldBe("issue/77/1");
    }

    [Fact]
    public async Task Comments_on_issues_and_on_pull_requests_are_told_apart()
    {
        var fake = Made.Contoso();
        fake.Comments.Add(Made.Comment(1, 12, Made.DaysAgo(3)));
        fake.Comments.Add(Made.Comment(2, 13, Made.DaysAgo(2), pull: true));
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();

        harness.Activities["comment/1"].Kind.ShouldBe(ActivityKind.IssueComment);
        harness.Activities["comment/1"].Parent.ShouldBe("issue/77/12");
        harness.Activities["comment/1"].Thread.ShouldBe("77#12");
        harness.Activities["comment/1"].Hints.ShouldBe(MemberHints.OrganizationMember);
        harness.Activities["comment/2"].Kind.ShouldBe(ActivityKind.PullRequestComment);
    }

    [Fact]
    public async Task Only_what_is_wanted_of_a_list_that_holds_both_is_told()
    {
        var fake = Made.Contoso();
        fake.Issues.Add(Made.Issue(1, Made.DaysAgo(5)));
        fake.Issues.Add(Made.Issue(2, Made.DaysAgo(4), extra: ""","pull_request":{}"""));
        fake.Comments.Add(Made.Comment(1, 1, Made.DaysAgo(3)));
        fake.Comments.Add(Made.Comment(2, 2, Made.DaysAgo(2), pull: true));
        await using var harness = await Harness.StartAsync(fake);
        harness.Settings = harness.Settings with { Resources = [GitHubResource.PullRequests] };

        await harness.RunAsync();

        harness.Activities.Keys.ShouldBe(["issue/77/2", "comment/2"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"id":10137,"login":"ghost","type":"User"}""")]
    public async Task A_deleted_author_is_nobody(string user)
    {
        var fake = Made.Contoso();
        fake.Issues.Add(Made.Issue(1, Made.DaysAgo(5), user: user));
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();

        harness.Activities["issue/77/1"].Author.ShouldBeNull();
    }

    [Theory]
    [InlineData("Bot", "renovate[bot]", MemberHints.Bot | MemberHints.BotHandle)]
    [InlineData("User", "old-robot[bot]", MemberHints.BotHandle)]
    [InlineData("Organization", "contoso", MemberHints.Organization)]
    [InlineData("Mannequin", "imported", MemberHints.Placeholder)]
    [InlineData("User", "ada", MemberHints.None)]
    public async Task Accounts_carry_what_GitHub_says_they_are(string type, string login, MemberHints expected)
    {
        var fake = Made.Contoso();
        fake.Issues.Add(Made.Issue(1, Made.DaysAgo(5), user: Made.User(5, type, login)));
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();

        harness.Activities["issue/77/1"].Author!.Hints.ShouldBe(expected);
        harness.Activities["issue/77/1"].Hints.ShouldBe(expected);
    }

    [Fact]
    public async Task A_remark_on_a_line_answers_another_or_the_pull_request()
    {
        var fake = Made.Contoso();
        fake.ReviewComments.Add(Remark(1, ""));
        fake.ReviewComments.Add(Remark(2, ""","in_reply_to_id":1"""));
        await using var harness = await Harness.StartAsync(fake);
        harness.Settings = harness.Settings with { Resources = [GitHubResource.Reviews] };

        await harness.RunAsync();

        harness.Activities["review_comment/1"].Parent.ShouldBe("issue/77/9");
        harness.Activities["review_comment/2"].Parent.ShouldBe("review_comment/1");
        harness.Activities["review_comment/2"].Thread.ShouldBe("77#9");
        harness.Activities["review_comment/2"].Kind.ShouldBe(ActivityKind.ReviewComment);

        static FakeEntry Remark(long id, string extra) =>
            Made.Entry(
                Made.DaysAgo(3),
                id,
                $$"""{"id":{{id}},"pull_request_url":"https://api.github.com/repos/contoso/sdk/pulls/9","created_at":"{{Made.At(Made.DaysAgo(3))}}","updated_at":"{{Made.At(Made.DaysAgo(3))}}","user":{{Made.User(5)}}{{extra}}}"""
            );
    }

    [Fact]
    public async Task An_issue_that_went_on_as_a_discussion_is_taken_back_and_stays_away()
    {
        var fake = Made.Contoso();
        fake.Issues.Add(Made.Issue(1, Made.DaysAgo(5)));
        await using var harness = await Harness.StartAsync(fake);
        harness.Settings = harness.Settings with { Resources = [GitHubResource.Issues, GitHubResource.Discussions] };
        await harness.RunAsync();
        fake.Events.Add(Made.Event(1, "converted_to_discussion", 1, Made.DaysAgo(1)));
        FakeGitHub.Put(fake.Issues, Made.Issue(1, Made.DaysAgo(5), Made.DaysAgo(1)));

        await harness.RunAsync();
        await harness.RunAsync();

        harness.Activities.ShouldBeEmpty();
        harness.Retracted.ShouldContain("issue/77/1");
    }
}

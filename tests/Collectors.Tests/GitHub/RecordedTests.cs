using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DevRel.Activities;
using DevRel.Collectors.GitHub;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.GitHub;

/// <summary>
/// Recorded answers of api.github.com. Their entries are put into a GitHub that serves them as the real one would serve our requests, and the
/// whole collector walks them; the README of this folder says which case is what.
/// </summary>
public sealed class RecordedTests
{
    private static readonly DateTimeOffset Late = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Devlake_ants_gives_its_issues_comments_events_remarks_and_reviews()
    {
        // Ninety days before this lie all recorded events.
        var harness = await WalkAsync(
            "devlake-ants",
            new(2022, 4, 25, 0, 0, 0, TimeSpan.Zero),
            GitHubResource.Issues,
            GitHubResource.PullRequests,
            GitHubResource.Reviews
        );
        await using var _ = harness;

        var counts = harness.Counts;
        counts[ActivityKind.IssueOpened].ShouldBe(26);
        counts[ActivityKind.PullRequestOpened].ShouldBe(15);
        (counts[ActivityKind.IssueComment] + counts[ActivityKind.PullRequestComment]).ShouldBe(94);
        counts[ActivityKind.Triaged].ShouldBe(18);
        counts[ActivityKind.Assigned].ShouldBe(10);
        counts[ActivityKind.ReviewComment].ShouldBe(16);
        counts[ActivityKind.PullRequestReview].ShouldBe(30);
        harness
            .Of(ActivityKind.PullRequestReview)
            .CountBy(review => review.Attributes.Outcome!)
            .ToDictionary()
            .ShouldBe(new Dictionary<string, int> { ["commented"] = 27, ["changes_requested"] = 3 }, ignoreOrder: true);
        // All 41 were closed: merged, or closed by the list; the events tell of eleven later closes.
        harness
            .Activities.Keys.Count(id =>
                id.EndsWith("#closed", StringComparison.Ordinal) || id.EndsWith("#merged", StringComparison.Ordinal)
            )
            .ShouldBe(41);
        (Authors(harness, ActivityKind.IssueOpened, ActivityKind.PullRequestOpened)).ShouldBe(31);
        Authors(harness, ActivityKind.IssueComment, ActivityKind.PullRequestComment).ShouldBe(17);
        Authors(harness, ActivityKind.ReviewComment).ShouldBe(3);
        Authors(harness, ActivityKind.PullRequestReview).ShouldBe(3);
        harness
            .Activities.Values.Where(one => one.Hints.HasFlag(MemberHints.Bot))
            .Select(one => one.Author!.Handle)
            .Distinct()
            .ShouldBe(["codecov[bot]"]);
        harness.Batches[^1].BackfillProgress.ShouldBe(1);
    }

    [Fact]
    public async Task The_pull_requests_of_devlake_ants_come_from_their_own_list_where_issues_are_off()
    {
        await using var harness = await WalkAsync(
            "devlake-ants",
            Late,
            anonymous: false,
            issuesOff: true,
            GitHubResource.PullRequests
        );

        harness.Counts.ShouldBe(
            new Dictionary<ActivityKind, int>
            {
                [ActivityKind.PullRequestOpened] = 49,
                [ActivityKind.PullRequestMerged] = 26,
                [ActivityKind.PullRequestClosed] = 19,
            },
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Closed_pulls_of_octokitrb_are_merged_or_closed()
    {
        await using var harness = await WalkAsync(
            "octokitrb-pulls-closed",
            Late,
            anonymous: false,
            issuesOff: true,
            GitHubResource.PullRequests
        );

        harness.Counts[ActivityKind.PullRequestOpened].ShouldBe(30);
        harness.Counts[ActivityKind.PullRequestMerged].ShouldBe(27);
        Authors(harness, ActivityKind.PullRequestOpened).ShouldBe(10);
    }

    [Fact]
    public async Task Perceval_zhquan_knows_deleted_authors()
    {
        await using var harness = await WalkAsync(
            "perceval-zhquan",
            Late,
            GitHubResource.Issues,
            GitHubResource.PullRequests,
            GitHubResource.Reviews
        );

        harness.Counts[ActivityKind.IssueOpened].ShouldBe(1);
        harness.Counts[ActivityKind.PullRequestOpened].ShouldBe(1);
        (
            harness.Counts.GetValueOrDefault(ActivityKind.IssueComment)
            + harness.Counts.GetValueOrDefault(ActivityKind.PullRequestComment)
        ).ShouldBe(2);
        harness.Counts[ActivityKind.ReviewComment].ShouldBe(6);
        harness.Of(ActivityKind.ReviewComment).Count(remark => remark.Author is null).ShouldBe(2);
        // Three recorded rows, two reviews: the lists overlap.
        harness.Counts[ActivityKind.PullRequestReview].ShouldBe(2);
    }

    [Theory]
    [InlineData("octokit-paginate-issues", 13, 0, 1)]
    [InlineData("octokitrb-issues-rails", 24, 6, 24)]
    [InlineData("pygithub-Repository.testGetIssues", 0, 16, 3)]
    public async Task Lists_of_issues_tell_issues_from_pull_requests(string name, int issues, int pulls, int users)
    {
        await using var harness = await WalkAsync(name, Late, GitHubResource.Issues, GitHubResource.PullRequests);

        harness.Counts.GetValueOrDefault(ActivityKind.IssueOpened).ShouldBe(issues);
        harness.Counts.GetValueOrDefault(ActivityKind.PullRequestOpened).ShouldBe(pulls);
        Authors(harness, ActivityKind.IssueOpened, ActivityKind.PullRequestOpened).ShouldBe(users);
    }

    [Fact]
    public async Task Repeated_pages_of_comments_are_seventy_eight_comments()
    {
        await using var harness = await WalkAsync(
            "issue-comments-pygithub",
            Late,
            GitHubResource.Issues,
            GitHubResource.PullRequests
        );

        harness.Activities.Count.ShouldBe(78);
        Authors(harness, ActivityKind.IssueComment, ActivityKind.PullRequestComment).ShouldBe(13);
    }

    [Fact]
    public async Task Events_of_octokitrb_are_nine_closes()
    {
        await using var harness = await WalkAsync(
            "octokitrb-issue-events",
            new(2013, 6, 18, 0, 0, 0, TimeSpan.Zero),
            GitHubResource.Issues,
            GitHubResource.PullRequests
        );

        var closes = harness.Of(ActivityKind.IssueClosed).Count() + harness.Of(ActivityKind.PullRequestClosed).Count();
        closes.ShouldBe(9);
        harness.Activities.Count.ShouldBe(9);
    }

    [Fact]
    public async Task Stars_of_danvk_have_their_dates()
    {
        await using var harness = await WalkAsync(
            "stars-with-dates-danvk",
            Late,
            anonymous: true,
            issuesOff: false,
            GitHubResource.Stars
        );

        harness.Of(ActivityKind.Star).Count().ShouldBe(6);
        harness.Activities.Values.Min(star => star.OccurredAt).ShouldBe(new(2014, 8, 13, 19, 22, 5, TimeSpan.Zero));
        harness.Activities.Values.Max(star => star.OccurredAt).ShouldBe(new(2015, 5, 9, 19, 14, 45, TimeSpan.Zero));
    }

    [Fact]
    public async Task The_fork_of_pygithub_is_one()
    {
        await using var harness = await WalkAsync(
            "pygithub-Repository.testGetForks",
            Late,
            anonymous: true,
            issuesOff: false,
            GitHubResource.Forks
        );

        harness.Activities.ShouldHaveSingleItem().Value.OccurredAt.ShouldBe(new(2012, 3, 26, 9, 12, 45, TimeSpan.Zero));
    }

    [Fact]
    public async Task Releases_of_hub_were_downloaded_862055_times()
    {
        await using var harness = await WalkAsync("releases-hub4j", Late, GitHubResource.Releases);

        harness.Of(ActivityKind.Release).Count().ShouldBe(30);
        Authors(harness, ActivityKind.Release).ShouldBe(1);
        harness.Observations.Single(one => one.Signal == Signal.Downloads).Value.ShouldBe(862055);
    }

    [Fact]
    public async Task Recorded_traffic_is_five_days_and_its_refusal_a_sentence()
    {
        await using var granted = await WalkAsync("pygithub-Traffic.testGetViews", Late, GitHubResource.Traffic);
        await using var refused = await WalkAsync("traffic-403", Late, GitHubResource.Traffic);

        granted.Observations.Where(one => one.Signal == Signal.Views).Sum(one => one.Value).ShouldBe(93);
        granted
            .Observations.Where(one => one.Signal == Signal.UniqueViews)
            .Select(one => one.Value)
            .ShouldBe([4, 2, 1, 1, 3]);
        refused.Skipped.ShouldHaveSingleItem().ShouldContain("push access");
    }

    [Fact]
    public async Task The_discussions_of_pygithub_are_sixty_five_over_three_pages()
    {
        await using var harness = await WalkAsync("graphql-discussions", Late, GitHubResource.Discussions);

        harness.Of(ActivityKind.DiscussionStarted).Count().ShouldBe(65);
    }

    [Fact]
    public void The_recorded_repository_has_one_watcher_and_no_stars()
    {
        var seen = JsonSerializer.Deserialize(
            Bodies("octokit-get-repository")[0].Body,
            RestJson.Default.RestRepository
        )!;

        seen.Id.ShouldBe(103703892);
        (seen.StargazersCount, seen.ForksCount, seen.OpenIssuesCount, seen.SubscribersCount).ShouldBe((0, 0, 0, 1));
    }

    [Fact]
    public void The_pending_reviews_of_hub4j_are_nobodys_business()
    {
        var told = new List<CollectedItem>();
        var recorded = Bodies("reviews-hub4j")
            .Where(one => one.Method == "GET" && one.Path.EndsWith("/reviews", StringComparison.Ordinal))
            .ToList();
        foreach (
            var review in recorded.SelectMany(one =>
                JsonSerializer.Deserialize(one.Body, RestJson.Default.ListRestReview)!
            )
        )
            new ReviewActivities(new RepositoryRef(1, "hub4j/github-api")).Add(482, review, told);

        recorded.Count.ShouldBe(2);
        told.ShouldBeEmpty();
        var remarks = Bodies("reviews-hub4j").Single(one => one.Path.EndsWith("/comments", StringComparison.Ordinal));
        JsonSerializer.Deserialize(remarks.Body, RestJson.Default.ListRestComment)!.Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Remarks_of_pygithub_are_two()
    {
        var remarks = JsonSerializer.Deserialize(
            Bodies("pygithub-PullRequest.testGetReviewComments")[0].Body,
            RestJson.Default.ListRestComment
        )!;

        remarks.Select(remark => remark.User!.Id).Distinct().Count().ShouldBe(2);
        remarks.Count.ShouldBe(2);
    }

    private static int Authors(Harness harness, params ActivityKind[] kinds) =>
        harness
            .Activities.Values.Where(one => kinds.Contains(one.Kind))
            .Select(one => one.Author?.Id)
            .OfType<string>()
            .Distinct()
            .Count();

    private static Task<Harness> WalkAsync(string name, DateTimeOffset now, params GitHubResource[] resources) =>
        WalkAsync(name, now, anonymous: false, issuesOff: false, resources);

    private static async Task<Harness> WalkAsync(
        string name,
        DateTimeOffset now,
        bool anonymous,
        bool issuesOff,
        params GitHubResource[] resources
    )
    {
        var fake = Made.Contoso();
        foreach (var recorded in Bodies(name))
            Load(fake, recorded);
        if (issuesOff)
            fake.Before = request =>
                request.Path.Contains("/issues", StringComparison.Ordinal)
                    ? new ReplayExchange("", "", "", 410) { Headers = [new("Content-Type", "application/json")] }
                    : null;
        var harness = await Harness.StartAsync(fake);
        harness.Now = now;
        harness.Settings = harness.Settings with
        {
            Resources = resources,
            Auth = anonymous ? new GitHubAuth() : harness.Settings.Auth,
        };
        await harness.RunAsync();
        return harness;
    }

    private static IReadOnlyList<ReplayExchange> Bodies(string name)
    {
        if (Fixtures.Folder is not { } folder)
        {
            Assert.Skip(Fixtures.Missing);
            return [];
        }

        return ReplayCase.Load(Path.Combine(folder, "github", name));
    }

    /// <summary>Recorded paths begin /repos/owner/name; what follows says which list it is.</summary>
    private static void Load(FakeGitHub fake, ReplayExchange recorded)
    {
        if (recorded.Path == "/graphql")
        {
            LoadDiscussions(fake, recorded.Body);
            return;
        }

        var parts = recorded.Path.Trim('/').Split('/');
        var rest = string.Join('/', parts.Skip(parts[0] == "repositories" ? 2 : 3));
        if (rest.StartsWith("traffic/", StringComparison.Ordinal))
            fake.Set("repos/contoso/sdk/" + rest, Encoding.UTF8.GetString(recorded.Body), recorded.Status);
        else if (rest.EndsWith("/reviews", StringComparison.Ordinal))
            LoadReviews(fake, int.Parse(parts[^2], CultureInfo.InvariantCulture), recorded);
        else if (
            List(fake, parts, rest) is { } list
            && recorded.Status == 200
            && JsonNode.Parse(recorded.Body) is JsonArray entries
        )
            foreach (var entry in entries)
                FakeGitHub.Put(list, Entry(entry!, list));
    }

    private static List<FakeEntry>? List(FakeGitHub fake, string[] parts, string rest) =>
        rest switch
        {
            "issues" => fake.Issues,
            "issues/comments" => fake.Comments,
            "pulls/comments" => fake.ReviewComments,
            "issues/events" => fake.Events,
            "pulls" => fake.Pulls,
            "releases" => fake.Releases,
            "forks" => fake.Forks,
            "stargazers" => fake.Stars,
            _ when parts is [_, _, _, "issues", _, "comments"] => fake.Comments,
            _ when parts is [_, _, _, "pulls", _, "comments"] => fake.ReviewComments,
            _ => null,
        };

    private static FakeEntry Entry(JsonNode entry, List<FakeEntry> list)
    {
        var id = entry["id"]?.GetValue<long>() ?? list.Count + 1;
        var at = entry["updated_at"] ?? entry["starred_at"] ?? entry["created_at"];
        // Forks are ordered by birth, everything else we ask for by its last change.
        at = entry["forks_count"] is not null || entry["fork"] is not null ? entry["created_at"] : at;
        return new FakeEntry(at!.GetValue<DateTimeOffset>(), id, Encoding.UTF8.GetBytes(entry.ToJsonString()));
    }

    /// <summary>The query that finds the pull requests was never recorded; it says that there are more reviews than it holds, and they are read.</summary>
    private static void LoadReviews(FakeGitHub fake, int number, ReplayExchange recorded)
    {
        fake.Set($"repos/contoso/sdk/pulls/{number}/reviews", Encoding.UTF8.GetString(recorded.Body));
        FakeGitHub.Put(
            fake.Graph("pullRequests"),
            Made.Entry(
                Late.AddDays(-1000 - number),
                number,
                $$"""{"number":{{number}},"updatedAt":"{{Made.At(Late.AddDays(-1000 - number))}}","reviews":{"pageInfo":{"hasNextPage":true},"nodes":[]} }"""
            )
        );
    }

    /// <summary>Recorded with another query: what ours asks besides is made up.</summary>
    private static void LoadDiscussions(FakeGitHub fake, byte[] body)
    {
        foreach (var node in JsonNode.Parse(body)!["data"]!["repository"]!["discussions"]!["nodes"]!.AsArray())
        {
            var number = node!["number"]!.GetValue<int>();
            var at = Late.AddDays(-400).AddMinutes(number);
            node["id"] = "D_" + number.ToString(CultureInfo.InvariantCulture);
            node["createdAt"] = Made.At(at);
            node["updatedAt"] = Made.At(at);
            FakeGitHub.Put(
                fake.Graph("discussions"),
                new FakeEntry(at, number, Encoding.UTF8.GetBytes(node.ToJsonString()))
            );
        }
    }
}

using System.Globalization;
using System.Text;
using DevRel.Activities;
using DevRel.Collectors.GitHub;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.GitHub;

public sealed class ListingTests
{
    private static async Task<Harness> StartAsync(FakeGitHub fake, params GitHubResource[] resources)
    {
        var harness = await Harness.StartAsync(fake);
        harness.Settings = harness.Settings with { Resources = resources };
        return harness;
    }

    [Fact]
    public async Task Stars_are_told_with_their_dates_and_later_ones_cost_one_query()
    {
        var fake = Made.Contoso(stars: 250);
        for (var user = 1; user <= 250; user++)
            fake.Graph("stargazers").Add(Made.Star(user, Made.DaysAgo(500 - user * 1.9)));
        await using var harness = await StartAsync(fake, GitHubResource.Stars);
        await harness.RunAsync();
        harness.Of(ActivityKind.Star).Count().ShouldBe(250);
        harness.Activities["star/77/250"].OccurredAt.ShouldBe(Made.DaysAgo(25));
        fake.Graph("stargazers").Add(Made.Star(251, Harness.Today));
        fake.Repository = Made.Repository(fake, stars: 251);
        var counted = harness.Server.Counted;

        await harness.RunAsync();
        await harness.RunAsync();

        harness.Of(ActivityKind.Star).Count().ShouldBe(251);
        // The repository that changed and one query; then nothing.
        (harness.Server.Counted - counted).ShouldBe(2);
    }

    [Fact]
    public async Task A_star_taken_back_hides_no_other()
    {
        var fake = Made.Contoso(stars: 240);
        for (var user = 1; user <= 240; user++)
            fake.Graph("stargazers").Add(Made.Star(user, Made.DaysAgo(500 - user)));
        var queries = 0;
        fake.Before = request =>
        {
            if (request.Path == "/graphql" && ++queries == 2)
                fake.Graph("stargazers").RemoveAll(star => star.Id == 5);
            return null;
        };
        await using var harness = await StartAsync(fake, GitHubResource.Stars);

        await harness.RunAsync();

        harness.Of(ActivityKind.Star).Count().ShouldBeGreaterThanOrEqualTo(239);
    }

    [Fact]
    public async Task Without_a_token_stars_come_by_page_and_what_only_GraphQL_knows_is_left_out_with_a_sentence()
    {
        var fake = Made.Contoso(stars: 150);
        for (var user = 1; user <= 150; user++)
            fake.Stars.Add(
                Made.Entry(
                    Made.DaysAgo(200 - user),
                    user,
                    $$"""{"starred_at":"{{Made.At(Made.DaysAgo(200 - user))}}","user":{{Made.User(user)}} }"""
                )
            );
        await using var harness = await StartAsync(
            fake,
            GitHubResource.Stars,
            GitHubResource.Reviews,
            GitHubResource.Discussions
        );
        harness.Settings = harness.Settings with { Auth = new GitHubAuth() };

        await harness.RunAsync();

        harness.Of(ActivityKind.Star).Count().ShouldBe(150);
        harness.Skipped.Count(sentence => sentence.Contains("give the source a token")).ShouldBe(2);
        harness.Server.Requests.ShouldAllBe(request => !request.Headers.ContainsKey("Authorization"));
        harness
            .Server.Requests.First(request => request.Path.EndsWith("stargazers", StringComparison.Ordinal))
            .Headers["Accept"]
            .ShouldBe("application/vnd.github.star+json");
    }

    [Fact]
    public async Task Forks_are_their_owners()
    {
        var fake = Made.Contoso(forks: 2);
        foreach (var id in new[] { 8, 9 })
            fake.Graph("forks")
                .Add(
                    Made.Entry(
                        Made.DaysAgo(100 - 9 * id),
                        id,
                        $$"""{"databaseId":{{id}},"createdAt":"{{Made.At(Made.DaysAgo(100 - 9 * id))}}","owner":{"__typename":"Organization","login":"fabrikam","databaseId":44} }"""
                    )
                );
        await using var harness = await StartAsync(fake, GitHubResource.Forks);

        await harness.RunAsync();

        harness.Of(ActivityKind.Fork).Select(fork => fork.NativeId).ShouldBe(["fork/8", "fork/9"], ignoreOrder: true);
        harness.Activities["fork/8"].Author!.Hints.ShouldBe(MemberHints.Organization);
    }

    [Fact]
    public async Task Reviews_come_by_the_pull_requests_that_changed_and_pending_ones_are_nobodys_business()
    {
        var fake = Made.Contoso();
        fake.Graph("pullRequests").Add(Pull(7, Made.DaysAgo(5), Review(70, "APPROVED"), Review(71, "PENDING")));
        fake.Graph("pullRequests").Add(Pull(3, Made.DaysAgo(300), Review(30, "CHANGES_REQUESTED")));
        fake.Issues.Add(Made.Issue(7, Made.DaysAgo(5), extra: ""","pull_request":{}"""));
        await using var harness = await StartAsync(fake, GitHubResource.Reviews);
        await harness.RunAsync();
        harness.Activities.Keys.ShouldBe(["review/70", "review/30"], ignoreOrder: true);
        harness.Activities["review/70"].Attributes.Outcome.ShouldBe("approved");
        harness.Activities["review/30"].Thread.ShouldBe("77#3");
        var counted = harness.Server.Counted;

        await harness.RunAsync();
        harness.Server.Counted.ShouldBe(counted);
        FakeGitHub.Put(fake.Graph("pullRequests"), Pull(7, Harness.Today, Review(72, "DISMISSED")));
        FakeGitHub.Put(fake.Issues, Made.Issue(7, Made.DaysAgo(5), Harness.Today, extra: ""","pull_request":{}"""));
        await harness.RunAsync();

        harness.Activities.ShouldContainKey("review/72");
        (harness.Server.Counted - counted).ShouldBe(2);
    }

    [Fact]
    public async Task A_pull_request_with_more_reviews_than_a_query_holds_is_asked_for_singly()
    {
        var fake = Made.Contoso();
        var pull = Encoding
            .UTF8.GetString(Pull(7, Made.DaysAgo(5), Review(70, "APPROVED")).Json)
            .Replace("\"hasNextPage\":false", "\"hasNextPage\":true", StringComparison.Ordinal);
        fake.Graph("pullRequests").Add(Made.Entry(Made.DaysAgo(5), 7, pull));
        fake.Set(
            "repos/contoso/sdk/pulls/7/reviews",
            $$"""[{"id":70,"state":"APPROVED","submitted_at":"{{Made.At(Made.DaysAgo(5))}}","user":{{Made.User(4)}}},{"id":71,"state":"COMMENTED","submitted_at":"{{Made.At(Made.DaysAgo(4))}}","user":null}]"""
        );
        await using var harness = await StartAsync(fake, GitHubResource.Reviews);

        await harness.RunAsync();

        harness.Activities.Keys.ShouldBe(["review/70", "review/71"], ignoreOrder: true);
    }

    [Fact]
    public async Task Discussions_are_questions_where_their_category_takes_answers()
    {
        var fake = Made.Contoso();
        fake.Graph("discussions").Add(Discussion(5, answerable: true, chosen: true));
        fake.Graph("discussions").Add(Discussion(6, answerable: false, chosen: false));
        await using var harness = await StartAsync(fake, GitHubResource.Discussions);

        await harness.RunAsync();

        harness.Activities["discussion/77/5"].Kind.ShouldBe(ActivityKind.QuestionAsked);
        harness.Activities["discussion/77/5"].Attributes.AsksAnswer.ShouldBeTrue();
        harness.Activities["discussion_comment/51"].Kind.ShouldBe(ActivityKind.AnswerPosted);
        harness.Activities["discussion_comment/52"].Kind.ShouldBe(ActivityKind.DiscussionComment);
        harness.Activities["discussion_comment/52"].Parent.ShouldBe("discussion_comment/51");
        harness.Activities["discussion_comment/52"].Author!.Handle.ShouldBe("helper[bot]");
        harness.Activities["discussion/77/5#accepted"].Parent.ShouldBe("discussion_comment/51");
        harness.Activities["discussion/77/6"].Kind.ShouldBe(ActivityKind.DiscussionStarted);
        harness.Activities["discussion_comment/61"].Kind.ShouldBe(ActivityKind.DiscussionComment);
        harness.Activities.ShouldNotContainKey("discussion_comment/53");
        harness.Retracted.ShouldContain("discussion_comment/53");
        harness.Activities["discussion_comment/61"].Thread.ShouldBe("77#6");
    }

    [Fact]
    public async Task An_exhausted_GraphQL_limit_is_waited_out_though_the_status_says_200()
    {
        var fake = Made.Contoso();
        fake.Graph("stargazers").Add(Made.Star(1, Made.DaysAgo(4)));
        var limited = 0;
        fake.Before = request =>
            request.Path == "/graphql" && limited++ == 0
                ? new ReplayExchange("", "", "", 200)
                {
                    Body = """{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}"""u8.ToArray(),
                    Headers =
                    [
                        new("Content-Type", "application/json"),
                        new("X-RateLimit-Remaining", "0"),
                        new(
                            "X-RateLimit-Reset",
                            Harness.Today.AddSeconds(40).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
                        ),
                    ],
                }
                : null;
        await using var harness = await StartAsync(fake, GitHubResource.Stars);

        await harness.RunAsync();

        harness.Activities.ShouldContainKey("star/77/1");
        harness.Clock.GetUtcNow().ShouldBeGreaterThanOrEqualTo(Harness.Today.AddSeconds(40));
    }

    [Fact]
    public async Task A_token_without_the_right_to_ask_loses_that_resource_and_no_other()
    {
        var fake = Made.Contoso();
        fake.Issues.Add(Made.Issue(1, Made.DaysAgo(2)));
        fake.Before = request =>
            request.Path == "/graphql"
                ? new ReplayExchange("", "", "", 200)
                {
                    Body =
                        """{"data":{"repository":null},"errors":[{"type":"FORBIDDEN","message":"Resource not accessible by personal access token"}]}"""u8.ToArray(),
                    Headers = [new("Content-Type", "application/json")],
                }
                : null;
        await using var harness = await StartAsync(fake, GitHubResource.Issues, GitHubResource.Stars);

        await harness.RunAsync();

        harness.Activities.ShouldContainKey("issue/77/1");
        harness.Skipped.ShouldHaveSingleItem().ShouldContain("Stars of contoso/sdk need more rights");
    }

    [Fact]
    public async Task A_query_too_heavy_for_GitHub_is_asked_in_smaller_pages()
    {
        var fake = Made.Contoso();
        for (var user = 1; user <= 12; user++)
            fake.Graph("stargazers").Add(Made.Star(user, Made.DaysAgo(user)));
        fake.Before = request =>
            request.Path == "/graphql" && request.Body.Contains("\"first\":100", StringComparison.Ordinal)
                ? new ReplayExchange("", "", "", 502)
                {
                    Body = "<html>"u8.ToArray(),
                    Headers = [new("Content-Type", "text/html")],
                }
                : null;
        await using var harness = await StartAsync(fake, GitHubResource.Stars);

        await harness.RunAsync();

        harness.Of(ActivityKind.Star).Count().ShouldBe(12);
    }

    private static FakeEntry Pull(int number, DateTimeOffset updated, params string[] reviews) =>
        Made.Entry(
            updated,
            number,
            $$$"""{"number":{{{number}}},"updatedAt":"{{{Made.At(updated)}}}","reviews":{"pageInfo":{"hasNextPage":false},"nodes":[{{{string.Join(',', reviews)}}}]}}"""
        );

    private static string Review(long id, string state) =>
        $$"""{"fullDatabaseId":"{{id}}","state":"{{state}}","submittedAt":{{(state == "PENDING" ? "null" : $"\"{Made.At(Made.DaysAgo(5))}\"")}},"authorAssociation":"MEMBER","author":{"__typename":"User","login":"ada","databaseId":4} }""";

    private static FakeEntry Discussion(int number, bool answerable, bool chosen)
    {
        var at = Made.At(Made.DaysAgo(5));
        var answer = chosen
            ? $$""" "answer":{"databaseId":{{number}}1},"answerChosenAt":"{{at}}","answerChosenBy":{"__typename":"User","login":"ada","databaseId":4},"""
            : "";
        string Comment(int id, string replies, string extra = "", string author = "User") =>
            $$"""{"id":"DC_{{id}}","databaseId":{{number}}{{id}},"createdAt":"{{at}}","authorAssociation":"NONE","author":{"__typename":"{{author}}","login":"helper","databaseId":{{id + 60}} }{{extra}}{{replies}} }""";
        var reply = Comment(2, "", author: "Bot");
        var comments =
            Comment(1, $$""","replies":{"nodes":[{{reply}}]}""")
            + ","
            + Comment(3, "", ",\"isMinimized\":true,\"minimizedReason\":\"spam\"");
        return Made.Entry(
            Made.DaysAgo(5),
            number,
            $$"""{"id":"D_{{number}}","number":{{number}},"createdAt":"{{at}}","updatedAt":"{{at}}","category":{"isAnswerable":{{(answerable ? "true" : "false")}} },{{answer}}"author":{"__typename":"User","login":"ada","databaseId":4},"comments":{"pageInfo":{"hasNextPage":false},"nodes":[{{comments}}]} }"""
        );
    }
}

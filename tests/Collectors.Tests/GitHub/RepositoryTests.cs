using DevRel.Activities;
using DevRel.Collectors.GitHub;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.GitHub;

public sealed class RepositoryTests
{
    [Fact]
    public async Task A_renamed_repository_is_told_again_under_its_new_name_and_the_same_ids()
    {
        var fake = Made.Contoso();
        fake.Issues.Add(Made.Issue(1, Made.DaysAgo(200)));
        await using var harness = await Harness.StartAsync(fake);
        await harness.RunAsync();
        Rename(fake, "contoso/kit");

        await harness.RunAsync();
        await harness.RunAsync();

        harness.Activities.ShouldHaveSingleItem().Value.Container.ShouldBe("contoso/kit");
        harness.Activities.Keys.ShouldBe(["issue/77/1"]);
        // Remembered: the last run asked for the new name at once.
        harness.Server.Requests[^1].Path.ShouldContain("contoso/kit");
    }

    [Fact]
    public async Task A_repository_is_followed_by_its_number_when_another_took_its_name()
    {
        var fake = Made.Contoso();
        fake.Issues.Add(Made.Issue(1, Made.DaysAgo(3)));
        await using var harness = await Harness.StartAsync(fake);
        await harness.RunAsync();
        fake.Name = "fabrikam/sdk";
        fake.Repository = Made.Repository(fake);
        fake.Set("repos/contoso/sdk", """{"id":5000,"full_name":"contoso/sdk","created_at":"2026-02-01T00:00:00Z"}""");

        await harness.RunAsync();

        harness.Activities["issue/77/1"].Container.ShouldBe("fabrikam/sdk");
    }

    [Fact]
    public async Task A_repository_that_is_gone_is_left_out_and_the_others_go_on()
    {
        var fake = Made.Contoso();
        fake.Issues.Add(Made.Issue(1, Made.DaysAgo(3)));
        await using var harness = await Harness.StartAsync(fake);
        harness.Settings = harness.Settings with { Repositories = ["contoso/gone", "contoso/sdk"] };

        await harness.RunAsync();

        harness.Activities.ShouldContainKey("issue/77/1");
        harness.Skipped.ShouldHaveSingleItem().ShouldStartWith("contoso/gone was left out: it is gone");
        harness.Batches[^1].BackfillProgress.ShouldBe(1);
    }

    [Fact]
    public async Task A_source_whose_only_repository_is_gone_was_not_found()
    {
        await using var harness = await Harness.StartAsync(Made.Contoso());
        harness.Settings = harness.Settings with { Repositories = ["contoso/gone"] };

        var failure = await harness.FailsAsync();

        failure.Reason.ShouldBe(CollectionFailure.NotFound);
        failure.Message.ShouldContain("Correct the name");
    }

    [Theory]
    [InlineData(451, "legal reasons")]
    [InlineData(403, "the token may not read it (metadata=read)")]
    public async Task A_repository_that_may_not_be_read_says_why(int status, string words)
    {
        var fake = Made.Contoso();
        fake.Before = request =>
            request.Path == "/repos/contoso/blocked"
                ? new ReplayExchange("", "", "", status)
                {
                    Body = "{\"message\":\"no\"}"u8.ToArray(),
                    Headers =
                    [
                        new("Content-Type", "application/json"),
                        new("X-Accepted-GitHub-Permissions", "metadata=read"),
                    ],
                }
                : null;
        await using var harness = await Harness.StartAsync(fake);
        harness.Settings = harness.Settings with { Repositories = ["contoso/blocked", "contoso/sdk"] };

        await harness.RunAsync();

        harness.Skipped.ShouldHaveSingleItem().ShouldContain(words);
    }

    [Fact]
    public async Task Where_issues_are_switched_off_pull_requests_come_from_their_own_list()
    {
        var fake = Made.Contoso();
        foreach (var (number, days) in new[] { (1, 300), (2, 20) })
            fake.Pulls.Add(
                Made.Entry(
                    Made.DaysAgo(days),
                    number,
                    $$"""{"id":9,"number":{{number}},"created_at":"{{Made.At(Made.DaysAgo(days))}}","updated_at":"{{Made.At(Made.DaysAgo(days))}}","closed_at":"{{Made.At(Made.DaysAgo(days))}}","merged_at":"{{Made.At(Made.DaysAgo(days))}}","user":{{Made.User(3)}} }"""
                )
            );
        fake.Before = request =>
            request.Path.Contains("/issues", StringComparison.Ordinal)
                ? new ReplayExchange("", "", "", 410)
                {
                    Body = "{\"message\":\"Issues are disabled for this repo\"}"u8.ToArray(),
                    Headers = [new("Content-Type", "application/json")],
                }
                : null;
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();

        harness.Of(ActivityKind.PullRequestMerged).Count().ShouldBe(2);
        harness.Skipped.ShouldContain("Issues of contoso/sdk are switched off there.");
        harness.Batches[^1].BackfillProgress.ShouldBe(1);
    }

    [Fact]
    public async Task Organisations_and_globs_are_listed_and_excluded_names_left_out()
    {
        var fake = Made.Contoso();
        var names = new[] { "contoso/web-samples", "contoso/sdk", "contoso/archive-samples", "contoso/tools" };
        fake.Set(
            "orgs/contoso/repos",
            "["
                + string.Join(
                    ',',
                    names.Select(
                        (name, id) =>
                            $$"""{"id":{{id + 100}},"full_name":"{{name}}","created_at":"2020-01-01T00:00:00Z"}"""
                    )
                )
                + "]"
        );
        await using var harness = await Harness.StartAsync(fake);
        harness.Settings = harness.Settings with
        {
            Repositories = ["contoso/*-samples", "contoso/sdk"],
            Exclude = ["contoso/archive-*"],
        };

        await harness.RunAsync();
        await harness.RunAsync();

        Asked(harness).ShouldBe(["/repos/contoso/web-samples", "/repos/contoso/sdk"], ignoreOrder: true);
        harness
            .Server.Requests.Count(request => request.Path == "/orgs/contoso/repos" && request.Status == 200)
            .ShouldBe(1);

        harness.Settings = harness.Settings with { Organizations = ["contoso"], Repositories = [], Exclude = [] };
        await harness.RunAsync();

        Asked(harness).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_users_repositories_are_listed_as_an_organisations_are()
    {
        var fake = Made.Contoso();
        fake.Set("users/contoso/repos", $"[{fake.Repository}]");
        fake.Issues.Add(Made.Issue(1, Made.DaysAgo(3)));
        await using var harness = await Harness.StartAsync(fake);
        harness.Settings = harness.Settings with { Organizations = ["contoso"], Repositories = [] };

        await harness.RunAsync();

        harness.Activities.ShouldContainKey("issue/77/1");
    }

    [Fact]
    public async Task Figures_are_stars_forks_watchers_and_issues_without_pull_requests()
    {
        var fake = Made.Contoso(stars: 40, forks: 7, open: 12);
        for (var number = 1; number <= 5; number++)
            fake.Pulls.Add(
                Made.Entry(
                    Made.DaysAgo(number),
                    number,
                    $$"""{"number":{{number}},"state":"open","created_at":"{{Made.At(Made.DaysAgo(number))}}","updated_at":"{{Made.At(Made.DaysAgo(number))}}"}"""
                )
            );
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();

        harness
            .Observations.ToDictionary(one => one.Signal, one => one.Value)
            .ShouldBe(
                new Dictionary<Signal, double>
                {
                    [Signal.Stars] = 40,
                    [Signal.Forks] = 7,
                    [Signal.Watchers] = 3,
                    [Signal.OpenIssues] = 7,
                },
                ignoreOrder: true
            );
        harness.Observations.ShouldAllBe(one => one.ObservedAt == Harness.Today && one.Resource == "contoso/sdk");

        harness.Now = Harness.Today.AddDays(1);
        await harness.RunAsync();

        harness.Observations.Count.ShouldBe(8);
    }

    [Fact]
    public async Task Releases_are_told_and_their_downloads_added_up()
    {
        var fake = Made.Contoso();
        fake.Releases.Add(Release(1, "false", 40, 2));
        fake.Releases.Add(Release(2, "true", 0, 0));
        fake.Releases.Add(Release(3, "false", 5, 5));
        await using var harness = await Harness.StartAsync(fake);
        harness.Settings = harness.Settings with { Resources = [GitHubResource.Releases] };

        await harness.RunAsync();

        harness.Activities.Keys.ShouldBe(["release/1", "release/3"], ignoreOrder: true);
        harness.Observations.Single(one => one.Signal == Signal.Downloads).Value.ShouldBe(52);
        var counted = harness.Server.Counted;
        await harness.RunAsync();
        harness.Server.Counted.ShouldBe(counted);

        static FakeEntry Release(long id, string draft, int one, int other) =>
            Made.Entry(
                Made.DaysAgo(100 - id),
                id,
                $$"""{"id":{{id}},"draft":{{draft}},"published_at":{{(draft == "true" ? "null" : $"\"{Made.At(Made.DaysAgo(100 - id))}\"")}},"author":{{Made.User(2)}},"assets":[{"download_count":{{one}}},{"download_count":{{other}}}]}"""
            );
    }

    [Fact]
    public async Task Traffic_is_kept_by_whole_days_and_asked_for_once_a_day()
    {
        var fake = Made.Contoso();
        var (day, today) = (Made.At(Harness.Today.AddHours(-36)), Made.At(Harness.Today.AddHours(-12)));
        fake.Set(
            "repos/contoso/sdk/traffic/views",
            $$"""{"count":9,"views":[{"timestamp":"{{day}}","count":6,"uniques":4},{"timestamp":"{{today}}","count":3,"uniques":1}]}"""
        );
        fake.Set(
            "repos/contoso/sdk/traffic/clones",
            $$"""{"clones":[{"timestamp":"{{day}}","count":2,"uniques":1}]}"""
        );
        await using var harness = await Harness.StartAsync(fake);
        harness.Settings = harness.Settings with { Resources = [GitHubResource.Traffic] };

        await harness.RunAsync();
        await harness.RunAsync();

        var traffic = harness.Observations.Where(one =>
            one.Signal is Signal.Views or Signal.UniqueViews or Signal.Clones or Signal.UniqueClones
        );
        traffic
            .Select(one => (one.Signal, one.Value))
            .ShouldBe(
                [(Signal.Views, 6), (Signal.UniqueViews, 4), (Signal.Clones, 2), (Signal.UniqueClones, 1)],
                ignoreOrder: true
            );
        harness.Server.Requests.Count(request => request.Path.EndsWith("views", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_profile_is_read_once_and_again_after_thirty_days()
    {
        var fake = Made.Contoso();
        fake.Issues.Add(Made.Issue(1, Made.DaysAgo(5), user: Made.User(42)));
        fake.Issues.Add(Made.Issue(2, Made.DaysAgo(4), user: Made.User(43, "Bot", "x[bot]")));
        fake.Set(
            "user/42",
            """{"id":42,"login":"ada","type":"User","company":"@contoso","location":"Berlin","email":"ada@example.com","created_at":"2012-01-01T00:00:00Z","bio":"private words"}"""
        );
        await using var harness = await Harness.StartAsync(fake);
        harness.Settings = harness.Settings with { Resources = [GitHubResource.Issues, GitHubResource.Profiles] };

        await harness.RunAsync();
        await harness.RunAsync();

        var account = harness.Profiles.ShouldHaveSingleItem().Account;
        account.ShouldBe(
            new Account("github", "42")
            {
                Handle = "ada",
                VerifiedEmail = "ada@example.com",
                Location = "Berlin",
                Organization = "@contoso",
                CreatedAt = new DateTimeOffset(2012, 1, 1, 0, 0, 0, TimeSpan.Zero),
            }
        );
        harness.Now = Harness.Today.AddDays(31);
        FakeGitHub.Put(fake.Issues, Made.Issue(1, Made.DaysAgo(5), Harness.Today.AddDays(30), Made.User(42)));
        await harness.RunAsync();

        // Unchanged: asked for conditionally, and free.
        harness.Server.Requests[^1].ToString().ShouldBe("GET /user/42 304");
    }

    private static IReadOnlyList<string> Asked(Harness harness) =>
        [
            .. harness
                .Server.Requests.Select(request => request.Path)
                .Where(path =>
                    path.StartsWith("/repos/", StringComparison.Ordinal) && path.Count(letter => letter == '/') == 3
                )
                .Distinct(),
        ];

    private static void Rename(FakeGitHub fake, string name)
    {
        var old = "/repos/" + fake.Name;
        fake.Name = name;
        fake.Repository = Made.Repository(fake);
        fake.Before = request =>
            request.Path == old
                ? new ReplayExchange("", "", "", 301)
                {
                    Headers = [new("Location", $"https://api.github.com/repositories/{fake.Id}")],
                }
                : null;
    }
}

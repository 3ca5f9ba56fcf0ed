using System.Net;
using DevRel.Collectors.Http;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.Http;

/// <summary>What GitHub answered when it limited other clients, at the instant those answers were given.</summary>
public sealed class RecordedLimits
{
    [Theory]
    [InlineData("testHandler_Wait", "the text says push access, the header says wait", 2)]
    [InlineData("testHandler_Wait_Missing_Date_Header", "nothing left, until the reset", 3)]
    [InlineData("testHandler_Wait_Secondary_Limits", "only gh-limited-by and the message tell, and no time", 60)]
    [InlineData("testHandler_Wait_Secondary_Limits_Too_Many_Requests", "429 with seconds", 8)]
    public async Task A_throttle_is_waited_out(string name, string why, int seconds)
    {
        await using var server = await ServeAsync("ratelimit-" + name);
        using var polite = new Polite();
        var upstream = polite.As("contoso");

        using var user = await upstream.SendAsync(Polite.Get(new Uri(server.Url, "user")), CancellationToken.None);
        using var repository = await upstream.SendAsync(
            Polite.Get(new Uri(server.Url, "repos/hub4j-test-org/temp-" + name)),
            CancellationToken.None
        );

        repository.Status.ShouldBe(HttpStatusCode.OK, why);
        polite.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(seconds)], why);
        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_old_abuse_message_is_a_throttle()
    {
        await using var server = await ServeAsync("ratelimit-perceval-abuse");
        using var polite = new Polite();
        var url = new Uri(server.Url, "repos/zhquan_example/repo/issues?state=all&since=2016-03-01");

        var failure = await Polite.FailsAsync(polite.As("contoso").SendAsync(Polite.Get(url), CancellationToken.None));

        failure.Reason.ShouldBe(CollectionFailure.RateLimited);
        polite.Clock.Waits.ShouldBe(Enumerable.Repeat(TimeSpan.FromSeconds(1), 4));
        server.Requests.Count.ShouldBe(5);
    }

    [Fact]
    public async Task The_status_page_of_limits_is_an_ordinary_answer()
    {
        await using var server = await ServeAsync("ratelimit-testGitHubRateLimit");
        using var polite = new Polite();

        foreach (var path in new[] { "orgs/hub4j-test-org", "rate_limit", "rate_limit", "rate_limit", "user" })
        {
            using var answer = await polite
                .As("contoso")
                .SendAsync(Polite.Get(new Uri(server.Url, path)), CancellationToken.None);
            answer.Status.ShouldBe(HttpStatusCode.OK);
        }

        polite.Clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_403_with_quota_left_and_no_hint_is_a_denial()
    {
        await using var server = await ServeAsync("traffic-403");
        using var polite = new Polite();
        var url = new Uri(server.Url, "repos/hub4j-test-org/github-api/traffic/views");

        var failure = await Polite.FailsAsync(polite.As("contoso").SendAsync(Polite.Get(url), CancellationToken.None));

        failure.Reason.ShouldBe(CollectionFailure.Unauthorized);
        server.Requests.Count.ShouldBe(1);
        polite.Clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Three_bad_gateways_are_outlived()
    {
        await using var server = await ServeAsync("pygithub-Retry.testReturnsRepoAfter3Retries");
        using var polite = new Polite();
        var url = new Uri(server.Url, "repos/PyGithub/PyGithub");

        using var answer = await polite.As("contoso").SendAsync(Polite.Get(url), CancellationToken.None);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        polite.Clock.Waits.Select(wait => wait.TotalSeconds).ShouldBe([1, 2, 4]);
    }

    [Fact]
    public async Task Conditional_requests_follow_the_recorded_order()
    {
        await using var server = await ServeAsync("conditional-hub4j-testCached404");
        using var polite = new Polite();
        var upstream = polite.As("contoso");
        var url = new Uri(server.Url, "repos/hub4j-test-org/github-api/git/refs/heads/test/content_ref_cache");
        var seen = new List<int>();
        string? tag = null;

        for (var round = 0; round < 7; round++)
        {
            var request = Polite.Get(url) with { ETag = tag, Expect = [HttpStatusCode.NotFound] };
            using var answer = await upstream.SendAsync(request, CancellationToken.None);
            seen.Add((int)answer.Status);
            tag = answer.Headers.ETag;
        }

        seen.ShouldBe([200, 304, 404, 404, 304, 200, 304]);
        server.Counted.ShouldBe(4);
    }

    private static async Task<ReplayServer> ServeAsync(string name)
    {
        Assert.SkipWhen(Fixtures.Folder is null, Fixtures.Missing);
        return await ReplayServer.StartAsync(Path.Combine(Fixtures.Folder ?? "", "github", name));
    }
}

using System.Net;
using DevRel.Collectors.Http;

namespace DevRel.Collectors.Tests.Http;

public sealed class Limits
{
    private static readonly Uri Url = new("https://forum.example/posts.json?page=canary");

    [Fact]
    public async Task A_429_with_a_date_waits_from_the_servers_own_clock()
    {
        // The server's clock is a day ahead of ours; the wait is 30 seconds all the same.
        var wire = ScriptedWire.Of(
            () =>
                ScriptedWire.Json(
                    429,
                    "{}",
                    ("Date", "Fri, 07 Feb 2020 18:33:37 GMT"),
                    ("Retry-After", "Fri, 07 Feb 2020 18:34:07 GMT")
                ),
            Fine
        );
        using var polite = new Polite(wire);

        using var answer = await polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None);

        polite.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(30)]);
    }

    [Fact]
    public async Task The_plain_text_limiter_of_a_forum_is_waited_out()
    {
        var wire = ScriptedWire.Of(
            () =>
                ScriptedWire.Text(
                    429,
                    "text/plain",
                    "Slow down, too many requests",
                    ("Retry-After", "7"),
                    ("Discourse-Rate-Limit-Error-Code", "ip_10_secs_limit")
                ),
            Fine
        );
        using var polite = new Polite(wire);

        using var answer = await polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None);

        polite.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(7)]);
    }

    [Fact]
    public async Task Seconds_in_a_json_body_count_where_the_header_is_missing()
    {
        var body =
            """{"errors":["…"],"error_type":"rate_limit","extras":{"wait_seconds":10,"time_left":"10 seconds"}}""";
        using var polite = new Polite(ScriptedWire.Of(() => ScriptedWire.Json(429, body), Fine));

        using var answer = await polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None);

        polite.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(10)]);
    }

    [Fact]
    public async Task Without_a_hint_waits_grow_from_a_minute_and_then_the_run_ends_with_a_time()
    {
        var wire = ScriptedWire.Of(() => ScriptedWire.Json(429, "{}"));
        using var polite = new Polite(wire);

        var failure = await Polite.FailsAsync(polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None));

        polite.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120)]);
        failure.Reason.ShouldBe(CollectionFailure.RateLimited);
        failure.RetryAt.ShouldBe(polite.Clock.GetUtcNow() + TimeSpan.FromSeconds(240));
        wire.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task While_a_long_pause_lasts_nobody_of_the_credential_asks()
    {
        var wire = ScriptedWire.Of(() => ScriptedWire.Json(429, "{}", ("Retry-After", "3600")), Fine);
        using var polite = new Polite(wire);

        await Polite.FailsAsync(polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None));
        var other = await Polite.FailsAsync(polite.As("b").SendAsync(Polite.Get(Url), CancellationToken.None));
        other.RetryAt.ShouldBe(Polite.Recorded + TimeSpan.FromHours(1));
        wire.Requests.Count.ShouldBe(1);

        using var elsewhere = await polite.As("c", key: "another").SendAsync(Polite.Get(Url), CancellationToken.None);
        polite.Clock.Advance(TimeSpan.FromHours(1));
        using var later = await polite.As("b").SendAsync(Polite.Get(Url), CancellationToken.None);
        wire.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_used_up_quota_stops_its_api_and_no_other()
    {
        var wire = new ScriptedWire(
            (request, _) =>
                request.RequestUri!.AbsolutePath == "/search" ? Left(1, limit: 30, seconds: 20) : Left(4000, 5000, 900)
        );
        using var polite = new Polite(wire);
        var search = Polite.Get(new Uri("https://api.example/search")) with { Api = "search" };

        using var first = await polite.As("a").SendAsync(search, CancellationToken.None);
        using var other = await polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None);
        polite.Clock.Waits.ShouldBeEmpty();
        using var second = await polite.As("a").SendAsync(search, CancellationToken.None);

        polite.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(20)]);
    }

    [Fact]
    public async Task A_quota_is_never_overdrawn_by_many_sources()
    {
        var platform = new CountedPlatform(limit: 60, period: TimeSpan.FromMinutes(1));
        using var polite = new Polite(platform.Wire);
        platform.Clock = polite.Clock;

        var walks = Enumerable
            .Range(0, 5)
            .Select(source => WalkAsync(polite.As($"source-{source}", concurrency: 3), requests: 50));
        await Task.WhenAll(walks);

        platform.Refused.ShouldBe(0);
        platform.Served.ShouldBe(250);
        platform.Lowest.ShouldBeGreaterThanOrEqualTo(1, "the reserve stays with whoever else uses the token");
    }

    [Fact]
    public async Task A_body_can_tell_of_a_limit_although_the_status_is_200()
    {
        var wire = ScriptedWire.Of(() => ScriptedWire.Json(200, """{"errors":[]}"""), Fine);
        using var polite = new Polite(wire);
        var request = Polite.Get(Url) with
        {
            JudgeBody = answer =>
                answer.Body.Span.IndexOf("errors"u8) >= 0
                    ? new BodyVerdict(CollectionFailure.RateLimited, "limited")
                    : null,
        };

        using var answer = await polite.As("a").SendAsync(request, CancellationToken.None);

        polite.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(60)]);
    }

    [Fact]
    public async Task A_success_in_between_ends_the_growth_of_waits()
    {
        var limited = () => ScriptedWire.Json(403, """{"message":"You have exceeded a secondary rate limit"}""");
        using var polite = new Polite(ScriptedWire.Of(limited, Fine, limited, Fine));

        using var one = await polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None);
        using var two = await polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None);

        polite.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60)]);
    }

    [Theory]
    [InlineData("5", 5.0)]
    [InlineData("1.5", 1.5)]
    [InlineData("0", 1.0)]
    [InlineData("Thu, 06 Feb 2020 18:33:57 GMT", 20.0)]
    [InlineData("Thursday, 06-Feb-20 18:33:57 GMT", 20.0)]
    [InlineData("Thu Feb 6 18:33:57 2020", 20.0)]
    [InlineData("Thu, 06 Feb 2020 17:00:00 GMT", 1.0)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void Retry_after_is_read_in_all_its_forms(string text, double? seconds)
    {
        var headers = new HttpHeadersView(
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["retry-after"] = text }
        );
        Throttle.RetryAfter(headers, Polite.Recorded)?.TotalSeconds.ShouldBe(seconds!.Value);
        Throttle.RetryAfter(headers, Polite.Recorded).HasValue.ShouldBe(seconds.HasValue);
    }

    private static async Task WalkAsync(IUpstream upstream, int requests)
    {
        for (var n = 0; n < requests; n++)
        {
            using var answer = await upstream.SendAsync(Polite.Get(Url), CancellationToken.None);
            answer.Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    private static HttpResponseMessage Fine() => ScriptedWire.Json(200, "[]");

    private static HttpResponseMessage Left(int remaining, int limit, int seconds) =>
        ScriptedWire.Json(
            200,
            "[]",
            ("x-ratelimit-limit", limit.ToString(null, null)),
            ("x-ratelimit-remaining", remaining.ToString(null, null)),
            ("x-ratelimit-reset", (Polite.Recorded.ToUnixTimeSeconds() + seconds).ToString(null, null))
        );
}

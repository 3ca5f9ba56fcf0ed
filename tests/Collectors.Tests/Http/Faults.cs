using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DevRel.Collectors.Http;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.Http;

public sealed class Faults
{
    private static readonly Uri Url = new("https://api.example/items?token=canary");

    [Theory]
    [InlineData(401, CollectionFailure.Unauthorized)]
    [InlineData(403, CollectionFailure.Unauthorized)]
    [InlineData(404, CollectionFailure.NotFound)]
    [InlineData(410, CollectionFailure.NotFound)]
    [InlineData(422, CollectionFailure.Unreadable)]
    public async Task What_a_person_must_fix_is_not_tried_again(int status, CollectionFailure reason)
    {
        var wire = ScriptedWire.Of(() => ScriptedWire.Json(status, """{"message":"canary"}"""));
        using var polite = new Polite(wire);

        var failure = await Polite.FailsAsync(polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None));

        failure.Reason.ShouldBe(reason);
        failure.Message.ShouldStartWith($"GET api.example/items answered {status}: ");
        wire.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_expected_status_is_an_answer()
    {
        using var polite = new Polite(ScriptedWire.Of(() => ScriptedWire.Json(410, "{}")));
        var request = Polite.Get(Url) with { Expect = [HttpStatusCode.Gone] };

        using var answer = await polite.As("a").SendAsync(request, CancellationToken.None);

        answer.Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_denial_names_the_right_that_is_missing_and_repeats_no_other_header_text()
    {
        foreach (var (header, named) in new[] { ("administration=read", true), ("canary secret", false) })
        {
            using var polite = new Polite(
                ScriptedWire.Of(() => ScriptedWire.Json(403, "{}", ("X-Accepted-GitHub-Permissions", header)))
            );
            var failure = await Polite.FailsAsync(polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None));
            failure.Message.Contains("needs administration=read", StringComparison.Ordinal).ShouldBe(named);
        }
    }

    [Fact]
    public async Task Trouble_is_tried_a_bounded_number_of_times_with_growing_waits()
    {
        var wire = ScriptedWire.Of(() => ScriptedWire.Json(500, "{}"));
        using var polite = new Polite(wire);

        var failure = await Polite.FailsAsync(polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None));

        failure.Reason.ShouldBe(CollectionFailure.Unavailable);
        polite.Clock.Waits.Select(wait => wait.TotalSeconds).ShouldBe([1, 2, 4, 8]);
        wire.Requests.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Jitter_shortens_a_wait_by_up_to_half()
    {
        using var polite = new Polite(ScriptedWire.Of(() => ScriptedWire.Json(500, "{}"), Fine), jitter: 1);

        using var answer = await polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None);

        polite.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(0.5)]);
    }

    [Fact]
    public async Task A_maintenance_page_with_a_long_time_is_not_waited_for()
    {
        var wire = ScriptedWire.Of(() => ScriptedWire.Json(503, "{}", ("Retry-After", "1800")));
        using var polite = new Polite(wire);

        var failure = await Polite.FailsAsync(polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None));

        failure.RetryAt.ShouldBe(Polite.Recorded + TimeSpan.FromMinutes(30));
        wire.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_total_time_bounds_the_tries()
    {
        using var polite = new Polite(
            ScriptedWire.Of(() => ScriptedWire.Json(500, "{}")),
            new UpstreamOptions { TotalTimeout = TimeSpan.FromSeconds(5) }
        );

        await Polite.FailsAsync(polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None));

        polite.Clock.Waits.Select(wait => wait.TotalSeconds).ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    public async Task A_web_page_instead_of_data_is_no_answer(int status)
    {
        using var polite = new Polite(
            ScriptedWire.Of(() => ScriptedWire.Text(status, "text/html", "<html>canary</html>"))
        );

        var failure = await Polite.FailsAsync(polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None));

        failure.Reason.ShouldBe(CollectionFailure.Unavailable);
        failure.Message.ShouldContain("web page");
    }

    [Fact]
    public async Task A_hanging_answer_is_given_up()
    {
        var clock = new ManualClock(Polite.Recorded);
        var wire = new ScriptedWire((_, _) => Fine()) { Gate = _ => new TaskCompletionSource().Task };
        using var upstreams = new PoliteUpstreams(wire, clock, () => 0, new UpstreamOptions { MaxTries = 1 });
        var upstream = upstreams.For("a", new Credential("key", _ => default));

        var sending = upstream.SendAsync(Polite.Get(Url), CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(61));

        (await Polite.FailsAsync(sending)).Message.ShouldContain("no whole answer in 60 s");
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_not_kept()
    {
        using var polite = new Polite(
            ScriptedWire.Of(() => ScriptedWire.Json(200, new string(' ', 5000))),
            new UpstreamOptions { MaxBodyBytes = 4096 }
        );

        var failure = await Polite.FailsAsync(polite.As("a").SendAsync(Polite.Get(Url), CancellationToken.None));

        failure.Reason.ShouldBe(CollectionFailure.Unreadable);
    }

    [Fact]
    public async Task Nothing_is_lost_when_one_answer_in_four_fails()
    {
        await using var server = await ReplayServer.StartAsync();
        for (var page = 0; page < 40; page++)
            server.Add("GET", $"/items?page={page}", 200, "[" + new string(' ', 4000) + $"{page}]");
        server.Faults = new ReplayFaults { Every = 4 };
        using var polite = new Polite();
        var upstream = polite.As("a");

        var pages = new List<string>();
        for (var page = 0; page < 40; page++)
        {
            using var answer = await upstream.SendAsync(
                Polite.Get(new Uri(server.Url, $"items?page={page}")),
                CancellationToken.None
            );
            pages.Add(Encoding.UTF8.GetString(answer.Body.Span).Trim('[', ']', ' '));
        }

        pages.ShouldBe(Enumerable.Range(0, 40).Select(page => page.ToString(null, null)));
        server.Faults.Struck.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_renewed_token_is_taken_up_and_an_unchanged_one_is_not_tried_twice()
    {
        var wire = new ScriptedWire(
            (request, _) => request.Headers.Authorization?.Parameter == "new" ? Fine() : ScriptedWire.Json(401, "{}")
        );
        using var polite = new Polite(wire);
        var asked = 0;
        var renewing = new Credential(
            "r",
            _ => ValueTask.FromResult<AuthenticationHeaderValue?>(new("Bearer", asked++ == 0 ? "old" : "new"))
        );

        using var answer = await polite.Upstreams.For("a", renewing).SendAsync(Polite.Get(Url), CancellationToken.None);
        wire.Requests.Count.ShouldBe(2);

        await Polite.FailsAsync(polite.As("b").SendAsync(Polite.Get(Url), CancellationToken.None));
        wire.Requests.Count.ShouldBe(3);
    }

    private static HttpResponseMessage Fine() => ScriptedWire.Json(200, "[]");
}

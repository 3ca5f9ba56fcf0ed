using DevRel.Collectors.Http;

namespace DevRel.Collectors.Tests.Http;

public sealed class Redirects
{
    [Fact]
    public async Task A_renamed_resource_is_followed_with_the_secret_and_its_new_place_shows()
    {
        var wire = new ScriptedWire((request, n) => n == 0 ? To("/repositories/1") : ScriptedWire.Json(200, "{}"));
        using var polite = new Polite(wire);

        using var answer = await polite
            .As("a")
            .SendAsync(Polite.Get(new Uri("https://api.example/repos/old")), CancellationToken.None);

        answer.Url.AbsolutePath.ShouldBe("/repositories/1");
        wire.Requests.ShouldAllBe(request => request.Headers.Authorization != null);
    }

    [Fact]
    public async Task Another_host_gets_neither_secret_nor_extra_headers()
    {
        var wire = new ScriptedWire(
            (request, n) => n == 0 ? To("https://elsewhere.example/x") : ScriptedWire.Json(200, "{}")
        );
        using var polite = new Polite(wire);
        var request = Polite.Get(new Uri("https://api.example/x")) with { Headers = [new("Api-Key", "canary")] };

        using var answer = await polite.As("a").SendAsync(request, CancellationToken.None);

        wire.Requests.Last().Headers.Authorization.ShouldBeNull();
        wire.Requests.Last().Headers.Contains("Api-Key").ShouldBeFalse();
        wire.Requests.First().Headers.Contains("Api-Key").ShouldBeTrue();
    }

    [Theory]
    [InlineData("https://api.example/x", 6)]
    [InlineData("http://api.example/x", 1)]
    public async Task A_circle_and_a_step_down_to_http_end_the_run(string target, int requests)
    {
        var wire = ScriptedWire.Of(() => To(target));
        using var polite = new Polite(wire);

        var failure = await Polite.FailsAsync(
            polite.As("a").SendAsync(Polite.Get(new Uri("https://api.example/x")), CancellationToken.None)
        );

        failure.Reason.ShouldBe(CollectionFailure.Unavailable);
        wire.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task Every_request_says_who_asks()
    {
        var wire = ScriptedWire.Of(() => ScriptedWire.Json(200, "{}"));
        using var polite = new Polite(wire, new UpstreamOptions { Version = "1.2.3" });

        using var answer = await polite
            .As("a")
            .SendAsync(Polite.Get(new Uri("https://api.example/x")), CancellationToken.None);

        wire.Requests.Single().Headers.UserAgent.ToString().ShouldBe("devrel-metrics-operator/1.2.3");
    }

    private static HttpResponseMessage To(string target) => ScriptedWire.Json(301, "", ("Location", target));
}

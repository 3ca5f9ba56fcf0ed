using DevRel.Collectors.Http;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.Http;

/// <summary>The platform that other tests lean on does what they think.</summary>
public sealed class Replaying
{
    [Fact]
    public async Task The_same_request_gets_the_answers_in_order_and_a_known_tag_gets_304()
    {
        await using var server = await ReplayServer.StartAsync();
        server.Add("GET", "/x?b=2&a=1", 200, "[1]", ("ETag", "\"one\""));
        server.Add(
            "GET",
            "/x?a=1&b=2",
            200,
            "[2]",
            ("ETag", "\"two\""),
            ("Link", "<https://api.example/x?page=2>; rel=\"next\"")
        );
        using var polite = new Polite();
        var upstream = polite.As("a");
        var request = Polite.Get(new Uri(server.Url, "x?a=1&b=2"));

        using var one = await upstream.SendAsync(request, CancellationToken.None);
        using var two = await upstream.SendAsync(request, CancellationToken.None);
        using var same = await upstream.SendAsync(request with { ETag = "\"two\"" }, CancellationToken.None);

        (one.Headers.ETag, two.Headers.ETag, same.NotModified).ShouldBe(("\"one\"", "\"two\"", true));
        Pages.Next(two, server.Url)!.ShouldBe(new Uri(server.Url, "x?page=2"));
        (server.Requests.Count, server.Counted, server.Unmatched.Count).ShouldBe((3, 2, 0));
    }

    [Fact]
    public async Task What_no_case_holds_is_404_and_is_remembered()
    {
        await using var server = await ReplayServer.StartAsync();
        using var polite = new Polite();

        await Polite.FailsAsync(polite.As("a").SendAsync(Polite.Get(new Uri(server.Url, "y")), CancellationToken.None));

        server.Unmatched.ShouldHaveSingleItem().Path.ShouldBe("/y");
    }

    [Fact]
    public async Task If_modified_since_is_sent_as_a_date()
    {
        await using var server = await ReplayServer.StartAsync();
        server.Add("GET", "/x", 304, "");
        using var polite = new Polite();

        using var answer = await polite
            .As("a")
            .SendAsync(
                Polite.Get(new Uri(server.Url, "x")) with
                {
                    IfModifiedSince = Polite.Recorded,
                },
                CancellationToken.None
            );

        server.Requests.Single().Headers["If-Modified-Since"].ShouldBe("Thu, 06 Feb 2020 18:33:37 GMT");
    }
}

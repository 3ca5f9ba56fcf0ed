using DevRel.Collectors.Http;

namespace DevRel.Collectors.Tests.Http;

public sealed class Paging
{
    private static readonly Uri First = new("http://localhost:8080/items?page=1");

    [Fact]
    public async Task A_walk_follows_the_link_on_the_credentials_own_host()
    {
        var wire = new ScriptedWire(
            (request, n) =>
                n < 2
                    ? Linked(
                        $"<https://api.example/items?page={n + 2}>; rel=\"next\", <https://api.example/items?page=9>; rel=\"last\""
                    )
                    : Linked(null)
        );
        using var polite = new Polite(wire);

        var pages = await WalkAsync(polite.As("a"), maxPages: 10);

        pages.ShouldBe(3);
        wire.Requests.Select(request => request.RequestUri!.AbsoluteUri)
            .ShouldBe([
                "http://localhost:8080/items?page=1",
                "http://localhost:8080/items?page=2",
                "http://localhost:8080/items?page=3",
            ]);
    }

    [Fact]
    public async Task A_circle_is_noticed()
    {
        using var polite = new Polite(ScriptedWire.Of(() => Linked("</items?page=1>; rel=next")));

        var failure = await Should.ThrowAsync<CollectionException>(WalkAsync(polite.As("a"), maxPages: 10));

        failure.Message.ShouldContain("read before");
    }

    [Fact]
    public async Task A_walk_has_an_end()
    {
        using var polite = new Polite(new ScriptedWire((_, n) => Linked($"</items?page={n + 2}>; rel=\"next\"")));

        var failure = await Should.ThrowAsync<CollectionException>(WalkAsync(polite.As("a"), maxPages: 4));

        failure.Reason.ShouldBe(CollectionFailure.Unreadable);
        failure.Message.ShouldContain("more than 4 pages");
    }

    [Fact]
    public async Task A_first_page_that_is_unchanged_ends_the_walk()
    {
        var wire = ScriptedWire.Of(() => ScriptedWire.Json(304, "", ("Link", "</items?page=2>; rel=\"next\"")));
        using var polite = new Polite(wire);
        var request = Polite.Get(First) with { ETag = "\"x\"" };

        await foreach (var page in polite.As("a").PagesByLinkAsync(request, 10, CancellationToken.None))
            page.NotModified.ShouldBeTrue();

        wire.Requests.Single().Headers.IfNoneMatch.ToString().ShouldBe("\"x\"");
    }

    [Fact]
    public async Task Cursors_are_followed_to_their_end_and_no_circle_is()
    {
        var pages = new List<int>();
        await foreach (
            var page in Pages.PagesByCursorAsync(
                "discussions",
                (cursor, _) => Read(cursor, end: 3),
                10,
                CancellationToken.None
            )
        )
            pages.Add(page);
        pages.ShouldBe([1, 2, 3]);

        await Should.ThrowAsync<CollectionException>(async () =>
        {
            await foreach (
                var _ in Pages.PagesByCursorAsync(
                    "x",
                    (_, _) => Task.FromResult((0, (string?)"same")),
                    10,
                    CancellationToken.None
                )
            ) { }
        });
    }

    private static Task<(int, string?)> Read(string? cursor, int end)
    {
        var page = cursor is null ? 1 : int.Parse(cursor, null) + 1;
        return Task.FromResult((page, page < end ? page.ToString(null, null) : null));
    }

    private static async Task<int> WalkAsync(IUpstream upstream, int maxPages)
    {
        var count = 0;
        await foreach (var page in upstream.PagesByLinkAsync(Polite.Get(First), maxPages, CancellationToken.None))
        {
            using (page)
                count++;
        }

        return count;
    }

    private static HttpResponseMessage Linked(string? link) =>
        link is null ? ScriptedWire.Json(200, "[]") : ScriptedWire.Json(200, "[]", ("Link", link));
}

using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using DevRel.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevRel.Store.Tests;

public sealed class FeedServerTests
{
    private readonly ManualClock clock = new(Example.Morning);

    [Fact]
    public async Task A_client_reads_what_the_store_holds()
    {
        await using var host = await FeedHost.StartAsync(clock);
        await host.Shop.CommitAsync([
            .. Enumerable.Range(0, 5_000).Select(Example.Issue),
            Example.State(1),
            Example.Retract(7),
        ]);

        var entries = await Client(host).FollowAsync(FeedPosition.Start, false, default).ToListAsync();

        entries.SkipLast(1).Select(entry => entry.Record).ShouldBe(await host.Shop.RecordsAsync());
        entries[^1].Kind.ShouldBe(FeedEntryKind.Bookmark);
        entries[^1].Position.ShouldBe(new FeedPosition((await host.Shop.PageAsync(0)).Epoch, 5_002));
    }

    [Fact]
    public async Task A_watching_client_sees_a_commit_at_once_and_a_heartbeat_in_time()
    {
        await using var host = await FeedHost.StartAsync(clock);
        await using var entries = Client(host).FollowAsync(FeedPosition.Start, true, default).GetAsyncEnumerator();
        (await NextAsync(entries)).Kind.ShouldBe(FeedEntryKind.Bookmark);

        await host.Shop.CommitAsync(Example.Issue(1));

        (await NextAsync(entries)).Record.ShouldBe(Example.Issue(1));
        var bookmark = await NextAsync(entries);
        var heartbeat = NextAsync(entries);
        // The client waits for silence to end, the server for its next heartbeat.
        while (clock.Waiting < 2)
            await Task.Yield();
        clock.Advance(LocalFeed.DefaultHeartbeat);
        (await heartbeat).ShouldBe(bookmark);
    }

    [Fact]
    public async Task A_client_of_a_lost_history_starts_over()
    {
        await using var host = await FeedHost.StartAsync(clock);
        await host.Shop.CommitAsync(Example.Issue(1));

        var entries = await Client(host).FollowAsync(new FeedPosition("0ld", 1), false, default).ToListAsync();

        entries
            .Select(entry => entry.Kind)
            .ShouldBe([FeedEntryKind.Reset, FeedEntryKind.Record, FeedEntryKind.Bookmark]);
    }

    [Fact]
    public async Task It_compresses_when_asked_and_only_then()
    {
        await using var host = await FeedHost.StartAsync(clock);
        await host.Shop.CommitAsync([.. Enumerable.Range(0, 500).Select(Example.Issue)]);

        using var plain = await GetAsync(host, "", request => { });
        using var packed = await GetAsync(host, "", request => request.Headers.AcceptEncoding.ParseAdd("gzip"));

        plain.Content.Headers.ContentEncoding.ShouldBeEmpty();
        packed.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        await using var unpacked = new GZipStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        (await reader.ReadToEndAsync()).ShouldBe(await plain.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_compressed_watch_does_not_hold_back_the_last_line()
    {
        await using var host = await FeedHost.StartAsync(clock);
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip });
        await using var entries = Client(host, http)
            .FollowAsync(FeedPosition.Start, true, default)
            .GetAsyncEnumerator();
        await NextAsync(entries);

        await host.Shop.CommitAsync(Example.Issue(1));

        (await NextAsync(entries)).Record.ShouldBe(Example.Issue(1));
    }

    [Theory]
    [InlineData("?after=nonsense", HttpStatusCode.BadRequest, "after=EPOCH:SEQ")]
    [InlineData("?after=a:1&after=a:2", HttpStatusCode.BadRequest, "after=EPOCH:SEQ")]
    [InlineData("?watch=perhaps", HttpStatusCode.BadRequest, "watch=true")]
    [InlineData("?after=0ld:1", HttpStatusCode.Gone, "without after")]
    public async Task What_it_cannot_answer_it_explains(string query, HttpStatusCode status, string message)
    {
        await using var host = await FeedHost.StartAsync(clock);

        using var response = await GetAsync(host, query, request => { });

        response.StatusCode.ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldContain(message);
    }

    [Fact]
    public async Task A_number_that_was_never_given_is_gone()
    {
        await using var host = await FeedHost.StartAsync(clock);
        var epoch = (await host.Shop.PageAsync(0)).Epoch;

        using var future = await GetAsync(host, $"?after={epoch}:1", request => { });
        using var now = await GetAsync(host, $"?after={epoch}:0", request => { });

        (future.StatusCode, now.StatusCode).ShouldBe((HttpStatusCode.Gone, HttpStatusCode.OK));
    }

    [Theory]
    [InlineData("current", HttpStatusCode.OK)]
    [InlineData("next", HttpStatusCode.OK)]
    [InlineData("previous", HttpStatusCode.Unauthorized)]
    [InlineData("curren", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Only_the_current_and_the_next_token_may_read(string? token, HttpStatusCode status)
    {
        await using var host = await FeedHost.StartAsync(clock, "current", "next");

        using var response = await GetAsync(
            host,
            "",
            request =>
                request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token)
        );

        response.StatusCode.ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("current");
    }

    [Fact]
    public async Task A_reader_that_does_not_read_holds_up_no_commit()
    {
        await using var host = await FeedHost.StartAsync(clock);
        await host.Shop.CommitAsync([.. Enumerable.Range(0, 20_000).Select(Example.Issue)]);
        using var stalled = await host.Http.GetAsync(
            FeedServer.Path + "?watch=true",
            HttpCompletionOption.ResponseHeadersRead
        );

        await host.Shop.CommitAsync([.. Enumerable.Range(20_000, 20_000).Select(Example.Issue)]);

        (await host.Shop.PageAsync(39_999)).Head.ShouldBe(40_000);
    }

    private FeedClient Client(FeedHost host, HttpClient? http = null) =>
        new(
            http ?? host.Http,
            host.Address,
            new FeedClientOptions { Clock = clock, Chance = () => 0 },
            NullLogger<FeedClient>.Instance
        );

    private static async Task<HttpResponseMessage> GetAsync(
        FeedHost host,
        string query,
        Action<HttpRequestMessage> prepare
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, FeedServer.Path + query);
        prepare(request);
        return await host.Http.SendAsync(request);
    }

    private static async Task<FeedEntry> NextAsync(IAsyncEnumerator<FeedEntry> entries)
    {
        (await entries.MoveNextAsync()).ShouldBeTrue();
        return entries.Current;
    }
}

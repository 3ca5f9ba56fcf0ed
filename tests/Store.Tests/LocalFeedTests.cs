using DevRel.Activities;
using DevRel.Testing;

namespace DevRel.Store.Tests;

public sealed class LocalFeedTests
{
    private readonly ManualClock clock = new(Example.Morning);

    [Fact]
    public async Task Without_watch_it_ends_with_the_bookmark_of_the_head()
    {
        await using var shop = new Shop();
        await shop.CommitAsync([.. Enumerable.Range(0, LocalFeed.PageSize + 1).Select(Example.Issue)]);

        var entries = await new LocalFeed(shop.Store, clock)
            .FollowAsync(FeedPosition.Start, false, default)
            .ToListAsync();

        entries.Count.ShouldBe(LocalFeed.PageSize + 2);
        entries[^1].Kind.ShouldBe(FeedEntryKind.Bookmark);
        entries[^1].Position.ShouldBe(new FeedPosition((await shop.PageAsync(0)).Epoch, LocalFeed.PageSize + 1));
        entries[^2].Record.ShouldBe(Example.Issue(LocalFeed.PageSize));
    }

    [Fact]
    public async Task A_watcher_sees_a_commit_without_waiting_for_the_clock()
    {
        await using var shop = new Shop();
        await using var entries = Watch(shop, FeedPosition.Start);
        (await NextAsync(entries)).Kind.ShouldBe(FeedEntryKind.Bookmark);

        var next = NextAsync(entries);
        await shop.CommitAsync(Example.Issue(1));

        (await next).Record.ShouldBe(Example.Issue(1));
        (await NextAsync(entries)).Kind.ShouldBe(FeedEntryKind.Bookmark);
    }

    [Fact]
    public async Task A_watcher_with_nothing_to_see_hears_a_heartbeat()
    {
        await using var shop = new Shop();
        await using var entries = Watch(shop, FeedPosition.Start);
        var first = await NextAsync(entries);
        var next = NextAsync(entries);

        clock.Advance(LocalFeed.DefaultHeartbeat);

        (await next).ShouldBe(first);
    }

    [Fact]
    public async Task It_continues_after_a_position()
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Example.Issue(1), Example.Issue(2));
        var epoch = (await shop.PageAsync(0)).Epoch;

        var entries = await new LocalFeed(shop.Store, clock)
            .FollowAsync(new FeedPosition(epoch, 1), false, default)
            .ToListAsync();

        entries.Select(entry => entry.Record).ShouldBe([Example.Issue(2), null]);
    }

    [Theory]
    [InlineData("another", 0)]
    [InlineData("another", 1)]
    [InlineData("", 1)]
    [InlineData(null, 2)]
    public async Task A_position_of_another_history_starts_over(string? epoch, long sequence)
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Example.Issue(1));
        var after = new FeedPosition(epoch ?? (await shop.PageAsync(0)).Epoch, sequence);

        var entries = await new LocalFeed(shop.Store, clock).FollowAsync(after, false, default).ToListAsync();

        entries[0].ShouldBe(FeedEntry.Reset);
        entries[1].Record.ShouldBe(Example.Issue(1));
        entries[2].Kind.ShouldBe(FeedEntryKind.Bookmark);
    }

    [Fact]
    public async Task A_watcher_of_a_removed_source_starts_over()
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Example.Issue(1), Example.Issue(2) with { Source = "forum" });
        await using var entries = Watch(shop, FeedPosition.Start);
        for (var read = 0; read < 3; read++)
            await NextAsync(entries);

        var next = NextAsync(entries);
        await shop.Store.RemoveSourceAsync(Example.Source, default);

        (await next).ShouldBe(FeedEntry.Reset);
        (await NextAsync(entries)).Record?.Source.ShouldBe("forum");
    }

    [Theory]
    [InlineData("abc:12", true)]
    [InlineData("abc:", false)]
    [InlineData(":12", false)]
    [InlineData("12", false)]
    [InlineData("abc:-1", false)]
    [InlineData("a b:1", false)]
    [InlineData("abc:99999999999999999999", false)]
    public void A_position_is_an_epoch_and_a_number(string text, bool readable)
    {
        FeedPosition.TryParse(text, out var position).ShouldBe(readable);
        position.ToString().ShouldBe(readable ? text : ":0");
    }

    private IAsyncEnumerator<FeedEntry> Watch(Shop shop, FeedPosition after) =>
        new LocalFeed(shop.Store, clock).FollowAsync(after, true, default).GetAsyncEnumerator();

    private static async Task<FeedEntry> NextAsync(IAsyncEnumerator<FeedEntry> entries)
    {
        (await entries.MoveNextAsync()).ShouldBeTrue();
        return entries.Current;
    }
}

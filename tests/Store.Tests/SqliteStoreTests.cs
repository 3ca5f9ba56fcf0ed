using DevRel.Activities;

namespace DevRel.Store.Tests;

public sealed class SqliteStoreTests
{
    private const string Hash = "00ff5f0e0c1f3a1e9d7c5b3a19f8e7d6c5b4a392";

    [Fact]
    public async Task Everything_comes_back_as_it_went_in()
    {
        await using var shop = new Shop();
        LogRecord[] records =
        [
            Example.Issue(7),
            Example.Commit(Hash),
            Example.Issue(8) with
            {
                Member = null,
                Thread = null,
                Container = null,
                Attributes = ActivityAttributes.None,
            },
            Example.Stars(Example.Morning, 41.5),
            Example.Fact(Example.Ada),
            Example.State(0.25),
        ];

        await shop.CommitAsync(records);
        await shop.ReopenAsync();

        (await shop.RecordsAsync()).ShouldBe(records);
    }

    [Fact]
    public async Task A_record_collected_again_makes_no_revision()
    {
        await using var shop = new Shop();
        LogRecord[] records =
        [
            Example.Issue(1),
            Example.Stars(Example.Morning, 5),
            Example.Fact(Example.Ben),
            Example.State(1),
        ];
        await shop.CommitAsync(records);
        var before = await shop.PageAsync(0);

        await shop.CommitAsync([.. records, Example.Issue(1) with { CollectedAt = Example.Morning.AddYears(1) }]);

        (await shop.PageAsync(0)).ShouldBeEquivalentTo(before);
    }

    [Fact]
    public async Task A_changed_record_moves_to_a_new_sequence()
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Example.Issue(1), Example.Issue(2));
        var edited = Example.Issue(1) with { Kind = ActivityKind.DiscussionStarted };

        await shop.CommitAsync(edited);

        var page = await shop.PageAsync(0);
        page.Entries.ShouldBe([new LogEntry(2, Example.Issue(2)), new LogEntry(3, edited)]);
        page.Head.ShouldBe(3);
    }

    [Fact]
    public async Task A_retraction_leaves_a_tombstone_that_a_later_find_revives()
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Example.Issue(1), Example.Retract(1));
        (await shop.RecordsAsync()).ShouldBe([Example.Retract(1)]);
        (await shop.Store.ListSourcesAsync(default)).ShouldBeEmpty();

        await shop.CommitAsync(Example.Issue(1));

        (await shop.PageAsync(0)).Entries.ShouldBe([new LogEntry(3, Example.Issue(1))]);
    }

    [Fact]
    public async Task Retracting_what_was_never_seen_is_harmless()
    {
        await using var shop = new Shop();

        await shop.CommitAsync(Example.Retract(1), new Retraction { Source = "nowhere", NativeId = "x" });
        await shop.CommitAsync(Example.Issue(1), Example.Retract(2), Example.Retract(1), Example.Retract(1));

        (await shop.PageAsync(0)).Entries.ShouldBe([new LogEntry(2, Example.Retract(1))]);
    }

    [Fact]
    public async Task Batch_and_cursor_are_one_transaction()
    {
        await using var shop = new Shop();
        await shop.Store.CommitAsync(new Commit(Example.Source, [Example.Issue(1)], "one"), default);
        LogRecord[] bad = [Example.Issue(2), Example.Stars(Example.Morning, double.NaN)];

        await Should.ThrowAsync<ArgumentException>(() =>
            shop.Store.CommitAsync(new Commit(Example.Source, bad, "two"), default)
        );

        (await shop.Store.ReadCursorAsync(Example.Source, default)).ShouldBe("one");
        (await shop.RecordsAsync()).ShouldBe([Example.Issue(1)]);
    }

    [Fact]
    public async Task A_failed_batch_leaves_no_memory_of_its_names()
    {
        await using var shop = new Shop();
        var other = Example.Issue(2) with { NativeId = "talk/1", Container = "new", Source = "new" };
        await Should.ThrowAsync<ArgumentException>(() =>
            shop.CommitAsync(other, Example.Stars(Example.Morning, double.NaN))
        );

        await shop.CommitAsync(Example.Issue(1), other);

        (await shop.RecordsAsync()).ShouldBe([Example.Issue(1), other]);
    }

    [Fact]
    public async Task A_commit_without_cursor_keeps_the_one_before()
    {
        await using var shop = new Shop();
        await shop.Store.CommitAsync(new Commit(Example.Source, [], "one"), default);
        await shop.CommitAsync(Example.Issue(1));

        (await shop.Store.ReadCursorAsync(Example.Source, default)).ShouldBe("one");
        (await shop.Store.ReadCursorAsync("never seen", default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_newest_observation_of_a_day_stands_for_it_whatever_the_order()
    {
        await using var shop = new Shop();
        var (noon, night) = (
            Example.Stars(Example.Morning.AddHours(4), 2),
            Example.Stars(Example.Morning.AddHours(15), 3)
        );

        await shop.CommitAsync(night, Example.Stars(Example.Morning, 1), noon);
        await shop.CommitAsync(Example.Stars(Example.Morning.AddDays(1), 4));

        (await shop.RecordsAsync()).ShouldBe([night, Example.Stars(Example.Morning.AddDays(1), 4)]);
    }

    [Fact]
    public async Task The_same_figure_seen_later_keeps_out_what_was_seen_between()
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Example.Stars(Example.Morning, 1), Example.Stars(Example.Morning.AddHours(2), 1));
        (await shop.PageAsync(0)).Head.ShouldBe(1);

        await shop.CommitAsync(Example.Stars(Example.Morning.AddHours(1), 9));

        (await shop.RecordsAsync()).ShouldBe([Example.Stars(Example.Morning.AddHours(2), 1)]);
    }

    [Fact]
    public async Task People_online_are_kept_by_the_hour()
    {
        await using var shop = new Shop();
        var online = Example.Stars(Example.Morning, 1) with { Signal = Signal.MembersOnline };

        await shop.CommitAsync(online, online with { ObservedAt = online.ObservedAt.AddMinutes(61), Value = 2 });

        (await shop.RecordsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_clock_set_back_changes_nothing_in_the_order()
    {
        await using var shop = new Shop();
        var earlier = Example.Issue(2) with { CollectedAt = Example.Morning.AddYears(-5) };

        await shop.CommitAsync(Example.Issue(1));
        await shop.CommitAsync(earlier);

        (await shop.PageAsync(1)).Entries.ShouldBe([new LogEntry(2, earlier)]);
    }

    [Fact]
    public async Task Sources_are_listed_with_what_they_hold()
    {
        await using var shop = new Shop();
        await shop.Store.CommitAsync(new Commit("a-forum", [], "c"), default);
        await shop.CommitAsync(Example.Issue(1), Example.Issue(2), Example.Stars(Example.Morning, 1));

        (await shop.Store.ListSourcesAsync(default)).ShouldBe([
            new SourceSummary("a-forum", 0, 0, null, "c"),
            new SourceSummary(Example.Source, 2, 1, Example.Issue(2).OccurredAt, null),
        ]);
    }

    [Fact]
    public async Task Pages_follow_each_other_across_all_kinds_of_records()
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Example.Issue(1), Example.Fact(Example.Ada), Example.State(0), Example.Issue(2));

        var first = await shop.Store.ReadAsync(0, 3, default);
        var second = await shop.Store.ReadAsync(first.Entries[^1].Sequence, 3, default);

        first.Complete.ShouldBeFalse();
        first.Entries.Count.ShouldBe(3);
        second.Complete.ShouldBeTrue();
        second.Entries.ShouldBe([new LogEntry(4, Example.Issue(2))]);
    }
}

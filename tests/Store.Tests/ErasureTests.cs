using System.Text;
using DevRel.Activities;

namespace DevRel.Store.Tests;

public sealed class ErasureTests
{
    [Fact]
    public async Task An_erased_member_is_gone_with_a_receipt_and_a_record()
    {
        await using var shop = new Shop();
        var elsewhere = Example.Issue(9) with { Source = "forum" };
        await shop.CommitAsync(Example.Issue(1), elsewhere, Example.Fact(Example.Ada), Example.Fact(Example.Ben));

        var receipt = await shop.Store.EraseAsync(Example.Erase(Example.Ada), default);

        receipt.ShouldBe(new ErasureReceipt(Example.Ada, 2, 1));
        (await shop.RecordsAsync()).ShouldBe([Example.Fact(Example.Ben), Example.Erase(Example.Ada)]);
    }

    [Fact]
    public async Task What_is_erased_stays_erased_when_collected_again()
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Example.Issue(1), Example.Erase(Example.Ada));
        await shop.ReopenAsync();

        await shop.CommitAsync(Example.Issue(1), Example.Issue(2), Example.Fact(Example.Ada));

        (await shop.RecordsAsync()).ShouldBe([Example.Erase(Example.Ada)]);
    }

    [Fact]
    public async Task A_reader_who_knew_a_row_under_another_author_starts_over()
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Example.Issue(1) with { Member = Example.Ben });
        var replica = new Replica();
        replica.Apply(await shop.PageAsync(0));

        await shop.CommitAsync(Example.Issue(1));
        await shop.CommitAsync(Example.Erase(Example.Ada));

        replica.Apply(await shop.PageAsync(replica.Position)).ShouldBeFalse();
        replica.Apply(await shop.PageAsync(replica.Position)).ShouldBeTrue();
        replica.State.ShouldBe([Replica.Describe(Example.Erase(Example.Ada))]);
    }

    [Fact]
    public async Task Erasing_twice_is_erasing_once()
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Example.Issue(1));
        await shop.Store.EraseAsync(Example.Erase(Example.Ada), default);
        var before = (await shop.PageAsync(0)).Head;

        var again = await shop.Store.EraseAsync(Example.Erase(Example.Ada), default);

        again.Known.ShouldBeFalse();
        (await shop.PageAsync(0)).Head.ShouldBe(before);
    }

    [Fact]
    public async Task A_member_never_seen_is_kept_out_all_the_same()
    {
        await using var shop = new Shop();

        var receipt = await shop.Store.EraseAsync(Example.Erase(Example.Ada), default);
        await shop.CommitAsync(Example.Issue(1));

        receipt.Known.ShouldBeFalse();
        (await shop.RecordsAsync()).ShouldBe([Example.Erase(Example.Ada)]);
    }

    [Fact]
    public async Task An_activity_that_turns_out_to_be_an_erased_members_is_retracted()
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Example.Issue(1) with { Member = Example.Ben }, Example.Erase(Example.Ada));

        await shop.CommitAsync(Example.Issue(1));

        (await shop.RecordsAsync()).ShouldBe([Example.Erase(Example.Ada), Example.Retract(1)]);
    }

    [Fact]
    public async Task No_byte_of_an_erased_members_rows_is_left_in_the_files()
    {
        await using var shop = new Shop();
        const string canary = "a-handle-to-find";
        await shop.CommitAsync(Example.Issue(1), Example.Fact(Example.Ada) with { Name = canary });
        Contains(shop.Path + "-wal", canary).ShouldBeTrue();

        await shop.Store.EraseAsync(Example.Erase(Example.Ada), default);

        Contains(shop.Path, canary).ShouldBeFalse();
        Contains(shop.Path + "-wal", canary).ShouldBeFalse();
    }

    [Fact]
    public async Task A_removed_source_takes_all_it_has_and_begins_a_new_epoch()
    {
        await using var shop = new Shop();
        var other = Example.Issue(2) with { Source = "forum", Member = Example.Ben };
        await shop.CommitAsync(Example.Issue(1), Example.Stars(Example.Morning, 1), Example.Fact(Example.Ada), other);
        await shop.Store.CommitAsync(new Commit(Example.Source, [Example.State(1)], "cursor"), default);
        var before = await shop.PageAsync(0);

        var receipt = await shop.Store.RemoveSourceAsync(Example.Source, default);

        receipt.ShouldBe(new RemovalReceipt(Example.Source, 1, 1, 1));
        var after = await shop.PageAsync(0);
        after.Entries.ShouldBe([new LogEntry(4, other)]);
        after.Epoch.ShouldNotBe(before.Epoch);
        after.Head.ShouldBe(before.Head);
        (await shop.Store.ReadCursorAsync(Example.Source, default)).ShouldBeNull();
        (await shop.Store.ListSourcesAsync(default)).Select(source => source.Source).ShouldBe(["forum"]);
    }

    [Fact]
    public async Task A_removed_source_can_come_back()
    {
        await using var shop = new Shop();
        await shop.CommitAsync(Example.Issue(1));
        await shop.Store.RemoveSourceAsync(Example.Source, default);
        await shop.Store.RemoveSourceAsync("never seen", default);

        await shop.CommitAsync(Example.Issue(1));

        (await shop.RecordsAsync()).ShouldBe([Example.Issue(1)]);
    }

    private static bool Contains(string file, string text)
    {
        // Shared: the store has it open.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}

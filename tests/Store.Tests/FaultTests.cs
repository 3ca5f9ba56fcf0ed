using DevRel.Activities;
using DevRel.Store.Sqlite;
using DevRel.Testing;

namespace DevRel.Store.Tests;

public sealed class FaultTests
{
    private static readonly StoreOptions Impatient = new() { BusyTimeout = TimeSpan.Zero };

    [Fact]
    public async Task A_full_disk_refuses_the_batch_and_loses_nothing()
    {
        await using var shop = new Shop(new StoreOptions { MaximumBytes = 256 * 1024 });
        await shop.Store.CommitAsync(new Commit(Example.Source, [Example.Issue(0)], "first"), default);
        var much = new Commit(Example.Source, [.. Enumerable.Range(1, 10_000).Select(Example.Issue)], "second");

        var failure = await Should.ThrowAsync<StoreException>(() => shop.Store.CommitAsync(much, default));

        failure.Failure.ShouldBe(StoreFailure.DiskFull);
        failure.Message.ShouldContain(shop.Path);
        failure.Message.ShouldContain("Free space");
        (await shop.RecordsAsync()).ShouldBe([Example.Issue(0)]);
        (await shop.Store.ReadCursorAsync(Example.Source, default)).ShouldBe("first");
        await shop.CommitAsync(Example.Issue(1));
        (await shop.PageAsync(0)).Head.ShouldBe(2);
    }

    [Fact]
    public async Task Another_programs_transaction_refuses_the_batch_until_it_ends()
    {
        await using var shop = new Shop(Impatient);
        using (var other = Database.Open(shop.Path, Impatient, forWriting: true))
        {
            other.Execute("BEGIN IMMEDIATE");

            var failure = await Should.ThrowAsync<StoreException>(() => shop.CommitAsync(Example.Issue(1)));

            failure.Failure.ShouldBe(StoreFailure.Locked);
            failure.Message.ShouldContain("Close that program");
        }

        await shop.CommitAsync(Example.Issue(1));
        (await shop.RecordsAsync()).ShouldBe([Example.Issue(1)]);
    }

    [Fact]
    public async Task A_second_process_is_told_who_holds_the_store()
    {
        await using var shop = new Shop();

        var failure = Should.Throw<StoreException>(() => SqliteStore.Open(shop.Path, Impatient));

        failure.Failure.ShouldBe(StoreFailure.InUse);
        failure.Message.ShouldContain($"process {Environment.ProcessId} ");
        failure.Message.ShouldContain("Stop it");
        await shop.ReopenAsync();
    }

    [Fact]
    public void A_file_of_another_program_is_left_alone()
    {
        using var folder = new TempFolder();
        var text = folder.Write("store.db", "not a database, but long enough to be looked at as one");
        Refuses(text, StoreFailure.NotAStore, "Name another path");

        var other = folder.At("other.db");
        using (var database = Database.Open(other, Impatient, forWriting: true))
            database.Execute("CREATE TABLE theirs (id)");
        Refuses(other, StoreFailure.NotAStore, "another program");
    }

    [Fact]
    public async Task A_newer_schema_is_left_alone()
    {
        using var folder = new TempFolder();
        var path = folder.At("store.db");
        await SqliteStore.Open(path, Impatient).DisposeAsync();
        using (var database = Database.Open(path, Impatient, forWriting: true))
            database.Execute($"PRAGMA user_version = {Schema.Newest + 1}");

        Refuses(path, StoreFailure.NewerSchema, $"schema {Schema.Newest + 1}; this one knows {Schema.Newest}");
    }

    [Fact]
    public async Task A_damaged_file_is_found_and_not_deleted()
    {
        await using var shop = new Shop();
        await shop.CommitAsync([.. Enumerable.Range(0, 5_000).Select(Example.Issue)]);
        await shop.Store.CheckAsync(default);
        await shop.Store.DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(shop.Path);
        bytes.AsSpan(bytes.Length / 2, bytes.Length / 4).Fill(0xA5);
        await File.WriteAllBytesAsync(shop.Path, bytes);

        await using var damaged = SqliteStore.Open(shop.Path, Impatient);
        var found = await Should.ThrowAsync<StoreException>(() => damaged.CheckAsync(default));
        var read = await Should.ThrowAsync<StoreException>(() => damaged.ReadAsync(0, 100_000, default));

        (found.Failure, read.Failure).ShouldBe((StoreFailure.Corrupt, StoreFailure.Corrupt));
        found.Message.ShouldContain("away and start again");
        new FileInfo(shop.Path).Length.ShouldBe(bytes.Length);
    }

    [Fact]
    public void A_missing_folder_is_made()
    {
        using var folder = new TempFolder();
        var path = folder.At("a", "b", "store.db");

        SqliteStore.Open(path, Impatient).DisposeAsync().AsTask().IsCompletedSuccessfully.ShouldBeTrue();

        File.Exists(path).ShouldBeTrue();
    }

    [Fact]
    public void A_place_that_cannot_be_written_says_so()
    {
        using var folder = new TempFolder();
        var file = folder.Write("file", "in the way");

        Refuses(Path.Combine(file, "store.db"), StoreFailure.NotWritable, "write access");
    }

    [Fact]
    public void A_read_only_folder_says_so()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("needs a user whom permissions bind");
            return;
        }

        using var folder = new TempFolder();
        var closed = Directory.CreateDirectory(folder.At("closed"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Refuses(Path.Combine(closed.FullName, "store.db"), StoreFailure.NotWritable, "write access");
    }

    [Fact]
    public void A_file_system_that_takes_no_files_says_so()
    {
        Assert.SkipUnless(Directory.Exists("/proc/sys"), "needs /proc");

        Refuses("/proc/sys/devrel/store.db", StoreFailure.NotWritable, "write access");
    }

    [Fact]
    public async Task An_epoch_is_drawn_once_and_kept()
    {
        await using var shop = new Shop(new StoreOptions { Chance = () => 0xfeed });

        await shop.ReopenAsync();

        (await shop.PageAsync(0)).Epoch.ShouldBe("000000000000feed");
        new StoreOptions().Chance().ShouldNotBe(new StoreOptions().Chance());
    }

    private static void Refuses(string path, StoreFailure failure, string remedy)
    {
        var before = File.Exists(path) ? File.ReadAllBytes(path) : null;

        var refusal = Should.Throw<StoreException>(() => SqliteStore.Open(path, Impatient));

        refusal.Failure.ShouldBe(failure);
        refusal.Message.ShouldStartWith(path);
        refusal.Message.ShouldContain(remedy);
        (File.Exists(path) ? File.ReadAllBytes(path) : null).ShouldBe(before);
    }
}

using System.Diagnostics;
using DevRel.Testing;

namespace DevRel.Store.Tests;

public sealed class KillTests
{
    private const int Kills = 200;
    private const int Seed = 20261122;

    [Fact]
    public async Task Killed_at_200_random_moments_it_has_the_rows_of_an_undisturbed_run()
    {
        using var folder = new TempFolder();
        var (path, random, next) = (folder.At("store.db"), new Random(Seed), 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            // None: while it starts; few: in the first transaction after recovery; many: some commits on.
            var acknowledged = KillAfter(path, progress: random.Next(8) == 0 ? 0 : random.Next(1, 120));
            var then = await NextAsync(path);
            then.ShouldBeGreaterThanOrEqualTo(next + acknowledged, $"kill {kill} lost a commit");
            next = then;
        }

        next.ShouldBeGreaterThan(Kills);
        await using var killed = SqliteStore.Open(path, new StoreOptions());
        await using var undisturbed = await RunAsync(folder.At("undisturbed.db"), next);
        await killed.CheckAsync(default);
        (await Story.StateAsync(killed)).ShouldBe(await Story.StateAsync(undisturbed));
    }

    /// <summary>Lets a process commit until so many bytes of progress were heard, and kills it. Returns the commits it heard of.</summary>
    private static int KillAfter(string path, int progress)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(KillTests).Assembly.Location);
        start.ArgumentList.Add(CommittingProcess.Verb);
        start.ArgumentList.Add(path);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("no process");
        var heard = new byte[progress];
        var length = process.StandardOutput.BaseStream.ReadAtLeast(heard, progress, throwOnEndOfStream: false);
        length.ShouldBe(progress, "the process ended by itself");
        process.Kill();
        process.WaitForExit();
        return heard.Count(letter => letter == '!');
    }

    private static async Task<int> NextAsync(string path)
    {
        await using var store = SqliteStore.Open(path, new StoreOptions());
        return CommittingProcess.Next(await store.ReadCursorAsync(Example.Source, default));
    }

    private static async Task<SqliteStore> RunAsync(string path, int batches)
    {
        var store = SqliteStore.Open(path, new StoreOptions());
        for (var number = 0; number < batches; number++)
            await store.CommitAsync(
                new Activities.Commit(Example.Source, Story.Batch(number, 0), CommittingProcess.Cursor(number)),
                default
            );
        return store;
    }
}

using System.Diagnostics;
using System.Globalization;
using DevRel.Activities;
using DevRel.Store;
using DevRel.Testing;
using Activity = DevRel.Activities.Activity;

namespace DevRel.Benchmarks;

/// <summary>A million activities of a hundred thousand people: written, weighed, read.</summary>
internal static class StoreBenchmark
{
    private const int Count = 1_000_000;
    private const int BatchSize = 10_000;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var clock = new Clock();
        using var folder = new TempFolder();
        var activities = Community.Activities(Count).ToList();
        await using var store = SqliteStore.Open(folder.At("store.db"), new StoreOptions());

        var append = await AppendAsync(store, activities, cancellationToken);
        var import = await SqliteShell.ImportAsync(folder, activities, cancellationToken);
        if (import is { } anchor)
            Benchmark.Row(
                "append 1 M activities",
                Seconds(append),
                $"sqlite3 .import {Seconds(anchor)}",
                append / anchor,
                "≤ 2"
            );
        else
            Console.WriteLine("append: no sqlite3 on PATH to compare with");

        await store.DisposeAsync();
        var bytes = (double)new FileInfo(folder.At("store.db")).Length / Count;
        Benchmark.Row(
            "bytes on disk an activity",
            bytes.ToString("0.0", CultureInfo.InvariantCulture),
            "100",
            bytes / 100,
            "≤ 1"
        );

        await using var again = SqliteStore.Open(folder.At("store.db"), new StoreOptions());
        await StoreFeed.RunAsync(again, folder, Count, clock, cancellationToken);
    }

    private static async Task<double> AppendAsync(
        SqliteStore store,
        List<Activity> activities,
        CancellationToken cancellationToken
    )
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var batch in activities.Chunk(BatchSize))
            await store.CommitAsync(new Commit("contoso-github", batch, "cursor"), cancellationToken);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static string Seconds(double seconds) => FormattableString.Invariant($"{seconds:0.00} s");

    /// <summary>What passes by itself.</summary>
    private sealed class Clock : TimeProvider;
}

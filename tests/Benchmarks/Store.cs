using System.Diagnostics;
using System.Globalization;
using System.Net;
using DevRel.Activities;
using DevRel.Store;
using DevRel.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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
        await ReadAsync("read the feed in the process", new LocalFeed(again, clock), cancellationToken);
        await using var host = await ServeAsync(again, clock);
        using var http = new HttpClient();
        var options = new FeedClientOptions { Clock = clock, Chance = () => 0 };
        var client = new FeedClient(http, new Uri(host.Urls.Single()), options, NullLogger<FeedClient>.Instance);
        await ReadAsync("read the feed over HTTP", client, cancellationToken);
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

    private static async Task ReadAsync(string what, IFeed feed, CancellationToken cancellationToken)
    {
        using var process = Process.GetCurrentProcess();
        var (start, before, records) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime, 0);
        await foreach (var entry in feed.FollowAsync(FeedPosition.Start, watch: false, cancellationToken))
            records += entry.Kind == FeedEntryKind.Record ? 1 : 0;
        var rate = records / Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        var processor = (process.TotalProcessorTime - before).TotalMicroseconds / Count;
        if (records != Count)
            throw new InvalidOperationException($"{what}: {records} of {Count} records");
        Benchmark.Row(
            what,
            FormattableString.Invariant($"{rate:0} records/s ({processor:0.0} µs of processor a record)"),
            "300,000/s",
            rate / 300_000,
            "≥ 1"
        );
    }

    private static async Task<WebApplication> ServeAsync(SqliteStore store, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var host = builder.Build();
        host.MapFeed(store, new FeedOptions { Clock = clock });
        await host.StartAsync();
        return host;
    }

    private static string Seconds(double seconds) => FormattableString.Invariant($"{seconds:0.00} s");

    /// <summary>What passes by itself.</summary>
    private sealed class Clock : TimeProvider;
}

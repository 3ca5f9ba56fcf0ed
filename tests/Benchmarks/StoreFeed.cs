using System.Diagnostics;
using System.Net;
using DevRel.Store;
using DevRel.Store.Sqlite;
using DevRel.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevRel.Benchmarks;

/// <summary>
/// The feed from its start to its head, in the process and over HTTP, each beside its floor: the same rows stepped over by SQLite with no value looked
/// at, and the same bytes from a file of the same server with line ends counted. Server and client share the processors of one machine.
/// </summary>
internal static class StoreFeed
{
    private const int Wanted = 300_000;
    private const string StaticPath = "/static";

    public static async Task RunAsync(
        SqliteStore store,
        TempFolder folder,
        int count,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var file = folder.At("feed.ndjson");
        await using var host = await ServeAsync(store, file, clock);
        using var http = new HttpClient { BaseAddress = new Uri(host.Urls.Single()) };
        var options = new FeedClientOptions { Clock = clock, Chance = () => 0 };
        var client = new FeedClient(http, http.BaseAddress, options, NullLogger<FeedClient>.Instance);
        await using (var whole = await http.GetStreamAsync(FeedServer.Path, cancellationToken))
        await using (var kept = File.Create(file))
            await whole.CopyToAsync(kept, cancellationToken);

        var step = await MeasureAsync(() => Task.Run(() => Step(store.Location), cancellationToken));
        var local = await MeasureAsync(() => CountAsync(new LocalFeed(store, clock), cancellationToken));
        var lines = await MeasureAsync(() => LinesAsync(http, StaticPath, cancellationToken));
        var bare = await MeasureAsync(() => LinesAsync(http, FeedServer.Path, cancellationToken));
        var remote = await MeasureAsync(() => CountAsync(client, cancellationToken));
        if (step.Records != count || local.Records != count || remote.Records != count || lines.Records != count + 1)
            throw new InvalidOperationException($"{step}, {local}, {remote}, {lines}: expected {count} records");

        Row("read the feed in the process", local);
        Row("read the feed over HTTP", remote);
        Floor("processor of a record in the process", local, "stepping the rows", step);
        Floor("processor of a record served, lines counted", bare, "a static file, lines counted", lines);
        Floor("processor of a record over HTTP, both sides", remote, "a static file, lines counted", lines);
    }

    private static void Row(string what, Reading reading) =>
        Benchmark.Row(what, reading.ToString(), "300,000/s", reading.Rate / Wanted, "≥ 1");

    private static void Floor(string what, Reading reading, string floor, Reading least) =>
        Benchmark.Row(
            what,
            FormattableString.Invariant($"{reading.Processor:0.00} µs"),
            $"{floor}: {least}",
            reading.Processor / least.Processor,
            "no limit"
        );

    private static async Task<long> CountAsync(IFeed feed, CancellationToken cancellationToken)
    {
        var records = 0L;
        await foreach (var entry in feed.FollowAsync(FeedPosition.Start, watch: false, cancellationToken))
            records += entry.Kind == FeedEntryKind.Record ? 1 : 0;
        return records;
    }

    private static long Step(string path)
    {
        using var database = Database.Open(path, new StoreOptions(), forWriting: false);
        var rows = database.Prepare("SELECT * FROM activity ORDER BY sequence");
        var records = 0L;
        while (rows.Step())
            records++;
        return records;
    }

    private static async Task<long> LinesAsync(HttpClient http, string path, CancellationToken cancellationToken)
    {
        await using var body = await http.GetStreamAsync(path, cancellationToken);
        var (buffer, lines) = (new byte[64 * 1024], 0L);
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0; )
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return lines;
    }

    /// <summary>The second of two: the first is when the program is compiled.</summary>
    private static async Task<Reading> MeasureAsync(Func<Task<long>> read)
    {
        await read();
        using var process = Process.GetCurrentProcess();
        var (start, before) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        var records = await read();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        return new Reading(
            records,
            records / seconds,
            (process.TotalProcessorTime - before).TotalMicroseconds / records
        );
    }

    private static async Task<WebApplication> ServeAsync(SqliteStore store, string file, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var host = builder.Build();
        host.MapFeed(store, new FeedOptions { Clock = clock });
        host.MapGet(StaticPath, () => TypedResults.PhysicalFile(file, "application/x-ndjson"));
        await host.StartAsync();
        return host;
    }

    /// <param name="Rate">Records a second.</param>
    /// <param name="Processor">Microseconds a record, all threads of both sides.</param>
    private sealed record Reading(long Records, double Rate, double Processor)
    {
        public override string ToString() =>
            FormattableString.Invariant($"{Rate:0} records/s ({Processor:0.00} µs of processor a record)");
    }
}

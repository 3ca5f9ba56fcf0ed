using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DevRel.Testing;

namespace DevRel.Benchmarks;

/// <summary>
/// A repository of 10,000 issues and 20,000 comments, from the wire through the door into the store. Floor: the same pages read with
/// <see cref="HttpClient"/> and parsed, and nothing else. The platform is a process of its own: neither its time nor its memory counts.
/// </summary>
internal static class CollectorsGitHubBenchmarks
{
    private const int Issues = 10_000;
    private const int RequestLimit = 330;

    /// <summary>Milliseconds.</summary>
    private const int Latency = 50;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await MemoryAsync(cancellationToken);
        await SpeedAsync(cancellationToken);
        await LatencyAsync(1, cancellationToken);
        await LatencyAsync(4, cancellationToken);
        await FaultsAsync(cancellationToken);
    }

    private static async Task SpeedAsync(CancellationToken cancellationToken)
    {
        await using var server = await CollectorsGitHubPlatform.StartAsync(Issues, cancellationToken);
        // Both paths once for the JIT; the better of two then counts.
        await using (var warm = new CollectorsGitHubRun(server.Url, new WallClock()))
            await warm.RunAsync(cancellationToken);
        var pages = await server.PathsAsync(cancellationToken);
        await FloorAsync(server, pages, cancellationToken);
        var (ours, floor) = (Measure.Worst, Measure.Worst);
        for (var round = 0; round < 2; round++)
        {
            floor = floor.Better(await Measure.OfAsync(() => FloorAsync(server, pages, cancellationToken)));
            await using var again = new CollectorsGitHubRun(server.Url, new WallClock());
            ours = ours.Better(await Measure.OfAsync(() => again.RunAsync(cancellationToken)));
        }

        await using var collecting = new CollectorsGitHubRun(server.Url, new WallClock());
        var before = await server.CountedAsync(cancellationToken);
        await collecting.RunAsync(cancellationToken);
        Count(
            "requests, 10,000 issues and 20,000 comments",
            await server.CountedAsync(cancellationToken) - before,
            RequestLimit
        );
        Benchmark.Row("wall time", Seconds(ours.Wall), "floor " + Seconds(floor.Wall), ours.Wall / floor.Wall, "≤ 3");
        Benchmark.Row("CPU time", Seconds(ours.Cpu), "floor " + Seconds(floor.Cpu), ours.Cpu / floor.Cpu, "≤ 3");
        before = await server.CountedAsync(cancellationToken);
        await collecting.RunAsync(cancellationToken);
        Count("requests, nothing new", await server.CountedAsync(cancellationToken) - before, 0);
        await server.SetAsync("comments", 100, cancellationToken);
        before = await server.CountedAsync(cancellationToken);
        await collecting.RunAsync(cancellationToken);
        Count("requests, 100 new comments", await server.CountedAsync(cancellationToken) - before, 4);
    }

    private static async Task LatencyAsync(int walks, CancellationToken cancellationToken)
    {
        await using var server = await CollectorsGitHubPlatform.StartAsync(2_000, cancellationToken);
        await using (var warm = new CollectorsGitHubRun(server.Url, new WallClock()))
            await warm.RunAsync(cancellationToken);
        await server.SetAsync("latency", Latency, cancellationToken);
        var before = await server.CountedAsync(cancellationToken);
        // Two walks a credential, as many as one may have under way.
        await using var collecting = new CollectorsGitHubRun(server.Url, new WallClock());
        var took = await Measure.OfAsync(() =>
            Task.WhenAll(
                Enumerable.Range(0, walks).Select(walk => collecting.RunAsync(cancellationToken, walk, walk / 2))
            )
        );
        var ideal = (await server.CountedAsync(cancellationToken) - before) * Latency / 1000.0 / walks;
        Benchmark.Row(
            string.Create(CultureInfo.InvariantCulture, $"50 ms latency, {walks} walk(s)"),
            Seconds(took.Wall),
            "requests × latency / walks " + Seconds(ideal),
            took.Wall / ideal,
            "≤ 1.25"
        );
    }

    private static async Task FaultsAsync(CancellationToken cancellationToken)
    {
        await using var server = await CollectorsGitHubPlatform.StartAsync(Issues, cancellationToken);
        await server.SetAsync("faults", 20, cancellationToken);
        await using var collecting = new CollectorsGitHubRun(server.Url, new SkippingClock(CollectorsGitHubServer.Now));
        await collecting.RunAsync(cancellationToken);
        var rows = await collecting.ActivitiesAsync(cancellationToken);
        const int expected = (Issues * 3) + 200;
        Benchmark.Row("rows with 5 % faults", Number(rows), Number(expected), (double)rows / expected, "= 1");
    }

    private static async Task MemoryAsync(CancellationToken cancellationToken)
    {
        var small = await PeakAsync(Issues, cancellationToken);
        var large = await PeakAsync(10 * Issues, cancellationToken);
        Benchmark.Row("memory, 10,000 issues", Megabytes(small), "120 MB", small / 120e6, "≤ 1");
        Benchmark.Row("memory, 100,000 issues", Megabytes(large), Megabytes(small), large / small, "≤ 1.2");
    }

    /// <summary>Highest working set of a process that collects once and does nothing else.</summary>
    private static async Task<double> PeakAsync(int issues, CancellationToken cancellationToken)
    {
        await using var server = await CollectorsGitHubPlatform.StartAsync(issues, cancellationToken);
        await using var collector = CollectorsGitHubPeer.Start(CollectorsGitHubParts.Collector, server.Url.AbsoluteUri);
        return double.Parse(await collector.ReadAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static async Task FloorAsync(
        CollectorsGitHubPlatform server,
        IReadOnlyList<string> pages,
        CancellationToken cancellationToken
    )
    {
        using var client = new HttpClient { BaseAddress = server.Url };
        foreach (var page in pages)
        {
            var bytes = await client.GetByteArrayAsync(page, cancellationToken);
            using var document = JsonDocument.Parse(bytes);
        }
    }

    private static void Count(string what, int measured, int limit) =>
        Benchmark.Row(
            what,
            Number(measured),
            Number(limit),
            limit == 0 ? measured : (double)measured / limit,
            limit == 0 ? "= 0" : "≤ 1"
        );

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(double value) => value.ToString("0.000 's'", CultureInfo.InvariantCulture);

    private static string Megabytes(double bytes) => (bytes / 1e6).ToString("0 'MB'", CultureInfo.InvariantCulture);

    private sealed record Measure(double Wall, double Cpu)
    {
        public static Measure Worst { get; } = new(double.MaxValue, double.MaxValue);

        public Measure Better(Measure other) => new(Math.Min(Wall, other.Wall), Math.Min(Cpu, other.Cpu));

        public static async Task<Measure> OfAsync(Func<Task> work)
        {
            using var self = Process.GetCurrentProcess();
            var (cpu, began) = (self.TotalProcessorTime, Stopwatch.GetTimestamp());
            await work();
            var wall = Stopwatch.GetElapsedTime(began);
            self.Refresh();
            return new Measure(wall.TotalSeconds, (self.TotalProcessorTime - cpu).TotalSeconds);
        }
    }
}

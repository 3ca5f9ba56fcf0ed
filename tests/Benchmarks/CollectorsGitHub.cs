using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DevRel.Activities;
using DevRel.Collectors;
using DevRel.Collectors.Door;
using DevRel.Collectors.GitHub;
using DevRel.Collectors.Http;
using DevRel.Collectors.Running;
using DevRel.Resources;
using DevRel.Store;
using DevRel.Testing;

namespace DevRel.Benchmarks;

/// <summary>
/// A repository of 10,000 issues and 20,000 comments, from the wire through the door into the store. Floor: the same pages read with
/// <see cref="HttpClient"/> and parsed, and nothing else.
/// </summary>
internal static class CollectorsGitHubBenchmarks
{
    private const int Issues = 10_000;
    private const int RequestLimit = 330;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        // First, while the process is young.
        await MemoryAsync(cancellationToken);
        await SpeedAsync(cancellationToken);
        await LatencyAsync(1, cancellationToken);
        await LatencyAsync(4, cancellationToken);
        await FaultsAsync(cancellationToken);
    }

    private static async Task SpeedAsync(CancellationToken cancellationToken)
    {
        await using var server = await CollectorsGitHubServer.StartAsync(Issues, cancellationToken);
        // Both paths once for the JIT; the better of two then counts.
        await using (var warm = new Collecting(server, new WallClock()))
            await warm.RunAsync(cancellationToken);
        var pages = server.Paths;
        await FloorAsync(server, pages, cancellationToken);
        var (ours, floor) = (Measure.Worst, Measure.Worst);
        for (var round = 0; round < 2; round++)
        {
            floor = floor.Better(await Measure.OfAsync(() => FloorAsync(server, pages, cancellationToken)));
            await using var again = new Collecting(server, new WallClock());
            ours = ours.Better(await Measure.OfAsync(() => again.RunAsync(cancellationToken)));
        }

        await using var collecting = new Collecting(server, new WallClock());
        var before = server.Counted;
        await collecting.RunAsync(cancellationToken);
        Count("requests, 10,000 issues and 20,000 comments", server.Counted - before, RequestLimit);
        Benchmark.Row("wall time", Seconds(ours.Wall), "floor " + Seconds(floor.Wall), ours.Wall / floor.Wall, "≤ 3");
        Benchmark.Row("CPU time", Seconds(ours.Cpu), "floor " + Seconds(floor.Cpu), ours.Cpu / floor.Cpu, "≤ 3");
        before = server.Counted;
        await collecting.RunAsync(cancellationToken);
        Count("requests, nothing new", server.Counted - before, 0);
        server.NewComments = 100;
        before = server.Counted;
        await collecting.RunAsync(cancellationToken);
        Count("requests, 100 new comments", server.Counted - before, 4);
    }

    private static async Task LatencyAsync(int walks, CancellationToken cancellationToken)
    {
        await using var server = await CollectorsGitHubServer.StartAsync(2_000, cancellationToken);
        await using (var warm = new Collecting(server, new WallClock()))
            await warm.RunAsync(cancellationToken);
        server.Latency = TimeSpan.FromMilliseconds(50);
        var before = server.Counted;
        // Two walks a credential, as many as one may have under way.
        await using var collecting = new Collecting(server, new WallClock());
        var took = await Measure.OfAsync(() =>
            Task.WhenAll(
                Enumerable.Range(0, walks).Select(walk => collecting.RunAsync(cancellationToken, walk, walk / 2))
            )
        );
        var ideal = (server.Counted - before) * server.Latency.TotalSeconds / walks;
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
        await using var server = await CollectorsGitHubServer.StartAsync(Issues, cancellationToken);
        server.FaultEvery = 20;
        await using var collecting = new Collecting(server, new SkippingClock(CollectorsGitHubServer.Now));
        await collecting.RunAsync(cancellationToken);
        var rows = await collecting.ActivitiesAsync(cancellationToken);
        const int expected = (Issues * 3) + 200;
        Benchmark.Row("rows with 5 % faults", Number(rows), Number(expected), (double)rows / expected, "= 1");
    }

    private static async Task MemoryAsync(CancellationToken cancellationToken)
    {
        var small = await PeakAsync(Issues, cancellationToken);
        var large = await PeakAsync(10 * Issues, cancellationToken);
        Benchmark.Row("memory, 10,000 issues (with the server)", Megabytes(small), "120 MB", small / 120e6, "≤ 1");
        Benchmark.Row("memory, 100,000 issues", Megabytes(large), Megabytes(small), large / small, "≤ 1.2");
    }

    /// <summary>Highest working set seen while collecting, sampled at every batch.</summary>
    private static async Task<double> PeakAsync(int issues, CancellationToken cancellationToken)
    {
        await using var server = await CollectorsGitHubServer.StartAsync(issues, cancellationToken);
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await using var collecting = new Collecting(server, new SkippingClock(CollectorsGitHubServer.Now));
        using var self = Process.GetCurrentProcess();
        double peak = 0;
        await collecting.RunAsync(
            cancellationToken,
            told: () =>
            {
                self.Refresh();
                peak = Math.Max(peak, self.WorkingSet64);
            }
        );
        return peak;
    }

    private static async Task FloorAsync(
        CollectorsGitHubServer server,
        IReadOnlyList<string> pages,
        CancellationToken cancellationToken
    )
    {
        using var client = new HttpClient { BaseAddress = new Uri(server.Url) };
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

    /// <summary>The whole way: client, collector, door, store.</summary>
    private sealed class Collecting : IAsyncDisposable
    {
        private readonly TempFolder folder = new();
        private readonly CollectorsGitHubServer server;
        private readonly PoliteUpstreams upstreams;
        private readonly SqliteStore store;
        private readonly RunMeasures measures = new();
        private readonly SourceRunner runner;

        public Collecting(CollectorsGitHubServer server, TimeProvider clock)
        {
            this.server = server;
            upstreams = new PoliteUpstreams(PoliteUpstreams.Wire(), clock, () => 0);
            store = SqliteStore.Open(folder.At("store.db"), new StoreOptions());
            var surroundings = new RunSurroundings(
                new StoreLog(store),
                upstreams,
                new AnySecret(),
                new Pseudonyms(new byte[32], new byte[32]),
                _ => DoorRules.Default,
                folder.At("state"),
                new ShownClock(CollectorsGitHubServer.Now)
            );
            runner = new SourceRunner(surroundings, measures);
        }

        public async Task RunAsync(
            CancellationToken cancellationToken,
            int walk = 0,
            int credential = 0,
            Action? told = null
        )
        {
            var secret = new SecretKeyRef { Name = "github", Key = credential.ToString(CultureInfo.InvariantCulture) };
            var source = new MetricSource
            {
                Metadata = new ObjectMetadata { Name = string.Create(CultureInfo.InvariantCulture, $"walk-{walk}") },
                Spec = new MetricSourceSpec
                {
                    Platform = GitHubPlatform.Key,
                    Settings = new GitHubSettings
                    {
                        Repositories = ["contoso/sdk"],
                        Resources = [GitHubResource.Issues, GitHubResource.PullRequests],
                        ApiUrl = new Uri(server.Url),
                        Auth = new GitHubAuth { Token = new SecretValue { SecretKeyRef = secret } },
                    },
                },
            };
            var outcome = await runner.RunAsync(
                new SourceWork(source, new GitHubPlatform(), "1"),
                _ => told?.Invoke(),
                cancellationToken
            );
            if (outcome.Failure is not null)
                throw new InvalidOperationException(outcome.State.Message);
        }

        public async Task<long> ActivitiesAsync(CancellationToken cancellationToken) =>
            (await store.ListSourcesAsync(cancellationToken)).Sum(source => source.Activities);

        public async ValueTask DisposeAsync()
        {
            upstreams.Dispose();
            measures.Dispose();
            await store.DisposeAsync();
            folder.Dispose();
        }
    }

    private sealed class StoreLog(IActivityStore store) : ICollectionLog
    {
        public Task<string?> ReadCursorAsync(string source, CancellationToken cancellationToken) =>
            store.ReadCursorAsync(source, cancellationToken);

        public Task CommitAsync(Commit commit, CancellationToken cancellationToken) =>
            store.CommitAsync(commit, cancellationToken);
    }

    private sealed class AnySecret : ISecrets
    {
        public string Read(SecretKeyRef reference) => "benchmark";
    }

    /// <summary>Shows the made-up community's day and measures in real time.</summary>
    private sealed class ShownClock(DateTimeOffset shown) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => shown;
    }
}

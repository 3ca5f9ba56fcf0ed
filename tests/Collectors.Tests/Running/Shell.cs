using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DevRel.Activities;
using DevRel.Collectors.Door;
using DevRel.Collectors.Http;
using DevRel.Collectors.Running;
using DevRel.Resources;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.Running;

/// <summary>The shell with a platform that does what the test says and a store in memory.</summary>
internal sealed class Shell : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly PoliteUpstreams upstreams;

    public Shell()
    {
        upstreams = new PoliteUpstreams(
            new Http.ScriptedWire((_, _) => throw new HttpRequestException("no network")),
            Clock,
            () => 0
        );
        Runner = new SourceRunner(
            new RunSurroundings(
                Log,
                upstreams,
                new NoSecrets(),
                Door.DoorCase.Pseudonyms,
                _ => DoorRules.Default,
                folder.Path,
                Clock
            ),
            Measures
        );
    }

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    public MemoryLog Log { get; } = new();
    public RunMeasures Measures { get; } = new();
    public SourceRunner Runner { get; }

    public static SourceWork Work(string name, IPlatform platform, string revision = "1", bool suspend = false) =>
        new(
            new MetricSource
            {
                Metadata = new ObjectMetadata { Name = name },
                Spec = new MetricSourceSpec
                {
                    Platform = "fake",
                    Settings = new object(),
                    Interval = TimeSpan.FromMinutes(15),
                    Suspend = suspend,
                },
            },
            platform,
            revision
        );

    public Task<RunOutcome> RunAsync(IPlatform platform, CancellationToken cancellationToken = default) =>
        Runner.RunAsync(Work("a", platform), _ => { }, cancellationToken);

    public void Dispose()
    {
        upstreams.Dispose();
        Measures.Dispose();
        folder.Dispose();
    }
}

internal sealed class FakePlatform(Func<CollectionRequest, CancellationToken, IAsyncEnumerable<CollectedBatch>> collect)
    : IPlatform,
        ICollector
{
    private int runs;

    public PlatformDescriptor Descriptor { get; } = new("fake", "Fake", typeof(object));

    public int Runs => Volatile.Read(ref runs);
    public ConcurrentQueue<CollectionRequest> Requests { get; } = new();

    public static FakePlatform Of(params CollectedBatch[] batches) => new((_, _) => Yield(batches, failure: null));

    public static FakePlatform Failing(Exception failure, params CollectedBatch[] before) =>
        new((_, _) => Yield(before, failure));

    /// <summary>Runs until it is told to stop.</summary>
    public static FakePlatform Hanging() => new((_, cancellationToken) => Hang(cancellationToken));

    public static CollectedBatch Batch(string cursor, double progress = 1, params string[] ids) =>
        new(
            [
                .. ids.Select(id => new CollectedActivity(
                    id,
                    ActivityKind.Post,
                    new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
                )),
            ],
            cursor
        )
        {
            BackfillProgress = progress,
        };

    public ICollector Open(MetricSource source, PlatformContext context) => this;

    public IAsyncEnumerable<CollectedBatch> CollectAsync(CollectionRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref runs);
        Requests.Enqueue(request);
        return collect(request, cancellationToken);
    }

    private static async IAsyncEnumerable<CollectedBatch> Yield(CollectedBatch[] batches, Exception? failure)
    {
        foreach (var batch in batches)
            yield return batch;
        await Task.CompletedTask;
        if (failure is not null)
            throw failure;
    }

    private static async IAsyncEnumerable<CollectedBatch> Hang(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        yield return Batch("1", 0.5, "x");
        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
    }
}

internal sealed class MemoryLog : ICollectionLog
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, string> cursors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceState> states = new(StringComparer.Ordinal);
    private readonly List<Commit> commits = [];

    public Exception? Broken { get; set; }

    public IReadOnlyList<Commit> Commits
    {
        get
        {
            lock (gate)
                return [.. commits];
        }
    }

    public SourceState? State(string source)
    {
        lock (gate)
            return states.GetValueOrDefault(source);
    }

    public Task<string?> ReadCursorAsync(string source, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult(cursors.GetValueOrDefault(source));
    }

    public Task<SourceState?> ReadStateAsync(string source, CancellationToken cancellationToken) =>
        Task.FromResult(State(source));

    public Task CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        if (Broken is not null)
            throw Broken;
        lock (gate)
        {
            commits.Add(commit);
            if (commit.Cursor is not null)
                cursors[commit.Source] = commit.Cursor;
            foreach (var state in commit.Records.OfType<SourceState>())
                states[commit.Source] = state;
        }

        return Task.CompletedTask;
    }
}

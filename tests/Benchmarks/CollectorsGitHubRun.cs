using System.Globalization;
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

/// <summary>The whole way: client, collector, door, store.</summary>
internal sealed class CollectorsGitHubRun : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly Uri url;
    private readonly PoliteUpstreams upstreams;
    private readonly SqliteStore store;
    private readonly RunMeasures measures = new();
    private readonly SourceRunner runner;

    public CollectorsGitHubRun(Uri url, TimeProvider clock)
    {
        this.url = url;
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

    public async Task RunAsync(CancellationToken cancellationToken, int walk = 0, int credential = 0)
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
                    ApiUrl = url,
                    Auth = new GitHubAuth { Token = new SecretValue { SecretKeyRef = secret } },
                },
            },
        };
        var outcome = await runner.RunAsync(
            new SourceWork(source, new GitHubPlatform(), "1"),
            _ => { },
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

file sealed class StoreLog(IActivityStore store) : ICollectionLog
{
    public Task<string?> ReadCursorAsync(string source, CancellationToken cancellationToken) =>
        store.ReadCursorAsync(source, cancellationToken);

    public Task CommitAsync(Commit commit, CancellationToken cancellationToken) =>
        store.CommitAsync(commit, cancellationToken);
}

file sealed class AnySecret : ISecrets
{
    public string Read(SecretKeyRef reference) => "benchmark";
}

/// <summary>Shows the made-up community's day and measures in real time.</summary>
file sealed class ShownClock(DateTimeOffset shown) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => shown;
}

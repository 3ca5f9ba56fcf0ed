using DevRel.Activities;
using DevRel.Collectors.GitHub;
using DevRel.Collectors.Http;
using DevRel.Resources;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.GitHub;

/// <summary>A GitHub on loopback, the real client, and what a store would hold after each batch.</summary>
internal sealed class Harness : IAsyncDisposable
{
    public static readonly DateTimeOffset Today = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public const string Token = "canary-t0ken";
    private readonly PoliteUpstreams upstreams;
    private readonly TempFolder folder = new();

    private Harness(ReplayServer server, UpstreamOptions? options)
    {
        Server = server;
        upstreams = new PoliteUpstreams(PoliteUpstreams.Wire(), Clock, () => 0, options);
    }

    public ReplayServer Server { get; }
    public SkippingClock Clock { get; } = new(Today);
    public Dictionary<string, CollectedActivity> Activities { get; } = new(StringComparer.Ordinal);
    public List<CollectedObservation> Observations { get; } = [];
    public List<CollectedProfile> Profiles { get; } = [];
    public List<string> Retracted { get; } = [];
    public List<CollectedBatch> Batches { get; } = [];
    public string? Cursor { get; set; }
    public DateTimeOffset Now { get; set; } = Today;
    public DateTimeOffset? Since { get; set; }
    public IReadOnlyDictionary<string, string> Secrets { get; set; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["github/token"] = Token };

    public GitHubSettings Settings { get; set; } =
        new()
        {
            Repositories = ["contoso/sdk"],
            Resources = [GitHubResource.Issues, GitHubResource.PullRequests],
            Auth = new GitHubAuth
            {
                Token = new SecretValue
                {
                    SecretKeyRef = new() { Name = "github", Key = "token" },
                },
            },
        };

    public static async Task<Harness> StartAsync(FakeGitHub? fake = null, UpstreamOptions? options = null)
    {
        var server = await ReplayServer.StartAsync();
        server.Otherwise = fake is null ? null : fake.Answer;
        return new Harness(server, options);
    }

    public IReadOnlyList<string> Skipped => Batches.Count == 0 ? [] : Batches[^1].Skipped;

    public IEnumerable<CollectedActivity> Of(ActivityKind kind) =>
        Activities.Values.Where(activity => activity.Kind == kind);

    public IReadOnlyDictionary<ActivityKind, int> Counts =>
        Activities.Values.CountBy(activity => activity.Kind).ToDictionary();

    /// <param name="batches">How many to take before the run is killed; null: to its end.</param>
    public async Task RunAsync(int? batches = null)
    {
        var source = new MetricSource
        {
            Metadata = new ObjectMetadata { Name = "contoso-github" },
            Spec = new MetricSourceSpec
            {
                Platform = "github",
                Settings = Settings with { ApiUrl = new Uri(Server.Url, Settings.ApiUrl.AbsolutePath) },
            },
        };
        var context = new PlatformContext(upstreams, new GivenSecrets(Secrets), folder.Path);
        var collector = new GitHubPlatform { BatchSize = 100 }.Open(source, context);
        var request = new CollectionRequest(Cursor, Now, Since);
        await foreach (var batch in collector.CollectAsync(request, CancellationToken.None))
        {
            Apply(batch);
            if (--batches == 0)
                return;
        }
    }

    public async Task<CollectionException> FailsAsync()
    {
        var failure = await Should.ThrowAsync<CollectionException>(() => RunAsync());
        failure.Message.ShouldNotContain("canary");
        failure.Message.ShouldNotContain("?");
        return failure;
    }

    public async ValueTask DisposeAsync()
    {
        upstreams.Dispose();
        folder.Dispose();
        await Server.DisposeAsync();
    }

    private void Apply(CollectedBatch batch)
    {
        batch.Cursor.ShouldNotContain("canary");
        Batches.Add(batch);
        Cursor = batch.Cursor;
        foreach (var item in batch.Items)
        {
            switch (item)
            {
                case CollectedActivity activity:
                    Activities[activity.NativeId] = activity;
                    break;
                case CollectedRetraction retraction:
                    Retracted.Add(retraction.NativeId);
                    Activities.Remove(retraction.NativeId);
                    break;
                case CollectedObservation observation:
                    Observations.Add(observation);
                    break;
                case CollectedProfile profile:
                    Profiles.Add(profile);
                    break;
            }
        }
    }

    private sealed class GivenSecrets(IReadOnlyDictionary<string, string> values) : ISecrets
    {
        public string Read(SecretKeyRef reference) =>
            values.TryGetValue($"{reference.Name}/{reference.Key}", out var value)
                ? value
                : throw new SecretMissingException($"Secret {reference.Name} has no key {reference.Key}.");
    }
}

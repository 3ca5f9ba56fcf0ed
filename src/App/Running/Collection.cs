using DevRel.Activities;
using DevRel.App.Commands;
using DevRel.Collectors;
using DevRel.Collectors.Http;
using DevRel.Collectors.Running;
using DevRel.Resources;
using DevRel.Store;

namespace DevRel.App.Running;

/// <summary>One <c>devrel collect</c>: the same road as in <c>run</c>, with the standard output where the store would be.</summary>
internal static class Collection
{
    public static async Task<int> RunAsync(
        CollectOptions options,
        HostServices host,
        CancellationToken cancellationToken
    )
    {
        var manifests = ManifestOptions.LoadSound(options.Manifests, host);
        var work = Choose(manifests, options.Source);
        using var loggers = LoggerFactory.Create(logging => Logging.Configure(logging, host));
        using var upstreams = new PoliteUpstreams(
            PoliteUpstreams.Wire(),
            host.Clock,
            host.Chance,
            new UpstreamOptions { ArchiveFolder = options.ArchiveFolder, Version = HostServices.Version },
            loggers.CreateLogger<PoliteUpstreams>()
        );
        using var measures = new RunMeasures();
        var folder = Directory.CreateTempSubdirectory("devrel-collect-");
        try
        {
            var runner = new SourceRunner(
                Surroundings(options, manifests, host, upstreams, folder.FullName),
                measures,
                loggers.CreateLogger<SourceRunner>()
            );
            var outcome = await runner.RunAsync(work, _ => { }, cancellationToken);
            return outcome.Failure is null ? ExitCode.Done : ExitCode.Failed;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SourceWork Choose(ManifestSet manifests, string? name)
    {
        var works = manifests.Works.Where(work => name is null || work.Name == name).ToList();
        return works switch
        {
            [var only] => only,
            [] => throw new UsageException(
                name is null
                    ? "no MetricSource is declared in these manifests: name a file that holds one"
                    : $"no MetricSource is called {name}; there {Names(manifests.Works)}"
            ),
            _ => throw new UsageException($"several sources are declared: choose with --source; there {Names(works)}"),
        };
    }

    private static string Names(IReadOnlyList<SourceWork> works) =>
        works.Count == 0 ? "is none" : "are " + string.Join(", ", works.Select(work => work.Name));

    private static RunSurroundings Surroundings(
        CollectOptions options,
        ManifestSet manifests,
        HostServices host,
        PoliteUpstreams upstreams,
        string folder
    )
    {
        var secrets = new LaptopSecrets(options.SecretsFolder, Environment.GetEnvironmentVariable);
        var doors = new Doors(secrets);
        doors.Declare(manifests.Loaded.Collectors);
        var pseudonyms = PseudonymKeys.LoadOrCreate(Path.Combine(folder, "pseudonym-keys.json"));
        return new RunSurroundings(
            new PrintedLog(host.Out),
            upstreams,
            secrets,
            pseudonyms,
            doors.Of,
            folder,
            host.Clock
        );
    }

    /// <summary>Remembers nothing, so that every run yields all; prints records as the feed spells them.</summary>
    private sealed class PrintedLog(TextWriter output) : ICollectionLog
    {
        public Task<string?> ReadCursorAsync(string source, CancellationToken cancellationToken) =>
            Task.FromResult<string?>(null);

        public async Task CommitAsync(Commit commit, CancellationToken cancellationToken)
        {
            foreach (var record in commit.Records.Where(record => record is not SourceState))
                await output.WriteLineAsync(RecordText.Line(record));
        }
    }
}

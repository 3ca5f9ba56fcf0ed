using DevRel.Activities;
using DevRel.App.Running;
using DevRel.Collectors.Http;
using DevRel.Collectors.Running;
using DevRel.Exporter;
using DevRel.Resources;
using DevRel.Store;

namespace DevRel.App;

/// <summary>
/// The corridor: manifests, collectors, store, feed, models, exporter, in the order data walks them. The only place that wires rooms together.
/// </summary>
internal sealed class Pipeline : IAsyncDisposable
{
    private readonly SqliteStore store;
    private readonly StoreLog log;
    private readonly PoliteUpstreams upstreams;
    private readonly RunMeasures measures = new();
    private readonly LaptopSecrets secrets;
    private readonly Doors doors;

    private Pipeline(ServeOptions options, HostServices host, ILoggerFactory loggers)
    {
        Directory.CreateDirectory(options.DataFolder);
        store = SqliteStore.Open(
            Path.Combine(options.DataFolder, "store.db"),
            new StoreOptions { MaximumBytes = options.MaximumStoreBytes }
        );
        var pseudonyms = PseudonymKeys.LoadOrCreate(Path.Combine(options.DataFolder, "pseudonym-keys.json"));
        secrets = new LaptopSecrets(options.SecretsFolder, Environment.GetEnvironmentVariable);
        doors = new Doors(secrets);
        log = new StoreLog(store);
        upstreams = new PoliteUpstreams(
            PoliteUpstreams.Wire(),
            host.Clock,
            host.Chance,
            new UpstreamOptions { ArchiveFolder = options.ArchiveFolder, Version = HostServices.Version },
            loggers.CreateLogger<PoliteUpstreams>()
        );
        Collection = new Schedule(
            new SourceRunner(Surroundings(options, host, pseudonyms), measures, loggers.CreateLogger<SourceRunner>()),
            host.Clock,
            host.Chance,
            logger: loggers.CreateLogger<Schedule>()
        );
        Publisher = new SnapshotPublisher(
            host.Clock,
            loggers.CreateLogger<SnapshotPublisher>(),
            program => Programs!.BudgetOf(program)
        );
        Programs = new ProgramSet(new LocalFeed(store, host.Clock), pseudonyms, Publisher, host.Clock, loggers);
        log.Unstored = Programs.Tell;
        Board = new SourceBoard(store, log, host.Clock);
    }

    /// <summary>Errors: <see cref="StoreException"/> and <see cref="UsageException"/>, both with the remedy.</summary>
    public static Pipeline Open(ServeOptions options, HostServices host, ILoggerFactory loggers) =>
        new(options, host, loggers);

    /// <summary>For whoever serves the feed.</summary>
    public IActivityStore Store => store;
    public Schedule Collection { get; }
    public SnapshotPublisher Publisher { get; }
    public ProgramSet Programs { get; }
    public SourceBoard Board { get; }

    /// <summary>What is declared from now on. What did not change is not disturbed; what was collected of a source that is gone stays in the store.</summary>
    public async Task DeclareAsync(ManifestSet manifests)
    {
        doors.Declare(manifests.Loaded.Collectors);
        Board.Declare(manifests.Works);
        Collection.Update(manifests.Works);
        await Programs.UpdateAsync(manifests);
    }

    public async ValueTask DisposeAsync()
    {
        await Collection.DisposeAsync();
        await Programs.DisposeAsync();
        upstreams.Dispose();
        measures.Dispose();
        await store.DisposeAsync();
    }

    private RunSurroundings Surroundings(ServeOptions options, HostServices host, Pseudonyms pseudonyms) =>
        new(log, upstreams, secrets, pseudonyms, doors.Of, Path.Combine(options.DataFolder, "sources"), host.Clock);
}

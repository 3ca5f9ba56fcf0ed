using DevRel.Resources;

namespace DevRel.Collectors;

/// <summary>
/// Reads one source. MUST yield the last 90 days first, ascending, then history, ascending (<see cref="CollectionRequest.RecentFrom"/>);
/// MUST give ids stable across runs; MUST stop at once on cancellation; MUST NOT retry, sleep, read a clock, log, measure or keep state between
/// runs other than in the cursor (the shell and <see cref="Http.IUpstream"/> do those). Private fields are dropped at parsing.
/// Errors: <see cref="CollectionException"/> only; anything else is our bug.
/// </summary>
public interface ICollector
{
    /// <summary>One run. A batch and its cursor are durable before the next batch is asked for; the run may end after any of them.</summary>
    IAsyncEnumerable<CollectedBatch> CollectAsync(CollectionRequest request, CancellationToken cancellationToken);
}

/// <param name="Cursor">What the last durable batch left; null at the first run.</param>
/// <param name="Now">When the run began, UTC; the only clock a collector has.</param>
/// <param name="Since">Nothing older is wanted; null for all the platform still serves.</param>
public sealed record CollectionRequest(string? Cursor, DateTimeOffset Now, DateTimeOffset? Since)
{
    /// <summary>Where the first walk of a new source starts, so that today's numbers show before history is in.</summary>
    public DateTimeOffset RecentFrom => Now - TimeSpan.FromDays(90);
}

/// <summary>What is committed in one transaction. A batch may be empty and only move the cursor.</summary>
/// <param name="Cursor">Opaque; JSON by convention, with a version, so that a later build can read it.</param>
public sealed record CollectedBatch(IReadOnlyList<CollectedItem> Items, string Cursor)
{
    /// <summary>0..1 of the history the run wants; 1 from the batch on that completed it.</summary>
    public double BackfillProgress { get; init; }

    /// <summary>The platform would not serve all there is.</summary>
    public bool Truncated { get; init; }

    /// <summary>All that occurred before this is collected; null while unknown.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>What was left out and why, for the status: «Traffic of contoso/sdk needs push access». One sentence each.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];
}

/// <summary>A platform: one folder, one line of <see cref="PlatformCatalog"/>.</summary>
public interface IPlatform
{
    PlatformDescriptor Descriptor { get; }

    /// <summary>Errors: <see cref="CollectionException"/> when a secret is missing or settings cannot work.</summary>
    ICollector Open(MetricSource source, PlatformContext context);
}

/// <summary>What the shell lends a platform.</summary>
/// <param name="Upstreams">Gives the HTTP client of a credential; sources with one credential share one budget.</param>
/// <param name="StateFolder">A folder of this source's own for what can be fetched again (a git mirror).</param>
public sealed record PlatformContext(Http.IUpstreams Upstreams, ISecrets Secrets, string StateFolder);

using DevRel.Activities;
using DevRel.Resources;

namespace DevRel.Collectors.Running;

/// <summary>A source and the platform that reads it.</summary>
/// <param name="Revision">Another text means another declaration: a run under way is given up and a new one begins. The manifest's text will do.</param>
public sealed record SourceWork(MetricSource Source, IPlatform Platform, string Revision)
{
    public string Name => Source.Name;
    public string PlatformKey => Platform.Descriptor.Key;
}

/// <summary>How a source fares, for a terminal or a status page; the metrics say the same slower.</summary>
/// <param name="Items">Records made durable in the run that goes on or was last.</param>
/// <param name="NextRun">Null while running, queued or suspended.</param>
public sealed record RunProgress(
    string Source,
    string Platform,
    RunPhase Phase,
    long Items,
    double BackfillProgress,
    SourceState? State,
    DateTimeOffset? NextRun
);

public enum RunPhase
{
    Queued,
    Running,
    Waiting,
    Suspended,
}

/// <summary>How one run ended.</summary>
/// <param name="Failure">Null: it reached its end.</param>
/// <param name="RetryAt">When the platform said it would answer again.</param>
public sealed record RunOutcome(
    SourceState State,
    CollectionFailure? Failure,
    DateTimeOffset? RetryAt,
    long Items,
    TimeSpan Took
)
{
    /// <summary>What was left out and why, one sentence each.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];
}

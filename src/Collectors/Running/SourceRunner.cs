using DevRel.Activities;
using DevRel.Collectors.Door;
using DevRel.Collectors.Http;
using DevRel.Resources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevRel.Collectors.Running;

/// <summary>What a run works with; one for all sources of a process.</summary>
/// <param name="Rules">What the source's Collector declares about people; asked when a run begins. May throw <see cref="SecretMissingException"/>.</param>
/// <param name="StateRoot">Folder below which each source gets one of its own.</param>
public sealed record RunSurroundings(
    ICollectionLog Log,
    IUpstreams Upstreams,
    ISecrets Secrets,
    Pseudonyms Pseudonyms,
    Func<MetricSource, DoorRules> Rules,
    string StateRoot,
    TimeProvider Clock
);

/// <summary>
/// One run of one source: cursor, collector, door, commit, batch by batch. Whatever goes wrong becomes the source's state; only cancellation is thrown.
/// </summary>
public sealed partial class SourceRunner(
    RunSurroundings around,
    RunMeasures measures,
    ILogger<SourceRunner>? logger = null
)
{
    private readonly ILogger logger = logger ?? (ILogger)NullLogger.Instance;

    /// <param name="tell">Hears after every durable batch.</param>
    /// <exception cref="OperationCanceledException">Asked to stop; what was durable stays.</exception>
    public async Task<RunOutcome> RunAsync(
        SourceWork work,
        Action<RunProgress> tell,
        CancellationToken cancellationToken
    )
    {
        using var span = CollectorTelemetry.Activities.StartActivity("collector.run");
        span?.SetTag("source", work.Name).SetTag("platform", work.PlatformKey);
        var began = around.Clock.GetTimestamp();
        var run = new Run(work, around, tell);
        var failure = await EndAsync(run, cancellationToken);
        var took = around.Clock.GetElapsedTime(began);
        var outcome = new RunOutcome(run.State, failure?.Reason, failure?.RetryAt, run.Items, took)
        {
            Skipped = run.Skipped,
        };
        measures.Ended(work.Name, outcome);
        span?.SetTag("reason", outcome.Failure?.Name());
        Log(work.Name, outcome);
        return outcome;
    }

    /// <summary>Written once, without a word to the platform.</summary>
    public async Task<SourceState> SuspendAsync(SourceWork work, CancellationToken cancellationToken)
    {
        var run = new Run(work, around, _ => { });
        try
        {
            await run.SuspendAsync(cancellationToken);
        }
        catch (CollectionException failure)
        {
            LogFailed(work.Name, failure.Reason.Name(), failure.Message);
        }

        return run.State;
    }

    /// <summary>A removed source leaves no series behind.</summary>
    public void Forget(string source)
    {
        measures.Forget(source);
        (around.Upstreams as PoliteUpstreams)?.Forget(source);
    }

    private async Task<CollectionException?> EndAsync(Run run, CancellationToken cancellationToken)
    {
        try
        {
            await run.ToItsEndAsync(cancellationToken);
            return null;
        }
        catch (Exception cause)
            when (!(cause is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            var failure = Failures.Of(cause, run.Name);
            if (failure.Reason == CollectionFailure.Bug)
                LogBug(run.Name, cause.GetType().FullName ?? "", cause.StackTrace ?? "");
            await run.FailAsync(failure);
            return failure;
        }
    }

    private void Log(string source, RunOutcome outcome)
    {
        foreach (var skipped in outcome.Skipped)
            LogSkipped(source, skipped);
        if (outcome.Failure is null)
            LogEnded(source, outcome.Items, outcome.Took.TotalSeconds);
        else if (outcome.Failure is CollectionFailure.RateLimited)
            LogRateLimited(source, outcome.Items, outcome.State.Message ?? "");
        else
            LogFailed(source, outcome.Failure.Value.Name(), outcome.State.Message ?? "");
    }

    [LoggerMessage(LogLevel.Information, "{Source}: collected {Items} records in {Seconds:0.0} s")]
    private partial void LogEnded(string source, long items, double seconds);

    [LoggerMessage(LogLevel.Information, "{Source}: collected {Items} records, then had to wait. {Message}")]
    private partial void LogRateLimited(string source, long items, string message);

    [LoggerMessage(LogLevel.Warning, "{Source}: {Reason}. {Message}")]
    private partial void LogFailed(string source, string reason, string message);

    [LoggerMessage(LogLevel.Warning, "{Source}: left out: {What}")]
    private partial void LogSkipped(string source, string what);

    [LoggerMessage(LogLevel.Error, "{Source}: unforeseen {Type}\n{Stack}")]
    private partial void LogBug(string source, string type, string stack);
}

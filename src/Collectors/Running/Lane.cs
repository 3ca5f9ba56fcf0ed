using DevRel.Activities;
using Microsoft.Extensions.Logging;

namespace DevRel.Collectors.Running;

/// <summary>The runs of one source, one after the other.</summary>
internal sealed partial class Lane
{
    private readonly SourceRunner runner;
    private readonly SemaphoreSlim seats;
    private readonly TimeProvider clock;
    private readonly Func<double> jitter;
    private readonly Action<RunProgress>? tell;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stop = new();
    private readonly Task walk;
    private int failures;

    /// <param name="before">The lane this one replaces; a source never runs twice at once.</param>
    public Lane(
        SourceWork work,
        Task before,
        SourceRunner runner,
        SemaphoreSlim seats,
        TimeProvider clock,
        Func<double> jitter,
        Action<RunProgress>? tell,
        ILogger logger
    )
    {
        (this.runner, this.seats, this.clock, this.jitter, this.tell, this.logger) = (
            runner,
            seats,
            clock,
            jitter,
            tell,
            logger
        );
        Work = work;
        Progress = new RunProgress(work.Name, work.PlatformKey, RunPhase.Queued, 0, 0, State: null, NextRun: null);
        // The token is read here: a lane may be stopped before its walk begins.
        var token = stop.Token;
        walk = Task.Run(() => WalkAsync(before, token), CancellationToken.None);
    }

    public SourceWork Work { get; }
    public RunProgress Progress { get; private set; }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await walk;
        stop.Dispose();
    }

    private async Task WalkAsync(Task before, CancellationToken cancellationToken)
    {
        await before;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (Work.Source.Spec.Suspend)
                {
                    await SuspendAsync(cancellationToken);
                    return;
                }

                var wait = await RunOnceAsync(cancellationToken);
                await Task.Delay(wait, clock, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception bug)
            {
                // The runner itself broke: this source waits as after any failure, the others do not notice.
                LogBroke(Work.Name, bug.GetType().FullName ?? "", bug.StackTrace ?? "");
                await PauseAsync(cancellationToken);
            }
        }
    }

    private async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        Tell(Progress with { Phase = RunPhase.Queued, NextRun = null });
        await seats.WaitAsync(cancellationToken);
        RunOutcome outcome;
        try
        {
            outcome = await runner.RunAsync(Work, Tell, cancellationToken);
        }
        finally
        {
            seats.Release();
        }

        failures = outcome.Failure is null ? 0 : failures + 1;
        var now = clock.GetUtcNow();
        var wait = Pace.After(outcome.Failure, failures, Work.Source.Spec.Interval, outcome.RetryAt - now, jitter());
        Tell(
            new RunProgress(
                Work.Name,
                Work.PlatformKey,
                RunPhase.Waiting,
                outcome.Items,
                outcome.State.BackfillProgress,
                outcome.State,
                now + wait
            )
        );
        return wait;
    }

    private async Task SuspendAsync(CancellationToken cancellationToken)
    {
        SourceState state = await runner.SuspendAsync(Work, cancellationToken);
        Tell(Progress with { Phase = RunPhase.Suspended, State = state, NextRun = null });
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            var wait = Pace.After(CollectionFailure.Bug, ++failures, Work.Source.Spec.Interval, asked: null, jitter());
            await Task.Delay(wait, clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private void Tell(RunProgress progress)
    {
        Progress = progress;
        tell?.Invoke(progress);
    }

    [LoggerMessage(LogLevel.Error, "{Source}: the shell broke with {Type}\n{Stack}")]
    private partial void LogBroke(string source, string type, string stack);
}

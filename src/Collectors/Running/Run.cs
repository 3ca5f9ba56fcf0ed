using System.Globalization;
using DevRel.Activities;
using DevRel.Collectors.Door;

namespace DevRel.Collectors.Running;

/// <summary>One run under way: what it knows of the source and what it has written.</summary>
internal sealed class Run(SourceWork work, RunSurroundings around, Action<RunProgress> tell)
{
    /// <summary>Sentences kept of what was left out; the rest is a number.</summary>
    private const int MaxSkipped = 20;

    private readonly List<string> skipped = [];
    private readonly DoorCounts counts = new();

    public string Name => work.Name;
    public long Items { get; private set; }

    public SourceState State { get; private set; } =
        new()
        {
            Source = work.Name,
            Platform = work.PlatformKey,
            Condition = SourceCondition.Backfilling,
        };

    public IReadOnlyList<string> Skipped => [.. skipped, .. counts.Sentences()];

    public async Task ToItsEndAsync(CancellationToken cancellationToken)
    {
        var cursor = await OpenAsync(cancellationToken);
        var now = around.Clock.GetUtcNow();
        var door = new Entrance(work.Name, work.PlatformKey, around.Pseudonyms, around.Rules(work.Source), counts);
        var collector = work.Platform.Open(
            work.Source,
            new PlatformContext(around.Upstreams, around.Secrets, StateFolder())
        );
        Tell();
        await foreach (
            var batch in collector.CollectAsync(new CollectionRequest(cursor, now, Since()), cancellationToken)
        )
        {
            var records = door.Admit(batch.Items, around.Clock.GetUtcNow());
            Learn(batch);
            await CommitAsync([.. records, State], batch.Cursor);
            Items += records.Count;
            Tell();
            // A collector that never looks at its token is stopped here, between two commits.
            cancellationToken.ThrowIfCancellationRequested();
        }

        State = State with
        {
            Condition = State.BackfillProgress < 1 ? SourceCondition.Backfilling : SourceCondition.Ok,
            Reason = null,
            Message = null,
            LastSuccess = around.Clock.GetUtcNow(),
        };
        await CommitAsync([State], cursor: null);
    }

    /// <summary>The state is written although the run failed; when even that fails, the log and the measures tell.</summary>
    public async Task FailAsync(CollectionException failure)
    {
        State = State with
        {
            Condition = failure.Reason.Condition(),
            Reason = failure.Reason.Name(),
            Message = failure.Message,
        };
        try
        {
            await CommitAsync([State], cursor: null);
        }
        catch (CollectionException)
        {
            // Whoever writes the log has seen the state; the next run that can write makes it durable.
        }
    }

    public async Task SuspendAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        State = State with { Condition = SourceCondition.Suspended, Reason = null, Message = null };
        await CommitAsync([State], cursor: null);
    }

    private async Task<string?> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            State = await around.Log.ReadStateAsync(work.Name, cancellationToken) is { } known
                ? Continued(known)
                : State;
            return await around.Log.ReadCursorAsync(work.Name, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw Failures.OfStorage(failure, work.Name);
        }
    }

    private SourceState Continued(SourceState known) =>
        known with
        {
            Platform = work.PlatformKey,
            Condition = known.BackfillProgress < 1 ? SourceCondition.Backfilling : SourceCondition.Ok,
            Reason = null,
            Message = null,
        };

    private void Learn(CollectedBatch batch)
    {
        var progress = Math.Clamp(batch.BackfillProgress, 0, 1);
        State = State with
        {
            BackfillProgress = progress,
            Condition = progress < 1 ? SourceCondition.Backfilling : SourceCondition.Ok,
            Watermark = batch.Watermark?.ToUniversalTime() ?? State.Watermark,
            Truncated = batch.Truncated,
        };
        foreach (var sentence in batch.Skipped)
        {
            if (skipped.Count < MaxSkipped && !skipped.Contains(sentence, StringComparer.Ordinal))
                skipped.Add(sentence);
        }
    }

    /// <summary>Not cancelled in the middle: what the platform gave is kept, also when the process is asked to stop.</summary>
    private async Task CommitAsync(IReadOnlyList<LogRecord> records, string? cursor)
    {
        try
        {
            await around.Log.CommitAsync(new Commit(work.Name, records, cursor), CancellationToken.None);
        }
        catch (Exception failure)
        {
            throw Failures.OfStorage(failure, work.Name);
        }
    }

    private string StateFolder()
    {
        try
        {
            return Directory.CreateDirectory(Path.Combine(around.StateRoot, work.Name)).FullName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failures.OfStorage(failure, work.Name);
        }
    }

    private DateTimeOffset? Since() =>
        work.Source.Spec.Backfill.Since is { } day
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc))
            : null;

    private void Tell() =>
        tell(
            new RunProgress(
                work.Name,
                work.PlatformKey,
                RunPhase.Running,
                Items,
                State.BackfillProgress,
                State,
                NextRun: null
            )
        );
}

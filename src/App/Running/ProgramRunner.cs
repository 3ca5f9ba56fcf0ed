using System.Threading.Channels;
using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Reports.Page;
using DevRel.Store;

namespace DevRel.App.Running;

/// <summary>
/// Keeps one program's figures: follows the feed into the engine, and computes when the feed has been read to its end and something changed, or time has
/// moved the windows. Readers get the last complete result and never wait.
/// </summary>
internal sealed partial class ProgramRunner(ProgramInputs inputs, IFeed feed, TimeProvider clock, ILogger logger)
{
    /// <summary>At most one computation in this time, however fast activities come in.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Windows move without activities, too.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TrendStep = TimeSpan.FromDays(3);
    private const int TrendPoints = 30;

    private readonly Lock gate = new();
    private readonly Channel<bool> due = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private ProgramEngine engine = new(inputs);
    private bool caughtUp;

    public ProgramFigures Figures { get; private set; } = new(inputs.Program, null, []);

    public async Task RunAsync(Action published, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = FollowAsync(stop.Token);
        var computing = ComputeAsync(published, stop.Token);
        await Task.WhenAny(reading, computing);
        await stop.CancelAsync();
        await Task.WhenAll(reading, computing);
    }

    /// <summary>Holds until the feed says otherwise of the same source.</summary>
    public void Tell(SourceState state)
    {
        lock (gate)
            engine.Apply(state);
        due.Writer.TryWrite(true);
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await foreach (var entry in feed.FollowAsync(FeedPosition.Start, watch: true, cancellationToken))
        {
            lock (gate)
                Take(entry);
            if (entry.Kind == FeedEntryKind.Bookmark)
                due.Writer.TryWrite(true);
        }
    }

    private void Take(FeedEntry entry)
    {
        switch (entry.Kind)
        {
            case FeedEntryKind.Record:
                engine.Apply(entry.Record!);
                break;
            case FeedEntryKind.Bookmark:
                caughtUp = true;
                break;
            case FeedEntryKind.Reset:
                // The last figures stay on the page until the new history has been read.
                engine = new ProgramEngine(inputs);
                caughtUp = false;
                break;
        }
    }

    private async Task ComputeAsync(Action published, CancellationToken cancellationToken)
    {
        var trendDue = clock.GetUtcNow();
        while (true)
        {
            await WaitAsync(cancellationToken);
            if (Compute() is not { } current)
                continue;
            var started = clock.GetTimestamp();
            // Before anything is collected there is no history to draw, and no reason to let the first activities wait.
            var isEmpty = IsEmpty;
            var trend = clock.GetUtcNow() >= trendDue && !isEmpty ? Trend(current.AsOf) : Figures.Trend;
            // History is redrawn as often as it is cheap to.
            if (!ReferenceEquals(trend, Figures.Trend))
                trendDue = clock.GetUtcNow() + (clock.GetElapsedTime(started) * 20) + Pace;
            Figures = new ProgramFigures(inputs.Program, current, trend);
            published();
            LogComputed(inputs.Program.Name, current.Samples.Count, clock.GetElapsedTime(started).TotalMilliseconds);
            if (!isEmpty)
                await Task.Delay(Pace, clock, cancellationToken);
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(Idle, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        try
        {
            await due.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { }
    }

    private bool IsEmpty
    {
        get
        {
            lock (gate)
                return engine.Activities == 0;
        }
    }

    /// <summary>Null while history is still being read: a part of it would look like a community that shrank.</summary>
    private SampleSet? Compute()
    {
        lock (gate)
            return caughtUp ? engine.Compute(clock.GetUtcNow()) : null;
    }

    private IReadOnlyList<SampleSet> Trend(DateTimeOffset asOf)
    {
        var instants = Enumerable.Range(1, TrendPoints).Select(step => asOf - (TrendStep * (TrendPoints + 1 - step)));
        lock (gate)
            return engine.ComputeSeries(instants);
    }

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "Computed {Samples} samples of program {Program} in {Milliseconds} ms"
    )]
    private partial void LogComputed(string program, int samples, double milliseconds);
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevRel.Collectors.Running;

/// <summary>
/// Runs many sources, each in a lane of its own: at once when it appears, then at its pace. One that fails never stops another.
/// Sources may come, change and go at any time.
/// </summary>
/// <param name="jitter">0..1.</param>
/// <param name="parallel">How many sources run at once; the rest queue.</param>
/// <param name="tell">Hears of every change of progress, from any thread, and must be quick.</param>
public sealed class Schedule(
    SourceRunner runner,
    TimeProvider clock,
    Func<double> jitter,
    int parallel = 8,
    Action<RunProgress>? tell = null,
    ILogger<Schedule>? logger = null
) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);
    private readonly List<Task> leaving = [];
    private readonly SemaphoreSlim seats = new(parallel);
    private readonly ILogger logger = logger ?? (ILogger)NullLogger.Instance;
    private bool stopped;

    /// <summary>The sources there are now, by name.</summary>
    public IReadOnlyList<RunProgress> Progress
    {
        get
        {
            lock (gate)
                return
                [
                    .. lanes.Values.Select(lane => lane.Progress).OrderBy(lane => lane.Source, StringComparer.Ordinal),
                ];
        }
    }

    /// <summary>The sources there shall be. A changed or removed one is stopped first, between two commits; an unchanged one is not disturbed.</summary>
    public void Update(IReadOnlyList<SourceWork> works)
    {
        var wanted = works.ToDictionary(work => work.Name, StringComparer.Ordinal);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopped, this);
            leaving.RemoveAll(task => task.IsCompleted);
            foreach (var gone in lanes.Keys.Where(name => !wanted.ContainsKey(name)).ToList())
                leaving.Add(LeaveAsync(Take(gone)));
            foreach (var work in works)
                Place(work);
        }
    }

    /// <summary>Until cancelled; then every run is stopped between two commits, and waited for.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => asked.TrySetResult());
        await asked.Task;
        await StopAsync();
    }

    public async Task StopAsync()
    {
        Task[] ends;
        lock (gate)
        {
            stopped = true;
            ends = [.. leaving, .. lanes.Keys.ToList().Select(name => Take(name).StopAsync())];
        }

        await Task.WhenAll(ends);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        seats.Dispose();
    }

    private void Place(SourceWork work)
    {
        Task before = Task.CompletedTask;
        if (lanes.TryGetValue(work.Name, out var lane))
        {
            if (lane.Work.Revision == work.Revision)
                return;
            before = Take(work.Name).StopAsync();
        }

        lanes[work.Name] = new Lane(work, before, runner, seats, clock, jitter, tell, logger);
    }

    private Lane Take(string name)
    {
        var lane = lanes[name];
        lanes.Remove(name);
        return lane;
    }

    private async Task LeaveAsync(Lane lane)
    {
        await lane.StopAsync();
        lock (gate)
        {
            if (lanes.ContainsKey(lane.Work.Name))
                return;
        }

        runner.Forget(lane.Work.Name);
    }
}

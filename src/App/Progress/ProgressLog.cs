using System.Globalization;
using DevRel.Collectors.Running;

namespace DevRel.App.Progress;

/// <summary>Where no terminal watches: one line a minute while a source runs, and none while nothing happens.</summary>
internal sealed partial class ProgressLog(Schedule schedule, TimeProvider clock, ILogger<ProgressLog> logger)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Pace, clock, cancellationToken);
            var running = schedule.Progress.Where(progress => progress.Phase == RunPhase.Running).ToList();
            if (running.Count > 0)
                LogProgress(string.Join("; ", running.Select(Say)));
        }
    }

    private static string Say(RunProgress progress) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Source}: {progress.Items:#,0} records, history {progress.BackfillProgress:P0}"
        );

    [LoggerMessage(Level = LogLevel.Information, Message = "Collecting {Sources}")]
    private partial void LogProgress(string sources);
}

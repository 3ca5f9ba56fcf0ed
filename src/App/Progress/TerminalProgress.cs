using System.Collections.Concurrent;
using DevRel.Collectors.Running;
using Spectre.Console;

namespace DevRel.App.Progress;

/// <summary>On a terminal: a bar a source until each has ended its first run. Afterwards log lines tell what happens.</summary>
internal sealed class TerminalProgress(IAnsiConsole console, Schedule schedule, TimeProvider clock)
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(200);

    public Task RunAsync(CancellationToken cancellationToken) =>
        console
            .Progress()
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(context => DrawAsync(context, cancellationToken));

    private async Task DrawAsync(ProgressContext context, CancellationToken cancellationToken)
    {
        var bars = new ConcurrentDictionary<string, ProgressTask>(StringComparer.Ordinal);
        while (true)
        {
            var sources = schedule.Progress;
            foreach (var source in sources)
                Draw(bars.GetOrAdd(source.Source, name => context.AddTask(Markup.Escape(name))), source);
            if (sources.All(source => source.Phase is RunPhase.Waiting or RunPhase.Suspended))
                return;
            await Task.Delay(Frame, clock, cancellationToken);
        }
    }

    private static void Draw(ProgressTask bar, RunProgress source)
    {
        bar.Description = Markup.Escape($"{source.Source}: {source.Items:#,0} records, {Say(source)}");
        bar.Value = 100 * source.BackfillProgress;
        if (source.Phase is RunPhase.Waiting or RunPhase.Suspended)
            bar.StopTask();
    }

    private static string Say(RunProgress source) =>
        source.Phase switch
        {
            RunPhase.Suspended => "suspended",
            RunPhase.Queued => "queued",
            _ => source.State?.Condition.ToString().ToLowerInvariant() ?? "starting",
        };
}

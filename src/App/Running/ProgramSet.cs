using System.Collections.Immutable;
using DevRel.Activities;
using DevRel.Exporter;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Reports.Page;
using DevRel.Resources;
using DevRel.Store;

namespace DevRel.App.Running;

/// <summary>The programs there are now, one runner each, and the page made of all of them. A changed program begins anew from the feed; others are not disturbed.</summary>
internal sealed class ProgramSet(
    IFeed feed,
    Pseudonyms pseudonyms,
    SnapshotPublisher publisher,
    TimeProvider clock,
    ILoggerFactory loggers
) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly DateTimeOffset started = clock.GetUtcNow();
    private ImmutableSortedDictionary<string, Running> programs = ImmutableSortedDictionary.Create<string, Running>(
        StringComparer.Ordinal
    );

    public IReadOnlyList<ProgramFigures> Figures => [.. programs.Values.Select(running => running.Runner.Figures)];

    /// <summary>Series a program may have, from its manifest.</summary>
    public int BudgetOf(string program) =>
        programs.TryGetValue(program, out var running)
            ? running.Runner.Figures.Program.Spec.Exporter.SeriesBudget
            : SnapshotPublisher.DefaultSeriesBudget;

    /// <summary>A state that did not come through the feed.</summary>
    public void Tell(SourceState state)
    {
        foreach (var running in programs.Values)
            running.Runner.Tell(state);
    }

    public async Task UpdateAsync(ManifestSet manifests)
    {
        var wanted = manifests.Programs.ToDictionary(program => program.Name, StringComparer.Ordinal);
        foreach (var (name, running) in programs)
        {
            if (wanted.TryGetValue(name, out var program) && Fingerprint(program, manifests) == running.Fingerprint)
                wanted.Remove(name);
            else
                await LeaveAsync(name, running);
        }

        foreach (var program in wanted.Values)
            programs = programs.Add(program.Name, Start(program, manifests));
        Publish();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (name, running) in programs)
            await LeaveAsync(name, running);
    }

    private Running Start(DevRelProgram program, ManifestSet manifests)
    {
        var sources = manifests.SourcesOf(program);
        var inputs = new ProgramInputs
        {
            Program = program,
            Sources = sources,
            LiveSince = started,
            Pseudonyms = pseudonyms,
        };
        var runner = new ProgramRunner(inputs, feed, clock, loggers.CreateLogger<ProgramRunner>());
        var stop = new CancellationTokenSource();
        return new Running(
            Fingerprint(program, manifests),
            sources,
            runner,
            stop,
            runner.RunAsync(Publish, stop.Token)
        );
    }

    private async Task LeaveAsync(string name, Running running)
    {
        await running.Stop.CancelAsync();
        try
        {
            await running.Work;
        }
        catch (OperationCanceledException) { }

        running.Stop.Dispose();
        programs = programs.Remove(name);
    }

    /// <summary>Runners of several programs call this; the publisher takes them one after the other.</summary>
    private void Publish()
    {
        lock (gate)
            publisher.Publish([.. programs.Values.Select(Page).OfType<SampleSet>()]);
    }

    /// <summary>Null until the first figures; they carry the lines that dashboards find programs and their sources by.</summary>
    private static SampleSet? Page(Running running) =>
        running.Runner.Figures is { Current: { } current } figures
            ? current with
            {
                Samples =
                [
                    .. current.Samples,
                    ExporterMetrics.ProgramInfo.Of(1, figures.Program.Spec.TimeZone),
                    .. running.Sources.Select(source =>
                        ExporterMetrics.SourceInfo.Of(1, source.Name, source.Spec.Platform)
                    ),
                ],
            }
            : null;

    /// <summary>A program's figures also depend on what its sources say of their members.</summary>
    private static string Fingerprint(DevRelProgram program, ManifestSet manifests) =>
        App.Fingerprint.Of(program.Spec)
        + string.Concat(
            manifests
                .SourcesOf(program)
                .Select(source => source.Name + source.Spec.Suspend + App.Fingerprint.Of(source.Spec.Attribution))
        );

    private sealed record Running(
        string Fingerprint,
        IReadOnlyList<MetricSource> Sources,
        ProgramRunner Runner,
        CancellationTokenSource Stop,
        Task Work
    );
}

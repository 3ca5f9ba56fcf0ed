using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace DevRel.Collectors.Running;

/// <summary>Instruments are named like the families they become.</summary>
public sealed class RunMeasures : IDisposable
{
    private readonly Meter meter = CollectorTelemetry.NewMeter();
    private readonly ConcurrentDictionary<string, double> successes = new(StringComparer.Ordinal);
    private readonly Counter<long> runs;
    private readonly Counter<long> failures;
    private readonly Histogram<double> durations;

    public RunMeasures()
    {
        runs = meter.CreateCounter<long>(
            "devrel_collector_runs_total",
            "{run}",
            "Runs of a source that ended, well or not."
        );
        failures = meter.CreateCounter<long>(
            "devrel_collector_run_failures_total",
            "{run}",
            "Runs of a source that did not reach their end, by reason."
        );
        durations = meter.CreateHistogram(
            "devrel_collector_run_duration_seconds",
            "s",
            "How long a run of a source took, waits included.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5, 15, 60, 300, 900, 3600, 14400] }
        );
        meter.CreateObservableGauge(
            "devrel_collector_last_success_timestamp_seconds",
            () => successes.Select(pair => new Measurement<double>(pair.Value, Of(pair.Key))),
            "s",
            "When a run of the source last reached its end, as Unix time."
        );
    }

    internal void Ended(string source, RunOutcome outcome)
    {
        runs.Add(1, Of(source));
        durations.Record(outcome.Took.TotalSeconds, Of(source));
        if (outcome.Failure is { } failure)
            failures.Add(1, Of(source), new("reason", failure.Name()));
        if (outcome.State.LastSuccess is { } success)
            successes[source] = success.ToUnixTimeMilliseconds() / 1000.0;
    }

    internal void Forget(string source) => successes.TryRemove(source, out _);

    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> Of(string source) => new("source", source);
}

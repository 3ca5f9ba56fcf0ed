using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;

namespace DevRel.Models.Quality;

/// <summary>How far the figures can be trusted: the state of every source.</summary>
internal sealed class SourceQuality : IModel
{
    public static readonly Metric State = Metric.Gauge(
        "devrel_source_state",
        Unit.Boolean,
        "1 for the state a source is in and 0 for the others; stale: its last success is older than the program's maxStaleness.",
        Labels.Source,
        Labels.State
    ) with
    {
        Indicator = Indicator.Guardrail,
    };

    public static readonly Metric Watermark = Metric.Gauge(
        "devrel_source_watermark_timestamp_seconds",
        Unit.Timestamp,
        "Everything of the source that occurred before this is in the figures.",
        Labels.Source
    );

    public static readonly Metric LastSuccess = Metric.Gauge(
        "devrel_source_last_success_timestamp_seconds",
        Unit.Timestamp,
        "When the source was last collected without a failure.",
        Labels.Source
    );

    public static readonly Metric Backfill = Metric.Gauge(
        "devrel_backfill_progress_ratio",
        Unit.Ratio,
        "How much of the source's history is collected; figures about first, new and ever wait for 1.",
        Labels.Source
    );

    public static readonly Metric Truncated = Metric.Gauge(
        "devrel_data_truncated",
        Unit.Boolean,
        "1 when the platform refuses to serve part of what exists, so that counts are lower bounds.",
        Labels.Source
    ) with
    {
        Indicator = Indicator.Guardrail,
    };

    public static IReadOnlyList<Metric> Metrics { get; } = [State, Watermark, LastSuccess, Backfill, Truncated];

    public IEnumerable<Sample> Report(Moment moment)
    {
        foreach (var source in moment.Inputs.Sources)
        {
            var state = moment.Sources.StateOf(source.Name);
            var condition = ConditionOf(source.Spec.Suspend, state, moment);
            if (condition is { } now)
            {
                foreach (var one in Enum.GetValues<SourceCondition>())
                    yield return State.Of(one == now ? 1 : 0, source.Name, NameOf(one));
            }

            if (state is null)
                continue;
            foreach (var sample in Facts(source.Name, state))
                yield return sample;
        }
    }

    /// <summary>Null: the source has not said anything.</summary>
    private static SourceCondition? ConditionOf(bool suspended, SourceState? state, Moment moment)
    {
        if (suspended)
            return SourceCondition.Suspended;
        var stale = state?.LastSuccess + moment.Inputs.Program.Spec.Exporter.MaxStaleness < moment.AsOf;
        return state?.Condition is SourceCondition.Ok && stale ? SourceCondition.Stale : state?.Condition;
    }

    private static IEnumerable<Sample> Facts(string source, SourceState state)
    {
        if (state.Watermark is { } watermark)
            yield return Watermark.Of(watermark.ToUnixTimeMilliseconds() / 1000.0, source);
        if (state.LastSuccess is { } success)
            yield return LastSuccess.Of(success.ToUnixTimeMilliseconds() / 1000.0, source);
        yield return Backfill.Of(Math.Clamp(state.BackfillProgress, 0, 1), source);
        yield return Truncated.Of(state.Truncated ? 1 : 0, source);
    }

    private static string NameOf(SourceCondition condition) =>
        condition switch
        {
            SourceCondition.Ok => "ok",
            SourceCondition.Stale => "stale",
            SourceCondition.Failing => "failing",
            SourceCondition.RateLimited => "rate_limited",
            SourceCondition.Unauthorized => "unauthorized",
            SourceCondition.Suspended => "suspended",
            SourceCondition.Backfilling => "backfilling",
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, message: null),
        };
}

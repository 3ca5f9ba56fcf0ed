using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Resources;

namespace DevRel.Models.Goals;

/// <summary>
/// How the program's key results stand, from the samples of the same instant. Progress = (current - baseline) / (target - baseline), where
/// a straight line from start to deadline (the end of the day <c>by</c>, in the program's time zone) says what is expected.
/// <list type="bullet">
/// <item>A metric with its <c>matchLabels</c> must choose exactly one series; otherwise, and for PromQL, current and all that follows from it is absent.</item>
/// <item>Without a baseline an increase starts at 0; a decrease has no progress until it is reached.</item>
/// <item>A target that the baseline has already met, or equals: progress is 1 while the target is met, else 0.</item>
/// <item>Maintain: the target is a floor, or a ceiling when the baseline lies below it; progress is 1 while it holds, 1 is expected all along.</item>
/// <item>On track: the target is met, or progress keeps up with what is expected. Absent when the pace is not known: no <c>start</c> or no <c>by</c>.</item>
/// <item>After the deadline everything is expected.</item>
/// </list>
/// </summary>
public sealed class GoalsModel(ProgramInputs inputs) : IModel
{
    private static readonly Label[] Keyed = [Labels.Objective, Labels.KeyResult];

    public static readonly Metric Current = Metric.Gauge(
        "devrel_key_result_current",
        Unit.Number,
        "Value of the key result's metric now, in that metric's unit; absent unless its matchLabels choose one series.",
        Keyed
    );

    public static readonly Metric Baseline = Metric.Gauge(
        "devrel_key_result_baseline",
        Unit.Number,
        "Value the key result started from, as declared, in the metric's unit.",
        Keyed
    );

    public static readonly Metric Target = Metric.Gauge(
        "devrel_key_result_target",
        Unit.Number,
        "Value the key result is to reach or hold, as declared, in the metric's unit.",
        Keyed
    );

    public static readonly Metric Progress = Metric.Gauge(
        "devrel_key_result_progress_ratio",
        Unit.Ratio,
        "Way from baseline to target that is done, 1 at the target; below 0 when worse than the baseline, above 1 when better than the target.",
        Keyed
    ) with
    {
        Caveat = "A guardrail may be breached at the same time: see devrel_guardrail_breached.",
    };

    public static readonly Metric Expected = Metric.Gauge(
        "devrel_key_result_expected_ratio",
        Unit.Ratio,
        "Progress that a straight line from start to deadline asks for now; 1 after the deadline.",
        Keyed
    );

    public static readonly Metric Deadline = Metric.Gauge(
        "devrel_key_result_deadline_timestamp_seconds",
        Unit.Timestamp,
        "End of the last day on which the key result counts, in the program's time zone.",
        Keyed
    );

    public static readonly Metric OnTrack = Metric.Gauge(
        "devrel_key_result_on_track",
        Unit.Boolean,
        "Whether the target is met or progress keeps up with what is expected now; absent when pace or value are not known.",
        Keyed
    ) with
    {
        Caveat = "Few communities grow along a straight line; early and seasonal dips are no alarm.",
    };

    public static readonly Metric Milestones = Metric.Gauge(
        "devrel_milestones_reached",
        Unit.Items,
        "Milestones of the key result that its value has reached now.",
        Keyed
    );

    public static readonly Metric GuardrailBreached = Metric.Gauge(
        "devrel_guardrail_breached",
        Unit.Boolean,
        "Whether the guardrail's metric is beyond its limit now; absent when that metric is not known.",
        Labels.Objective,
        Labels.KeyResult,
        Labels.Guardrail
    ) with
    {
        Indicator = Indicator.Guardrail,
    };

    public static readonly Metric Review = Metric.Gauge(
        "devrel_success_review_timestamp_seconds",
        Unit.Timestamp,
        "When the program said it would review what it calls success."
    );

    public static IReadOnlyList<Metric> Metrics { get; } =
    [Current, Baseline, Target, Progress, Expected, Deadline, OnTrack, Milestones, GuardrailBreached, Review];

    public IEnumerable<Sample> Report(Moment moment) =>
        Samples(inputs.Program.Spec, Compute(inputs.Program, moment.Samples, moment.AsOf));

    /// <summary>Every key result once, in the order declared; a second of the same names is left out.</summary>
    public static IReadOnlyList<KeyResultState> Compute(
        DevRelProgram program,
        IReadOnlyList<Sample> samples,
        DateTimeOffset asOf
    ) =>
        [
            .. program
                .Spec.Objectives.SelectMany(
                    objective => objective.KeyResults,
                    (objective, keyResult) => StateOf(program, objective.Name, keyResult, samples, asOf)
                )
                .DistinctBy(state => (state.Objective, state.KeyResult)),
        ];

    public static IEnumerable<Sample> Samples(DevRelProgramSpec program, IEnumerable<KeyResultState> states)
    {
        if (program.Success.ReviewBy is { } review)
            yield return Review.Of(Unix(StartOf(program, review)));
        foreach (var state in states)
        {
            foreach (var sample in Samples(state))
                yield return sample;
        }
    }

    private static KeyResultState StateOf(
        DevRelProgram program,
        string objective,
        KeyResultSpec spec,
        IReadOnlyList<Sample> samples,
        DateTimeOffset asOf
    )
    {
        var (reading, current) = spec.Metric is { Length: > 0 } metric
            ? KeyResultRules.Read(samples, metric, spec.MatchLabels, program.Name)
            : (Reading.InPrometheus, null);
        var deadline = spec.By is { } by ? StartOf(program.Spec, by.AddDays(1)) : (DateTimeOffset?)null;
        var start = spec.Start is { } first ? StartOf(program.Spec, first) : (DateTimeOffset?)null;
        var expected = KeyResultRules.Expected(spec, start, deadline, asOf);
        var progress = current is { } value ? KeyResultRules.Progress(spec, value) : null;
        return new KeyResultState(
            objective,
            spec.Name,
            spec.Metric,
            reading,
            current,
            spec.Baseline?.Value,
            spec.Target.Value,
            progress,
            expected,
            deadline,
            current is { } known ? KeyResultRules.OnTrack(spec, known, progress, expected) : null,
            current is { } reached ? KeyResultRules.MilestonesReached(spec, reached) : null,
            spec.Milestones.Count,
            [
                .. spec
                    .Guardrails.Select(guardrail => StateOf(program, guardrail, samples))
                    .DistinctBy(state => state.Name),
            ]
        );
    }

    private static GuardrailState StateOf(DevRelProgram program, GuardrailSpec spec, IReadOnlyList<Sample> samples)
    {
        var (reading, current) = KeyResultRules.Read(samples, spec.Metric, spec.MatchLabels, program.Name);
        return new GuardrailState(
            spec.Name is { Length: > 0 } name ? name : spec.Metric,
            spec.Metric,
            reading,
            current,
            spec.Min?.Value,
            spec.Max?.Value,
            current is { } value ? value < spec.Min?.Value || value > spec.Max?.Value : null
        );
    }

    private static IEnumerable<Sample> Samples(KeyResultState state)
    {
        (Metric Metric, double? Value)[] values =
        [
            (Current, state.Current),
            (Baseline, state.Baseline),
            (Target, state.Target),
            (Progress, state.Progress),
            (Expected, state.Expected),
            (Deadline, state.Deadline is { } deadline ? Unix(deadline) : null),
            (OnTrack, Number(state.OnTrack)),
            (Milestones, state.MilestonesReached),
        ];
        foreach (var (metric, value) in values)
        {
            if (value is { } known)
                yield return metric.Of(known, state.Objective, state.KeyResult);
        }

        foreach (var guardrail in state.Guardrails)
        {
            if (Number(guardrail.Breached) is { } breached)
                yield return GuardrailBreached.Of(breached, state.Objective, state.KeyResult, guardrail.Name);
        }
    }

    private static DateTimeOffset StartOf(DevRelProgramSpec program, DateOnly date) =>
        Instants.Time(ProgramCalendar.Of(program.TimeZone).StartOf(date));

    private static double Unix(DateTimeOffset instant) => instant.ToUnixTimeSeconds();

    private static double? Number(bool? value) => value is { } known ? (known ? 1 : 0) : null;
}

using System.Globalization;

namespace DevRel.Resources;

/// <summary>Objectives, key results, guardrails, hypotheses and alerts, as far as no catalogue of metrics is needed.</summary>
internal static class GoalChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("NameTwice", Severity.Error, "Names are label values: two of one name would write one series.", Names),
        new(
            "NothingMeasured",
            Severity.Warning,
            "An objective without key results can be neither reached nor missed.",
            Unmeasured
        ),
        new("DirectionContradicted", Severity.Error, "The target lies where the direction points.", Directions),
        new("PeriodReversed", Severity.Error, "A key result starts before it is due.", Periods),
        new("NoDeadline", Severity.Warning, "Without a last day nobody can say whether it is on track.", Deadlines),
        new("DeadlinePassed", Severity.Warning, "A key result that is over wants a verdict, or a new day.", Passed),
        new(
            "MilestonesUnordered",
            Severity.Error,
            "Milestones lie between baseline and target, in the order of reaching them.",
            Milestones
        ),
        new("GuardrailImpossible", Severity.Error, "No value is above the one and below the other.", Guardrails),
        new("GuardrailOnItself", Severity.Warning, "A number cannot guard itself.", SelfGuards),
        new("HypothesisOnItself", Severity.Error, "A number always moves with itself.", Hypotheses),
        new("AlertAlwaysFires", Severity.Error, "Every value is above the one or below the other.", Alerts),
    ];

    /// <summary>Names that stand in a list before.</summary>
    internal static IEnumerable<Finding> Twins(Place place, FieldPath list, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, name) in names.Index())
        {
            if (name.Length > 0 && !seen.Add(name))
                yield return new Finding(
                    place,
                    list.To(index, "name"),
                    $"{Looks.Show(name)} stands twice in this list",
                    "give each a name of its own"
                );
        }
    }

    private static IEnumerable<Finding> Names(CheckInput input)
    {
        foreach (var (place, program) in input.Programs)
        {
            var root = FieldPath.Of("spec");
            var spec = program.Spec;
            var lists = new List<(FieldPath Path, IEnumerable<string> Names)>
            {
                (root.Field("objectives"), spec.Objectives.Select(objective => objective.Name)),
                (root.Field("alerts"), spec.Alerts.Select(alert => alert.Name)),
                (root.To("funding", "budget"), spec.Funding.Budget.Select(line => line.Name)),
            };
            foreach (var (index, objective) in spec.Objectives.Index())
            {
                var path = root.To("objectives", index);
                lists.Add((path.Field("keyResults"), objective.KeyResults.Select(result => result.Name)));
                lists.Add((path.Field("hypotheses"), objective.Hypotheses.Select(hypothesis => hypothesis.Name)));
            }

            foreach (var finding in lists.SelectMany(list => Twins(place, list.Path, list.Names)))
                yield return finding;
        }
    }

    private static IEnumerable<Finding> Unmeasured(CheckInput input) =>
        from item in input.Programs
        from objective in item.Program.Spec.Objectives.Index()
        where objective.Item.KeyResults.Count == 0
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "objectives", objective.Index),
            $"objective {Looks.Show(objective.Item.Name)} has no key result",
            "add keyResults: [{name: NAME, metric: METRIC, target: 80}]"
        );

    private static IEnumerable<Finding> Directions(CheckInput input) =>
        from item in input.KeyResults
        let result = item.KeyResult
        from baseline in new[] { result.Baseline }.OfType<Quantity>()
        where
            (result.Direction == "increase" && result.Target.Value <= baseline.Value)
            || (result.Direction == "decrease" && result.Target.Value >= baseline.Value)
        select new Finding(
            item.Place,
            item.Path.Field("target"),
            $"target {result.Target} is not {(result.Direction == "increase" ? "above" : "below")} the baseline {baseline}, and the direction is {result.Direction}",
            result.Target == baseline
                ? "write another target, or direction: maintain"
                : $"write another target, or direction: {(result.Direction == "increase" ? "decrease" : "increase")}"
        );

    private static IEnumerable<Finding> Periods(CheckInput input) =>
        from item in input.KeyResults
        let result = item.KeyResult
        where result.Start >= result.By
        select new Finding(
            item.Place,
            item.Path.Field("by"),
            $"it is due on {SourceChecks.Day(result.By)} and starts on {SourceChecks.Day(result.Start)}",
            "write a day after the start"
        );

    private static IEnumerable<Finding> Deadlines(CheckInput input) =>
        from item in input.KeyResults
        where item.KeyResult.By is null
        select new Finding(item.Place, item.Path, "no last day", "add by: \"2026-12-31\"");

    private static IEnumerable<Finding> Passed(CheckInput input) =>
        from item in input.KeyResults
        where item.KeyResult.By < input.Today
        select new Finding(
            item.Place,
            item.Path.Field("by"),
            $"it was due on {SourceChecks.Day(item.KeyResult.By)}",
            "write the next period's target and day, or remove it"
        );

    private static IEnumerable<Finding> Milestones(CheckInput input)
    {
        foreach (var (place, path, result) in input.KeyResults)
        {
            // With direction 'maintain', or without a baseline, only the side of the target is known.
            var sign = result.Direction == "decrease" ? -1 : 1;
            var last = result.Baseline?.Value * sign ?? double.NegativeInfinity;
            foreach (var (index, milestone) in result.Milestones.Index())
            {
                var value = milestone.Value * sign;
                if (value <= last || value >= result.Target.Value * sign)
                    yield return new Finding(
                        place,
                        path.To("milestones", index),
                        $"milestone {milestone} is not on the way {Way(result)}",
                        "write milestones between baseline and target, in the order of reaching them"
                    );
                last = Math.Max(last, value);
            }
        }
    }

    private static string Way(KeyResultSpec result) =>
        result.Baseline is { } baseline
            ? string.Create(CultureInfo.InvariantCulture, $"from {baseline} to {result.Target}")
            : string.Create(CultureInfo.InvariantCulture, $"to {result.Target}");

    private static IEnumerable<Finding> Guardrails(CheckInput input) =>
        from item in input.KeyResults
        from guardrail in item.KeyResult.Guardrails.Index()
        where guardrail.Item.Min?.Value > guardrail.Item.Max?.Value
        select new Finding(
            item.Place,
            item.Path.To("guardrails", guardrail.Index, "min"),
            $"min {guardrail.Item.Min} is above max {guardrail.Item.Max}",
            "swap them"
        );

    private static IEnumerable<Finding> SelfGuards(CheckInput input) =>
        from item in input.KeyResults
        from guardrail in item.KeyResult.Guardrails.Index()
        where
            guardrail.Item.Metric == item.KeyResult.Metric
            && guardrail
                .Item.MatchLabels.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .SequenceEqual(item.KeyResult.MatchLabels.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        select new Finding(
            item.Place,
            item.Path.To("guardrails", guardrail.Index, "metric"),
            "the guardrail watches the very series that the key result pushes",
            "name a metric that shows the harm"
        );

    private static IEnumerable<Finding> Hypotheses(CheckInput input) =>
        from item in input.Programs
        from objective in item.Program.Spec.Objectives.Index()
        from hypothesis in objective.Item.Hypotheses.Index()
        where hypothesis.Item.Leading.Length > 0 && hypothesis.Item.Leading == hypothesis.Item.Lagging
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "objectives", objective.Index, "hypotheses", hypothesis.Index, "lagging"),
            "leading and lagging are one metric",
            "name the metric that follows"
        );

    private static IEnumerable<Finding> Alerts(CheckInput input) =>
        from item in input.Programs
        from alert in item.Program.Spec.Alerts.Index()
        where alert.Item.Below?.Value > alert.Item.Above?.Value
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "alerts", alert.Index, "below"),
            $"it fires above {alert.Item.Above} and below {alert.Item.Below}: always",
            "write a 'below' that is not above 'above'"
        );
}

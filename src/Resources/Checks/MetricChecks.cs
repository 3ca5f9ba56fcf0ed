using System.Globalization;

namespace DevRel.Resources;

/// <summary>What only the catalogue of metrics can tell: existence, labels, units, and what can be gamed.</summary>
internal static class MetricChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("UnknownMetric", Severity.Error, "A metric that does not exist has no value.", Unknown),
        new("UnknownLabel", Severity.Error, "A label that the metric does not carry matches nothing.", Labels),
        new("UnknownLabelValue", Severity.Error, "A value outside the label's set matches nothing.", Values),
        new("SeveralSeries", Severity.Warning, "A key result is one number.", Several),
        new("WrongUnit", Severity.Error, "Targets and thresholds are in the unit of their metric.", Units),
        new(
            "GameableUnguarded",
            Severity.Warning,
            "A number that can be pushed without success wants one that shows the harm.",
            Unguarded
        ),
    ];

    /// <summary>A place that names a metric.</summary>
    /// <param name="Quantities">Field, below <paramref name="Path"/>, and what stands there.</param>
    /// <param name="IsOneNumber">It needs exactly one series.</param>
    private sealed record Use(
        Place Place,
        FieldPath Path,
        string Field,
        string Metric,
        IReadOnlyDictionary<string, string> MatchLabels,
        IReadOnlyList<(FieldPath Path, Quantity Value)> Quantities,
        bool IsOneNumber
    );

    private static readonly Dictionary<string, string> NoLabels = new(StringComparer.Ordinal);

    private static IEnumerable<Use> Uses(CheckInput input)
    {
        foreach (var (place, path, result) in input.KeyResults)
        {
            if (result.Metric is { } metric)
                yield return new Use(
                    place,
                    path,
                    "metric",
                    metric,
                    result.MatchLabels,
                    QuantitiesOf(path, result),
                    true
                );
            foreach (var (index, guardrail) in result.Guardrails.Index())
            {
                var at = path.To("guardrails", index);
                var bounds = Given((at.Field("min"), guardrail.Min), (at.Field("max"), guardrail.Max));
                yield return new Use(place, at, "metric", guardrail.Metric, guardrail.MatchLabels, bounds, true);
            }
        }

        foreach (var (place, program) in input.Programs)
        {
            foreach (var (index, alert) in program.Spec.Alerts.Index())
            {
                var at = FieldPath.Of("spec", "alerts", index);
                var bounds = Given((at.Field("above"), alert.Above), (at.Field("below"), alert.Below));
                yield return new Use(place, at, "metric", alert.Metric, alert.MatchLabels, bounds, false);
            }

            foreach (var (index, objective) in program.Spec.Objectives.Index())
            foreach (var (number, hypothesis) in objective.Hypotheses.Index())
            {
                var at = FieldPath.Of("spec", "objectives", index, "hypotheses", number);
                yield return new Use(place, at, "leading", hypothesis.Leading, NoLabels, [], false);
                yield return new Use(place, at, "lagging", hypothesis.Lagging, NoLabels, [], false);
            }
        }
    }

    private static List<(FieldPath Path, Quantity Value)> QuantitiesOf(FieldPath path, KeyResultSpec result) =>
        [
            .. Given((path.Field("baseline"), result.Baseline), (path.Field("target"), result.Target)),
            .. result.Milestones.Index().Select(item => (path.To("milestones", item.Index), item.Item)),
        ];

    private static List<(FieldPath Path, Quantity Value)> Given(
        params IEnumerable<(FieldPath Path, Quantity? Value)> fields
    ) => [.. fields.Where(field => field.Value is not null).Select(field => (field.Path, field.Value!.Value))];

    private static IEnumerable<(Use Use, MetricFacts Metric)> Known(CheckInput input) =>
        from use in Uses(input)
        let metric = input.Metrics.Find(use.Metric)
        where metric is not null
        select (use, metric);

    private static IEnumerable<Finding> Unknown(CheckInput input) =>
        from use in Uses(input)
        where use.Metric.Length > 0 && input.Metrics.Find(use.Metric) is null
        let near = Nearest.Of(use.Metric, input.Metrics.Names)
        select new Finding(
            use.Place,
            use.Path.Field(use.Field),
            $"there is no metric {Looks.Show(use.Metric)}",
            near is null
                ? "'devrel explain METRIC' documents one, /metrics lists all; what only Prometheus knows goes into promql"
                : $"did you mean '{near}'?"
        );

    private static IEnumerable<Finding> Labels(CheckInput input) =>
        from known in Known(input)
        from label in known.Use.MatchLabels
        where Find(known.Metric, label.Key) is null
        let names = known.Metric.Labels.Select(fact => fact.Name).ToList()
        let near = Nearest.Of(label.Key, names)
        select new Finding(
            known.Use.Place,
            known.Use.Path.To("matchLabels", label.Key),
            label.Key == "program"
                ? "the label 'program' is this program already"
                : $"{known.Metric.Name} has no label {Looks.Show(label.Key)}",
            near is not null ? $"did you mean '{near}'?"
                : names.Count == 0 || label.Key == "program" ? "remove it"
                : $"its labels are {string.Join(", ", names)}"
        );

    private static IEnumerable<Finding> Values(CheckInput input) =>
        from known in Known(input)
        from label in known.Use.MatchLabels
        let allowed = Find(known.Metric, label.Key)?.Values
        where allowed is not null && !allowed.Contains(label.Value, StringComparer.Ordinal)
        let wrong = ScalarReader.OneOf(label.Value, allowed)
        select new Finding(
            known.Use.Place,
            known.Use.Path.To("matchLabels", label.Key),
            $"{Looks.Show(label.Value)} is no value of the label {label.Key}",
            wrong.Instead
        );

    private static IEnumerable<Finding> Several(CheckInput input) =>
        from known in Known(input)
        where known.Use.IsOneNumber
        let open = known.Metric.Labels.Where(label => !known.Use.MatchLabels.ContainsKey(label.Name)).ToList()
        where open.Count > 0
        select new Finding(
            known.Use.Place,
            known.Use.Path,
            $"{known.Metric.Name} has a series for every {string.Join(" and ", open.Select(label => label.Name))}",
            $"choose one: matchLabels: {{{string.Join(", ", open.Select(label => $"{label.Name}: {label.Values?[0] ?? "NAME"}"))}}}"
        );

    private static IEnumerable<Finding> Units(CheckInput input) =>
        from known in Known(input)
        from quantity in known.Use.Quantities
        let wrong = Fits(quantity.Value, known.Metric)
        where wrong is not null
        select new Finding(known.Use.Place, quantity.Path, wrong.Value.What, wrong.Value.Instead);

    private static (string What, string Instead)? Fits(Quantity quantity, MetricFacts metric)
    {
        var (value, about) = (quantity.Value, $"{quantity} for {metric.Name}, which is in {metric.Unit}");
        if (metric.Unit == "seconds")
            return quantity.IsDuration
                ? null
                : (
                    about,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"write a duration: {Math.Max(1, Math.Round(value))}s, or in m, h, d, w"
                    )
                );
        if (quantity.IsDuration)
            return (about, "write a number");
        return metric.Unit switch
        {
            "ratio" when value is < 0 or > 1 => (about, "write a share from 0 to 1, in quotes: \"0.8\""),
            "boolean" when value is not (0 or 1) => (about, "write 0 or 1"),
            "members" or "activities" or "items" when value < 0 || value != Math.Floor(value) => (
                about,
                "write a whole number, 0 or more"
            ),
            "info" => ($"{metric.Name} is always 1: its labels are the fact", "name a metric with a value"),
            _ => null,
        };
    }

    private static IEnumerable<Finding> Unguarded(CheckInput input) =>
        from item in input.KeyResults
        where item.KeyResult is { Metric: not null, Guardrails.Count: 0 }
        let metric = input.Metrics.Find(item.KeyResult.Metric ?? "")
        where metric is { Gameable: true }
        select new Finding(
            item.Place,
            item.Path.Field("metric"),
            $"{metric.Name} can be pushed without success, and nothing guards it",
            metric.DefaultGuardrails.Count == 0
                ? "add guardrails: [{metric: METRIC, max: VALUE}]"
                : $"add guardrails: [{{metric: {metric.DefaultGuardrails[0]}, {Bound(input, metric)}: VALUE}}]; taken until then: {string.Join(", ", metric.DefaultGuardrails)}"
        );

    /// <summary>Waiting times should not rise, most else should not fall.</summary>
    private static string Bound(CheckInput input, MetricFacts metric) =>
        input.Metrics.Find(metric.DefaultGuardrails[0])?.Unit == "seconds" ? "max" : "min";

    private static LabelFacts? Find(MetricFacts metric, string label) =>
        metric.Labels.FirstOrDefault(fact => fact.Name == label);
}

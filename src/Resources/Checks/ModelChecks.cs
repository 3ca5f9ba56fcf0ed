namespace DevRel.Resources;

/// <summary>How models are configured.</summary>
internal static class ModelChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new(
            "UnknownActivityKind",
            Severity.Error,
            "A kind that no platform yields would silently count nothing.",
            Kinds
        ),
        new("CustomWithoutSteps", Severity.Error, "A custom template is made of what is listed.", Custom),
        new(
            "StepsUnused",
            Severity.Warning,
            "Steps and roles of one's own count with 'template: custom' only.",
            Unused
        ),
        new("StepNameTwice", Severity.Error, "Steps are told apart by their names.", StepNames),
        new("StallBeforeValue", Severity.Warning, "A path that stalls before its time is up has no spares.", Stalls),
    ];

    private static IEnumerable<Finding> Kinds(CheckInput input)
    {
        var known = input.ActivityKinds.ToHashSet(StringComparer.Ordinal);
        foreach (var (place, program) in input.Programs)
        {
            foreach (var (path, kind) in KindsOf(program.Spec.Models).Where(use => !known.Contains(use.Kind)))
            {
                var instead = Nearest.Of(kind, known) is { } near
                    ? $"did you mean '{near}'?"
                    : $"write one of {string.Join(", ", input.ActivityKinds)}";
                yield return new Finding(place, path, $"{Looks.Show(kind)} is no activity kind", instead);
            }
        }
    }

    private static IEnumerable<(FieldPath Path, string Kind)> KindsOf(ModelsSpec models)
    {
        var root = FieldPath.Of("spec", "models");
        foreach (var weight in models.Orbit.Weights)
            yield return (root.To("orbit", "weights", weight.Key), weight.Key);
        foreach (var goal in models.Aaarrrp.Goals)
        foreach (var (index, kind) in goal.Value.Index())
            yield return (root.To("aaarrrp", "goals", goal.Key, index), kind);
        foreach (var (step, item) in models.Journey.Steps.Index())
        foreach (var (index, kind) in item.Kinds.Index())
            yield return (root.To("journey", "steps", step, "kinds", index), kind);
        foreach (var (step, item) in models.BowlingAlley.Path.Index())
        foreach (var (index, kind) in item.Kinds.Index())
            yield return (root.To("bowlingAlley", "path", step, "kinds", index), kind);
        foreach (var (role, item) in models.Ladder.Roles.Index())
        foreach (var (rule, condition) in item.Rules.Index())
        foreach (var (index, kind) in condition.Kinds.Index())
            yield return (root.To("ladder", "roles", role, "rules", rule, "kinds", index), kind);
    }

    private static IEnumerable<Finding> Custom(CheckInput input) =>
        from use in Templates(input)
        where use.Template == "custom" && use.Count == 0
        select new Finding(
            use.Place,
            use.Path.Field("template"),
            $"template custom without {use.Listed}",
            $"add {use.Listed}, or name a shipped template"
        );

    private static IEnumerable<Finding> Unused(CheckInput input) =>
        from use in Templates(input)
        where use.Template != "custom" && use.Count > 0
        select new Finding(
            use.Place,
            use.Path.Field(use.Listed),
            $"{use.Listed} are given, but the template is {use.Template}",
            "write template: custom to use them"
        );

    private static IEnumerable<(Place Place, FieldPath Path, string Template, string Listed, int Count)> Templates(
        CheckInput input
    )
    {
        foreach (var (place, program) in input.Programs)
        {
            var (journey, ladder) = (program.Spec.Models.Journey, program.Spec.Models.Ladder);
            yield return (
                place,
                FieldPath.Of("spec", "models", "journey"),
                journey.Template,
                "steps",
                journey.Steps.Count
            );
            yield return (
                place,
                FieldPath.Of("spec", "models", "ladder"),
                ladder.Template,
                "roles",
                ladder.Roles.Count
            );
        }
    }

    private static IEnumerable<Finding> StepNames(CheckInput input) =>
        from item in input.Programs
        let models = item.Program.Spec.Models
        from list in new[]
        {
            (
                Path: FieldPath.Of("spec", "models", "journey", "steps"),
                Names: models.Journey.Steps.Select(step => step.Name)
            ),
            (
                Path: FieldPath.Of("spec", "models", "bowlingAlley", "path"),
                Names: models.BowlingAlley.Path.Select(step => step.Name)
            ),
            (
                Path: FieldPath.Of("spec", "models", "ladder", "roles"),
                Names: models.Ladder.Roles.Select(role => role.Name)
            ),
        }
        from finding in GoalChecks.Twins(item.Place, list.Path, list.Names)
        select finding;

    private static IEnumerable<Finding> Stalls(CheckInput input) =>
        from item in input.Programs
        let alley = item.Program.Spec.Models.BowlingAlley
        where alley.Stall < alley.TimeToValue
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "models", "bowlingAlley", "stall"),
            $"stall {Durations.Format(alley.Stall)} is shorter than timeToValue {Durations.Format(alley.TimeToValue)}",
            "write a longer stall"
        );
}

namespace DevRel.Resources;

/// <summary>How objects relate: names, selection, references.</summary>
internal static class ObjectChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new(
            "DuplicateName",
            Severity.Error,
            "Of two objects of one kind and name only one would count.",
            DuplicateNames
        ),
        new(
            "ProgramNameTaken",
            Severity.Error,
            "The name is the label 'program': two namespaces would write one series.",
            ProgramNames
        ),
        new("SelectsNothing", Severity.Warning, "A program without sources shows nothing.", EmptyPrograms),
        new(
            "NotSelected",
            Severity.Warning,
            "A source that no program selects is collected for nobody.",
            UnselectedSources
        ),
        new(
            "UnknownCollector",
            Severity.Error,
            "Only the Collector 'default' exists without being declared.",
            MissingCollectors
        ),
    ];

    private static IEnumerable<Finding> DuplicateNames(CheckInput input) =>
        from twins in input
            .Loaded.All.Where(loaded => loaded.Resource.Name.Length > 0)
            .GroupBy(loaded =>
                (loaded.Resource.GetType(), loaded.Resource.Metadata.Namespace ?? "", loaded.Resource.Name)
            )
        let first = twins.First()
        from twin in twins.Skip(1)
        select new Finding(
            twin.Place,
            Name,
            $"a second {twin.Resource.GetType().Name} named {Looks.Show(twin.Resource.Name)}, after {first.Place.Position(Name)}",
            "give it another name or remove one of them"
        );

    private static IEnumerable<Finding> ProgramNames(CheckInput input) =>
        from twins in input.Programs.GroupBy(item => item.Program.Name, StringComparer.Ordinal)
        let first = twins.First()
        from twin in twins.Skip(1)
        where (twin.Program.Metadata.Namespace ?? "") != (first.Program.Metadata.Namespace ?? "")
        select new Finding(
            twin.Place,
            Name,
            $"another namespace has a program {Looks.Show(twin.Program.Name)}: {first.Place.Position(Name)}",
            "programs need names of their own across namespaces: rename one"
        );

    private static IEnumerable<Finding> EmptyPrograms(CheckInput input)
    {
        var sources = input.Sources.Select(item => item.Source).ToList();
        var path = FieldPath.Of("spec", "sources", "selector");
        foreach (var (place, program) in input.Programs)
        {
            var selected = sources.Where(program.Selects).ToList();
            if (selected.Count == 0)
                yield return new Finding(place, path, "no source has these labels", LabelsThatExist(sources));
            else if (selected.TrueForAll(source => source.Spec.Suspend))
                yield return new Finding(
                    place,
                    path,
                    "every source it selects is suspended",
                    "set suspend: false in one of them"
                );
        }
    }

    private static string LabelsThatExist(IReadOnlyList<MetricSource> sources)
    {
        if (sources.Count == 0)
            return "add a MetricSource";
        var labels = sources
            .SelectMany(source => source.Metadata.Labels)
            .Select(label => $"{Looks.Shorten(label.Key)}={Looks.Shorten(label.Value)}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Take(5)
            .ToList();
        return labels.Count == 0
            ? "no source has labels: add metadata.labels to them, or leave the selector out to take all"
            : $"labels of sources are {string.Join(", ", labels)}";
    }

    private static IEnumerable<Finding> UnselectedSources(CheckInput input)
    {
        var programs = input.Programs.Select(item => item.Program).ToList();
        if (programs.Count == 0)
            return [];
        return from item in input.Sources
            where !programs.Exists(program => program.Selects(item.Source))
            select new Finding(
                item.Place,
                FieldPath.Of("metadata", "labels"),
                "no program selects this source",
                $"give it the labels of a program's spec.sources.selector ({WantedLabels(programs)})"
            );
    }

    private static string WantedLabels(IEnumerable<DevRelProgram> programs) =>
        string.Join(
            "; ",
            programs
                .Take(3)
                .Select(program =>
                    $"{Looks.Shorten(program.Name)}: {string.Join(", ", program.Spec.Sources.Selector.MatchLabels.Select(label => $"{Looks.Shorten(label.Key)}={Looks.Shorten(label.Value)}"))}"
                )
        );

    private static IEnumerable<Finding> MissingCollectors(CheckInput input)
    {
        var known = input
            .Collectors.Select(item => item.Collector.Name)
            .Append("default")
            .ToHashSet(StringComparer.Ordinal);
        return from item in input.Sources
            let wanted = item.Source.Spec.Collector
            where !known.Contains(wanted)
            select new Finding(
                item.Place,
                FieldPath.Of("spec", "collector"),
                $"there is no Collector {Looks.Show(wanted)}",
                Nearest.Of(wanted, known) is { } near
                    ? $"did you mean '{near}'?"
                    : "declare it, or leave the field out for 'default'"
            );
    }

    private static FieldPath Name => FieldPath.Of("metadata", "name");
}

using DevRel.Activities;
using DevRel.Collectors;
using DevRel.Collectors.Running;
using DevRel.Models;
using DevRel.Resources;

namespace DevRel.App;

/// <summary>Manifests as one machine uses them: loaded, judged by every check, references between them resolved.</summary>
internal sealed class ManifestSet
{
    private ManifestSet(LoadResult loaded, IReadOnlyList<Problem> problems, IReadOnlyList<DevRelProgram> programs)
    {
        (Loaded, Problems, Programs) = (loaded, problems, programs);
        Works =
        [
            .. from source in loaded.Sources
            let platform = PlatformCatalog.All.Single(platform => platform.Descriptor.Key == source.Spec.Platform)
            select new SourceWork(source, platform, Fingerprint.Of(source.Spec) + source.File),
        ];
    }

    public LoadResult Loaded { get; }

    /// <summary>By file, line and column.</summary>
    public IReadOnlyList<Problem> Problems { get; }
    public bool HasErrors => Problems.Any(problem => problem.Severity == Severity.Error);

    /// <summary>With the identities of their ConfigMaps merged in.</summary>
    public IReadOnlyList<DevRelProgram> Programs { get; }
    public IReadOnlyList<SourceWork> Works { get; }

    public static ManifestSet Load(IReadOnlyList<string> paths, DateTimeOffset now)
    {
        var loaded = Manifests.Load(paths, PlatformCatalog.Descriptors);
        var input = new CheckInput(loaded, now, Metrics, [.. ActivityKinds.All.Select(kind => kind.Name())]);
        var identities = loaded.Programs.ToDictionary(
            program => program,
            program => Identities.Resolve(program, loaded)
        );
        return new ManifestSet(
            loaded,
            [.. Checks.AllProblems(input), .. identities.Values.SelectMany(resolved => resolved.Problems)],
            [.. identities.Select(pair => With(pair.Key, pair.Value.Merged))]
        );
    }

    public IReadOnlyList<MetricSource> SourcesOf(DevRelProgram program) => [.. Loaded.SourcesOf(program)];

    private static MetricLookup Metrics { get; } =
        new(
            ModelCatalog.Metrics.Select(metric => new MetricFacts(
                metric.Name,
                metric.Unit.Name,
                [.. metric.Labels.Select(label => new LabelFacts(label.Name, label.Values))],
                metric.Gameable,
                metric.DefaultGuardrails
            ))
        );

    private static DevRelProgram With(DevRelProgram program, IdentitiesSpec identities) =>
        program with
        {
            Spec = program.Spec with { Members = program.Spec.Members with { Identities = identities } },
        };
}

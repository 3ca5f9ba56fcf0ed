namespace DevRel.Resources;

/// <summary>One thing that must hold between fields or objects. Pure; finds every place where it does not.</summary>
public sealed class Check
{
    internal Check(string reason, Severity severity, string doc, Func<CheckInput, IEnumerable<Finding>> find) =>
        (Reason, Severity, Doc, Find) = (reason, severity, doc, find);

    /// <summary>Stable: it becomes the reason of a condition.</summary>
    public string Reason { get; }
    public Severity Severity { get; }

    /// <summary>Why it must hold, in a sentence.</summary>
    public string Doc { get; }
    internal Func<CheckInput, IEnumerable<Finding>> Find { get; }
}

/// <param name="Path">Where to write something else.</param>
internal readonly record struct Finding(Place Place, FieldPath Path, string What, string Instead);

/// <summary>All that checks look at.</summary>
/// <param name="Now">For days that must not have passed, or not have come.</param>
/// <param name="ActivityKinds">Every kind there is, spelled as in manifests: <c>pull_request_merged</c>.</param>
public sealed record CheckInput(
    LoadResult Loaded,
    DateTimeOffset Now,
    MetricLookup Metrics,
    IReadOnlyList<string> ActivityKinds
)
{
    internal DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    internal IEnumerable<(Place Place, MetricSource Source)> Sources => Of<MetricSource>();
    internal IEnumerable<(Place Place, DevRelProgram Program)> Programs => Of<DevRelProgram>();
    internal IEnumerable<(Place Place, Collector Collector)> Collectors => Of<Collector>();

    /// <summary>Every key result with the path to it.</summary>
    internal IEnumerable<(Place Place, FieldPath Path, KeyResultSpec KeyResult)> KeyResults =>
        from program in Programs
        from objective in program.Program.Spec.Objectives.Index()
        from result in objective.Item.KeyResults.Index()
        select (
            program.Place,
            FieldPath.Of("spec", "objectives", objective.Index, "keyResults", result.Index),
            result.Item
        );

    private IEnumerable<(Place Place, T Resource)> Of<T>()
        where T : Resource =>
        from loaded in Loaded.All
        where loaded.Resource is T
        select (loaded.Place, (T)loaded.Resource);
}

/// <summary>What checks must know of a metric. The caller gives them: this room knows no metrics.</summary>
/// <param name="Unit">Name of its unit: <c>seconds</c>, <c>ratio</c>, <c>members</c>.</param>
/// <param name="Gameable">It can be pushed without the success it stands for.</param>
/// <param name="DefaultGuardrails">Metrics that show the harm then.</param>
public sealed record MetricFacts(
    string Name,
    string Unit,
    IReadOnlyList<LabelFacts> Labels,
    bool Gameable,
    IReadOnlyList<string> DefaultGuardrails
);

/// <param name="Values">Null: open.</param>
public sealed record LabelFacts(string Name, IReadOnlyList<string>? Values);

/// <summary>The catalogue of metrics, by name.</summary>
public sealed class MetricLookup(IEnumerable<MetricFacts> metrics)
{
    private readonly Dictionary<string, MetricFacts> byName = metrics.ToDictionary(
        metric => metric.Name,
        StringComparer.Ordinal
    );

    public IReadOnlyCollection<string> Names => byName.Keys;

    public MetricFacts? Find(string name) => byName.GetValueOrDefault(name);
}

namespace DevRel.Resources;

/// <summary>All that a set of manifests declares, and all that is wrong with it.</summary>
public sealed class LoadResult
{
    internal LoadResult(
        IReadOnlyList<LoadedResource> all,
        IReadOnlyList<ConfigMapManifest> configMaps,
        IReadOnlyList<ForeignObject> ignored,
        IReadOnlyList<Problem> problems
    )
    {
        All = all;
        ConfigMaps = configMaps;
        Ignored = ignored;
        Problems = problems;
        Resources = [.. all.Where(loaded => loaded.Sound).Select(loaded => loaded.Resource)];
    }

    /// <summary>Without errors of their own, in order of files and documents.</summary>
    public IReadOnlyList<Resource> Resources { get; }
    public IEnumerable<MetricSource> Sources => Resources.OfType<MetricSource>();
    public IEnumerable<DevRelProgram> Programs => Resources.OfType<DevRelProgram>();
    public IEnumerable<Collector> Collectors => Resources.OfType<Collector>();

    /// <summary>Also those with errors, as far as they could be read.</summary>
    public IReadOnlyList<LoadedResource> All { get; }
    public IReadOnlyList<ConfigMapManifest> ConfigMaps { get; }

    /// <summary>Objects of other projects among the manifests.</summary>
    public IReadOnlyList<ForeignObject> Ignored { get; }

    /// <summary>By file, line and column. Relations between objects are judged by <see cref="Checks"/>.</summary>
    public IReadOnlyList<Problem> Problems { get; }
    public bool HasErrors => Problems.Any(problem => problem.Severity == Severity.Error);

    /// <summary>Objects that did not come from files: an API server's.</summary>
    public static LoadResult From(IEnumerable<Resource> resources) => new([.. resources.Select(Unplaced)], [], [], []);

    /// <summary>The sources a program selects, suspended ones too: those of its namespace, where both name one.</summary>
    public IEnumerable<MetricSource> SourcesOf(DevRelProgram program) => Sources.Where(program.Selects);

    private static LoadedResource Unplaced(Resource resource)
    {
        var title = LoadedResource.TitleOf(resource.GetType().Name, resource.Name);
        return new LoadedResource(resource, new Place(title, null, null, []), sound: true);
    }
}

/// <summary>A resource with the way back to its file.</summary>
public sealed class LoadedResource
{
    internal LoadedResource(Resource resource, Place place, bool sound) =>
        (Resource, Place, Sound) = (resource, place, sound);

    public Resource Resource { get; }

    /// <summary>False when something of it could not be read as written.</summary>
    public bool Sound { get; }
    internal Place Place { get; }

    /// <summary>A problem at a path of it, with position and quoted line when it came from a file.</summary>
    public Problem At(FieldPath path, Severity severity, string reason, string what, string instead) =>
        Place.At(path, severity, reason, what, instead);

    internal static string TitleOf(string kind, string name) => $"{kind} {Looks.Shorten(name)}".TrimEnd();
}

/// <summary>A ConfigMap among the manifests: on one machine references to it resolve here.</summary>
public sealed class ConfigMapManifest
{
    internal ConfigMapManifest(string name, SourceText source, YamlMapping root) =>
        (Name, Source, Root) = (name, source, root);

    public string Name { get; }
    public string File => Source.File;
    internal SourceText Source { get; }
    internal YamlMapping Root { get; }
}

/// <summary>An object of another project; <see cref="Name"/> empty when it has none.</summary>
public sealed record ForeignObject(string ApiVersion, string Kind, string Name, string File, int Line);

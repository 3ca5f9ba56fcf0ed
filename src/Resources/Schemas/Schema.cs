using System.Runtime.CompilerServices;

namespace DevRel.Resources;

/// <summary>One kind with all its fields; <see cref="Root"/> has <c>metadata</c> and <c>spec</c> as children.</summary>
public sealed record KindSchema(string Kind, string Plural, string ShortName, string Doc, SchemaNode Root)
{
    public SchemaNode Metadata => Root.Child("metadata")!;
    public SchemaNode Spec => Root.Child("spec")!;

    /// <summary>Kind, plural or short name, in any case.</summary>
    public bool IsCalled(string name) =>
        name.Equals(Kind, StringComparison.OrdinalIgnoreCase)
        || name.Equals(Plural, StringComparison.OrdinalIgnoreCase)
        || name.Equals(ShortName, StringComparison.OrdinalIgnoreCase);
}

/// <summary>All that may be declared, derived from the types; the catalogue's platforms are the blocks of MetricSource.</summary>
public sealed class Schema
{
    private Schema(IReadOnlyList<PlatformDescriptor> platforms, IReadOnlyList<KindSchema> kinds) =>
        (Platforms, Kinds) = (platforms, kinds);

    public IReadOnlyList<PlatformDescriptor> Platforms { get; }
    public IReadOnlyList<KindSchema> Kinds { get; }

    /// <summary>Errors: <see cref="ArgumentException"/> for a settings record with a type that manifests cannot spell.</summary>
    public static Schema Build(IReadOnlyList<PlatformDescriptor> platforms) => Built.GetValue(platforms, Derive);

    /// <summary>Types do not change: a list of platforms is derived once.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<PlatformDescriptor>, Schema> Built = [];

    private static Schema Derive(IReadOnlyList<PlatformDescriptor> platforms)
    {
        var builder = new SchemaBuilder(platforms);
        return new Schema(
            platforms,
            [builder.Kind(typeof(MetricSource)), builder.Kind(typeof(DevRelProgram)), builder.Kind(typeof(Collector))]
        );
    }

    public KindSchema? Kind(string name) => Kinds.FirstOrDefault(kind => kind.Kind == name);

    /// <summary>Platforms that later versions will know; a block of such a name gets a better answer than "unknown field".</summary>
    public static IReadOnlyList<string> ReservedPlatforms { get; } =
    [
        "git",
        "github",
        "discourse",
        "survey",
        "csv",
        "webhook",
        "gitlab",
        "stackExchange",
        "discord",
        "slack",
        "mattermost",
        "zulip",
        "matrix",
        "telegram",
        "reddit",
        "hackerNews",
        "feed",
        "youtube",
        "forem",
        "mastodon",
        "bluesky",
        "packages",
        "meetup",
        "pretalx",
        "mailingList",
        "analytics",
        "httpJson",
        "prometheus",
    ];
}

namespace DevRel.Resources;

/// <summary>Group and version of everything declared here.</summary>
public static class Api
{
    public const string Group = "devrelmetrics.io";
    public const string Version = "v1alpha1";
    public const string GroupVersion = Group + "/" + Version;
}

/// <summary>The part of Kubernetes object metadata that manifests write and we read.</summary>
public sealed record ObjectMetadata
{
    public string Name { get; init; } = "";
    public string? Namespace { get; init; }
    public IReadOnlyDictionary<string, string> Labels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
    public IReadOnlyDictionary<string, string> Annotations { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>One object of ours, with where it was written.</summary>
public abstract record Resource
{
    public required ObjectMetadata Metadata { get; init; }

    /// <summary>File it came from; relative paths in the spec (<c>git.url: .</c>) start at its folder. Null: from an API server.</summary>
    public string? File { get; init; }
    public string Name => Metadata.Name;
}

/// <summary>A key of a Secret. On a laptop <c>--secrets DIR</c> (DIR/name/key) or <c>DEVREL_SECRET_NAME_KEY</c>; in a pod a mounted file.</summary>
public sealed record SecretKeyRef
{
    public string Name { get; init; } = "";
    public string Key { get; init; } = "";
}

/// <summary>A secret, always by reference.</summary>
public sealed record SecretValue
{
    public SecretKeyRef SecretKeyRef { get; init; } = new();
}

public sealed record LocalReference
{
    public string Name { get; init; } = "";
}

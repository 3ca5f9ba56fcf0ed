namespace DevRel.Resources;

/// <summary>Group and version of everything declared here.</summary>
public static class Api
{
    public const string Group = "devrelmetrics.io";
    public const string Version = "v1alpha1";
    public const string GroupVersion = Group + "/" + Version;
}

/// <summary>The part of Kubernetes object metadata that manifests write and we read.</summary>
[Ignores(
    "uid",
    "resourceVersion",
    "generation",
    "creationTimestamp",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
    "managedFields",
    "ownerReferences",
    "finalizers",
    "selfLink",
    "generateName"
)]
public sealed record ObjectMetadata
{
    [Field(
        "Name of the object, unique for its kind in a namespace; it becomes a label value of metrics.",
        Required = true,
        Pattern = Vocabulary.NamePattern,
        Shape = Vocabulary.NameShape,
        MaxLength = Vocabulary.NameLength
    )]
    public string Name { get; init; } = "";

    [Field(
        "Namespace in a cluster; on one machine all objects are taken as one namespace.",
        Pattern = Vocabulary.NamePattern,
        Shape = Vocabulary.NameShape,
        MaxLength = 63
    )]
    public string? Namespace { get; init; }

    [Field(
        "Labels; programs select sources by them.",
        KeyPattern = Vocabulary.LabelKeyPattern,
        KeyShape = Vocabulary.LabelKeyShape,
        Pattern = Vocabulary.LabelPattern,
        Shape = Vocabulary.LabelShape
    )]
    public IReadOnlyDictionary<string, string> Labels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    [Field(
        "Annotations; read past, but for devrelmetrics.io/paused.",
        KeyPattern = Vocabulary.LabelKeyPattern,
        KeyShape = Vocabulary.LabelKeyShape,
        MaxLength = 262144
    )]
    public IReadOnlyDictionary<string, string> Annotations { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>One object of ours, with where it was written.</summary>
public abstract record Resource
{
    [Field("Name, labels and annotations.", Required = true)]
    public required ObjectMetadata Metadata { get; init; }

    /// <summary>File it came from; relative paths in the spec (<c>git.url: .</c>) start at its folder. Null: from an API server.</summary>
    [NotAField]
    public string? File { get; init; }

    [NotAField]
    public string Name => Metadata.Name;
}

/// <summary>A key of a Secret. On a laptop <c>--secrets DIR</c> (DIR/name/key) or <c>DEVREL_SECRET_NAME_KEY</c>; in a pod a mounted file.</summary>
public sealed record SecretKeyRef
{
    [Field(
        "Name of the Secret.",
        Required = true,
        Pattern = Vocabulary.NamePattern,
        Shape = Vocabulary.NameShape,
        MaxLength = Vocabulary.ReferenceLength
    )]
    public string Name { get; init; } = "";

    [Field(
        "Key within the Secret.",
        Required = true,
        Pattern = "^[-._a-zA-Z0-9]+$",
        Shape = "letters, digits, '-', '_' and '.'",
        MaxLength = Vocabulary.ReferenceLength
    )]
    public string Key { get; init; } = "";
}

/// <summary>A secret, always by reference.</summary>
public sealed record SecretValue
{
    [Field("Secret and key that hold the value.", Required = true)]
    public SecretKeyRef SecretKeyRef { get; init; } = new();
}

public sealed record LocalReference
{
    [Field(
        "Name of an object in the same namespace.",
        Required = true,
        Pattern = Vocabulary.NamePattern,
        Shape = Vocabulary.NameShape,
        MaxLength = Vocabulary.ReferenceLength
    )]
    public string Name { get; init; } = "";
}

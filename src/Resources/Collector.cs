namespace DevRel.Resources;

/// <summary>How a group of sources is collected and kept.</summary>
public sealed record Collector : Resource
{
    public required CollectorSpec Spec { get; init; }
}

public sealed record CollectorSpec
{
    public int Replicas { get; init; } = 1;
    public StorageSpec Storage { get; init; } = new();
    public CollectorPrivacySpec Privacy { get; init; } = new();
    public TlsSpec Tls { get; init; } = new();
    public PodResources Resources { get; init; } = new();
    public IReadOnlyDictionary<string, string> NodeSelector { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
    public IReadOnlyList<object> Tolerations { get; init; } = [];
    public IReadOnlyDictionary<string, object> Affinity { get; init; } =
        new Dictionary<string, object>(StringComparer.Ordinal);
    public IReadOnlyDictionary<string, string> PodAnnotations { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
    public string? Image { get; init; }
    public string LogLevel { get; init; } = "Information";
}

public sealed record StorageSpec
{
    public string Size { get; init; } = "5Gi";
    public string? StorageClassName { get; init; }
    public bool Ephemeral { get; init; }
    public string WhenDeleted { get; init; } = "Delete";
}

public sealed record CollectorPrivacySpec
{
    /// <summary><c>pseudonymous</c> or <c>named</c>.</summary>
    public string Identifiers { get; init; } = "pseudonymous";
    public OptOutSpec OptOut { get; init; } = new();
    public TimeSpan? Retention { get; init; }
}

public sealed record OptOutSpec
{
    public LocalReference? SecretRef { get; init; }
}

public sealed record TlsSpec
{
    public LocalReference? SecretRef { get; init; }
}

public sealed record PodResources
{
    public IReadOnlyDictionary<string, string> Requests { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
    public IReadOnlyDictionary<string, string> Limits { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}

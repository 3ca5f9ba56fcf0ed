namespace DevRel.Resources;

/// <summary>How a group of sources is collected and kept.</summary>
[Kind(
    "collectors",
    "dcol",
    "How a group of sources is collected and kept: pods, storage, privacy at the door. Optional: a namespace without one gets 'default'."
)]
public sealed record Collector : Resource
{
    [Field("Pods, storage and privacy; every field has a default.")]
    public required CollectorSpec Spec { get; init; }
}

public sealed record CollectorSpec
{
    private const string InACluster = "it concerns pods, and there are none on one machine";

    [Field(
        "Shards: sources are spread over them by consistent hash, each on exactly one.",
        Minimum = 1,
        Maximum = 64,
        NotYet = InACluster
    )]
    public int Replicas { get; init; } = 1;

    [Field("The volume that holds the store.", NotYet = InACluster)]
    public StorageSpec Storage { get; init; } = new();

    [Field("What is kept about people.")]
    public CollectorPrivacySpec Privacy { get; init; } = new();

    [Field("Certificate for the feed; with one the feed is served over TLS.", NotYet = InACluster)]
    public TlsSpec Tls { get; init; } = new();

    [Field("CPU and memory of each pod.", NotYet = InACluster)]
    public PodResources Resources { get; init; } = new();

    [Field(
        "Labels of the nodes that may run the pods.",
        KeyPattern = Vocabulary.LabelKeyPattern,
        KeyShape = Vocabulary.LabelKeyShape,
        Pattern = Vocabulary.LabelPattern,
        Shape = Vocabulary.LabelShape,
        NotYet = InACluster
    )]
    public IReadOnlyDictionary<string, string> NodeSelector { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    [Field("Kubernetes tolerations of the pods, passed on unread.", NotYet = InACluster)]
    public IReadOnlyList<object> Tolerations { get; init; } = [];

    [Field("Kubernetes affinity of the pods, passed on unread.", NotYet = InACluster)]
    public IReadOnlyDictionary<string, object> Affinity { get; init; } =
        new Dictionary<string, object>(StringComparer.Ordinal);

    [Field("Annotations put on the pods.", KeyPattern = Vocabulary.LabelKeyPattern, NotYet = InACluster)]
    public IReadOnlyDictionary<string, string> PodAnnotations { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    [Field("Container image in place of the operator's own.", NotYet = InACluster)]
    public string? Image { get; init; }

    [Field(
        "Least severe log line that is written.",
        Values = "Trace|Debug|Information|Warning|Error|Critical",
        NotYet = InACluster
    )]
    public string LogLevel { get; init; } = "Information";
}

public sealed record StorageSpec
{
    [Field("Size of the volume.", Pattern = Vocabulary.ByteQuantityPattern, Shape = Vocabulary.ByteQuantityShape)]
    public string Size { get; init; } = "5Gi";

    [Field("Storage class; left out: the cluster's default.", MaxLength = Vocabulary.ReferenceLength)]
    public string? StorageClassName { get; init; }

    [Field("True keeps the store in the pod only: a restart collects everything again.")]
    public bool Ephemeral { get; init; }

    [Field("What happens to the volume when the Collector is deleted.", Values = "Delete|Retain")]
    public string WhenDeleted { get; init; } = "Delete";
}

public sealed record CollectorPrivacySpec
{
    [Field(
        "Whether handles are kept: 'pseudonymous' keeps keyed hashes only, 'named' keeps handles too.",
        Values = "pseudonymous|named"
    )]
    public string Identifiers { get; init; } = "pseudonymous";

    [Field("Who asked not to be collected; honoured when an activity arrives, and for what was collected before.")]
    public OptOutSpec OptOut { get; init; } = new();

    [Field(
        "Older rows become daily aggregates. Left out: nothing is thinned.",
        Shortest = "30d",
        NotYet = "nothing is thinned yet"
    )]
    public TimeSpan? Retention { get; init; }
}

public sealed record OptOutSpec
{
    [Field("Secret whose key 'optout' holds one handle, e-mail address or hash a line.")]
    public LocalReference? SecretRef { get; init; }
}

public sealed record TlsSpec
{
    [Field("Secret of type kubernetes.io/tls.")]
    public LocalReference? SecretRef { get; init; }
}

public sealed record PodResources
{
    [Field("What is set aside for the pod, such as cpu: 100m, memory: 128Mi.", MaxItems = 16, MaxLength = 32)]
    public IReadOnlyDictionary<string, string> Requests { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    [Field("What the pod may not exceed.", MaxItems = 16, MaxLength = 32)]
    public IReadOnlyDictionary<string, string> Limits { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}

namespace DevRel.App.Running;

/// <summary>How <c>devrel run</c> was asked to run.</summary>
internal sealed record ServeOptions
{
    public required IReadOnlyList<string> Manifests { get; init; }

    /// <summary>Store, keys and what can be fetched again.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Null: only the environment.</summary>
    public string? SecretsFolder { get; init; }

    /// <summary><c>http://localhost:9464</c>; port 0 takes a free one.</summary>
    public required string Listen { get; init; }

    /// <summary>TLS and authentication, in the format of the Prometheus exporters; null: neither.</summary>
    public string? WebConfigFile { get; init; }

    /// <summary>The store grows no further than this; null: as far as the volume allows.</summary>
    public long? MaximumStoreBytes { get; init; }

    /// <summary>Raw answers are kept here for replay; null keeps none.</summary>
    public string? ArchiveFolder { get; init; }
}

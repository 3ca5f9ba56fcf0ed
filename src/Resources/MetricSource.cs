namespace DevRel.Resources;

/// <summary>Where community activity is.</summary>
public sealed record MetricSource : Resource
{
    public required MetricSourceSpec Spec { get; init; }
}

public sealed record MetricSourceSpec
{
    /// <summary>Key of the one platform block present: <c>github</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>That block, an instance of the platform's settings record.</summary>
    public required object Settings { get; init; }
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(15);
    public BackfillSpec Backfill { get; init; } = new();
    public AttributionSpec Attribution { get; init; } = new();

    /// <summary>Name of the Collector that runs it.</summary>
    public string Collector { get; init; } = "default";
    public bool Suspend { get; init; }
}

public sealed record BackfillSpec
{
    /// <summary>Null: all that the platform still serves.</summary>
    public DateOnly? Since { get; init; }
}

/// <summary>For members first seen at this source who say nothing themselves.</summary>
public sealed record AttributionSpec
{
    public string Geo { get; init; } = "unknown";
    public string Vertical { get; init; } = "unknown";
}

namespace DevRel.Resources;

/// <summary>Where community activity is.</summary>
[Kind("metricsources", "dms", "Where community activity is: one platform, what to read there, and how often.")]
public sealed record MetricSource : Resource
{
    [Field("Exactly one platform block, and how to collect it.", Required = true)]
    public required MetricSourceSpec Spec { get; init; }
}

public sealed record MetricSourceSpec
{
    /// <summary>Key of the one platform block present: <c>github</c>.</summary>
    [NotAField]
    public required string Platform { get; init; }

    /// <summary>That block, an instance of the platform's settings record.</summary>
    [NotAField]
    public required object Settings { get; init; }

    [Field(
        "How often the source is read. The real pace also obeys the platform's limits.",
        Shortest = "1m",
        Longest = "24h"
    )]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(15);

    [Field("How far back the first collection goes.")]
    public BackfillSpec Backfill { get; init; } = new();

    [Field("Where members belong who are first seen at this source and say nothing themselves.")]
    public AttributionSpec Attribution { get; init; } = new();

    [Field(
        "Name of the Collector that runs this source.",
        Pattern = Vocabulary.NamePattern,
        Shape = Vocabulary.NameShape,
        MaxLength = Vocabulary.NameLength
    )]
    public string Collector { get; init; } = "default";

    [Field("True stops collecting; what was collected stays, and the source is no input of any number.")]
    public bool Suspend { get; init; }
}

public sealed record BackfillSpec
{
    [Field("First day wanted, UTC. Left out: all that the platform still serves.")]
    public DateOnly? Since { get; init; }
}

/// <summary>For members first seen at this source who say nothing themselves.</summary>
public sealed record AttributionSpec
{
    [Field("UN M49 subregion.", Values = Vocabulary.Geo)]
    public string Geo { get; init; } = "unknown";

    [Field("Kind of organisation.", Values = Vocabulary.Vertical)]
    public string Vertical { get; init; } = "unknown";
}

namespace DevRel.Resources;

/// <summary>Which models run and how; every one is on unless <c>enabled: false</c>.</summary>
public sealed record ModelsSpec
{
    public OrbitSpec Orbit { get; init; } = new();
    public AaarrrpSpec Aaarrrp { get; init; } = new();
    public JourneySpec Journey { get; init; } = new();
    public BowlingAlleySpec BowlingAlley { get; init; } = new();
    public DqlSpec Dql { get; init; } = new();
    public LadderSpec Ladder { get; init; } = new();
    public HealthSpec Health { get; init; } = new();
}

public sealed record OrbitSpec
{
    public bool Enabled { get; init; } = true;

    /// <summary><c>2022</c> or <c>2020</c>.</summary>
    public string Version { get; init; } = "2022";
    public TimeSpan Lookback { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Activity kind to weight, 1..12; others keep the shipped weight.</summary>
    public IReadOnlyDictionary<string, int> Weights { get; init; } =
        new Dictionary<string, int>(StringComparer.Ordinal);
}

public sealed record AaarrrpSpec
{
    public bool Enabled { get; init; } = true;

    /// <summary>Goal to the activity kinds that serve it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Goals { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
}

public sealed record JourneySpec
{
    public bool Enabled { get; init; } = true;
    public string Template { get; init; } = "drf";
    public IReadOnlyList<JourneyStep> Steps { get; init; } = [];
}

public sealed record JourneyStep
{
    public string Name { get; init; } = "";
    public IReadOnlyList<string> Kinds { get; init; } = [];
    public int? MinCount { get; init; }
    public int? MinWeight { get; init; }
}

public sealed record BowlingAlleySpec
{
    public bool Enabled { get; init; } = true;
    public string Variant { get; init; } = "productLed";
    public IReadOnlyList<PathStep> Path { get; init; } = [];
    public TimeSpan TimeToValue { get; init; } = TimeSpan.FromDays(7);
    public TimeSpan Stall { get; init; } = TimeSpan.FromDays(14);
}

public sealed record PathStep
{
    public string Name { get; init; } = "";
    public IReadOnlyList<string> Kinds { get; init; } = [];
}

public sealed record DqlSpec
{
    public bool Enabled { get; init; } = true;
    public IReadOnlyList<string> Teams { get; init; } = ["product", "engineering"];
    public DqlIntakeSpec Intake { get; init; } = new();
}

public sealed record DqlIntakeSpec
{
    /// <summary>Label of an item to the team the lead goes to.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}

public sealed record LadderSpec
{
    public bool Enabled { get; init; } = true;
    public string Template { get; init; } = "cncf";
    public IReadOnlyList<LadderRole> Roles { get; init; } = [];
}

public sealed record LadderRole
{
    public string Name { get; init; } = "";
    public IReadOnlyList<LadderRule> Rules { get; init; } = [];
}

public sealed record LadderRule
{
    public IReadOnlyList<string> Kinds { get; init; } = [];
    public int? MinCount { get; init; }
    public TimeSpan? MinTenure { get; init; }
}

public sealed record HealthSpec
{
    public bool Enabled { get; init; } = true;
    public IReadOnlyList<string> Presets { get; init; } = ["starter"];
}

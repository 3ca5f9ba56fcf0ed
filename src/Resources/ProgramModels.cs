namespace DevRel.Resources;

/// <summary>Which models run and how; every one is on unless <c>enabled: false</c>.</summary>
public sealed record ModelsSpec
{
    [Field("Orbit: levels of love and reach.")]
    public OrbitSpec Orbit { get; init; } = new();

    [Field("Goals from awareness to product.", NotYet = "the model is not computed yet")]
    public AaarrrpSpec Aaarrrp { get; init; } = new();

    [Field("Steps a developer takes.", NotYet = "the model is not computed yet")]
    public JourneySpec Journey { get; init; } = new();

    [Field("Paths to value with strikes, spares and gutters.", NotYet = "the model is not computed yet")]
    public BowlingAlleySpec BowlingAlley { get; init; } = new();

    [Field("Developer-qualified leads.", NotYet = "the model is not computed yet")]
    public DqlSpec Dql { get; init; } = new();

    [Field("Roles a contributor grows into.", NotYet = "the model is not computed yet")]
    public LadderSpec Ladder { get; init; } = new();

    [Field("Composite scores of community health.", NotYet = "scores are not computed yet")]
    public HealthSpec Health { get; init; } = new();
}

public sealed record OrbitSpec
{
    [Field("False removes the model.")]
    public bool Enabled { get; init; } = true;

    [Field("Which edition of the model; quoted, as it is a name.", Values = "2022|2020")]
    public string Version { get; init; } = "2022";

    [Field("How far back activities count.", Shortest = "28d", Longest = "730d")]
    public TimeSpan Lookback { get; init; } = TimeSpan.FromDays(365);

    [Field("Activity kind to weight; others keep the shipped weight.", Minimum = 1, Maximum = 12)]
    public IReadOnlyDictionary<string, int> Weights { get; init; } =
        new Dictionary<string, int>(StringComparer.Ordinal);
}

public sealed record AaarrrpSpec
{
    [Field("False removes the model.")]
    public bool Enabled { get; init; } = true;

    [Field("Goal to the activity kinds that serve it.", Keys = Vocabulary.Goals, MaxItems = 60)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Goals { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
}

public sealed record JourneySpec
{
    [Field("False removes the model.")]
    public bool Enabled { get; init; } = true;

    [Field("Shipped steps, or 'custom' with 'steps'.", Values = "marketing|drf|community|devjourney|custom")]
    public string Template { get; init; } = "drf";

    [Field("Steps of a custom journey, first to last.", MaxItems = 8)]
    public IReadOnlyList<JourneyStep> Steps { get; init; } = [];
}

public sealed record JourneyStep
{
    [Field("Name, a label value of its metrics.", Required = true, MaxLength = 63)]
    public string Name { get; init; } = "";

    [Field("Activity kinds that count.", MaxItems = 60, MaxLength = 63)]
    public IReadOnlyList<string> Kinds { get; init; } = [];

    [Field("So many activities reach the step.", Minimum = 1, Maximum = 100_000)]
    public int? MinCount { get; init; }

    [Field("So much Orbit weight reaches the step.", Minimum = 1, Maximum = 100_000)]
    public int? MinWeight { get; init; }
}

public sealed record BowlingAlleySpec
{
    [Field("False removes the model.")]
    public bool Enabled { get; init; } = true;

    [Field("What the lane leads to.", Values = "productLed|segments")]
    public string Variant { get; init; } = "productLed";

    [Field("Steps to value, first to last.", MaxItems = 10)]
    public IReadOnlyList<PathStep> Path { get; init; } = [];

    [Field("Reaching the end within this is a strike.", Shortest = "1h", Longest = "365d")]
    public TimeSpan TimeToValue { get; init; } = TimeSpan.FromDays(7);

    [Field("No step for this long is the gutter.", Shortest = "1h", Longest = "365d")]
    public TimeSpan Stall { get; init; } = TimeSpan.FromDays(14);
}

public sealed record PathStep
{
    [Field("Name, a label value of its metrics.", Required = true, MaxLength = 63)]
    public string Name { get; init; } = "";

    [Field("Activity kinds that reach it.", MaxItems = 60, MaxLength = 63)]
    public IReadOnlyList<string> Kinds { get; init; } = [];
}

public sealed record DqlSpec
{
    [Field("False removes the model.")]
    public bool Enabled { get; init; } = true;

    [Field("Teams that take leads.", Values = Vocabulary.DqlTeams)]
    public IReadOnlyList<string> Teams { get; init; } = ["product", "engineering"];

    [Field("How leads come in.")]
    public DqlIntakeSpec Intake { get; init; } = new();
}

public sealed record DqlIntakeSpec
{
    [Field("Label of an item to the team the lead goes to.", Values = Vocabulary.DqlTeams)]
    public IReadOnlyDictionary<string, string> Labels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}

public sealed record LadderSpec
{
    [Field("False removes the model.")]
    public bool Enabled { get; init; } = true;

    [Field("Shipped roles, or 'custom' with 'roles'.", Values = "cncf|orbit|discourse|custom")]
    public string Template { get; init; } = "cncf";

    [Field("Roles of a custom ladder, lowest first.", MaxItems = 8)]
    public IReadOnlyList<LadderRole> Roles { get; init; } = [];
}

public sealed record LadderRole
{
    [Field("Name, a label value of its metrics.", Required = true, MaxLength = 63)]
    public string Name { get; init; } = "";

    [Field("Rules that must all hold.", MaxItems = 16)]
    public IReadOnlyList<LadderRule> Rules { get; init; } = [];
}

public sealed record LadderRule
{
    [Field("Activity kinds that count.", MaxItems = 60, MaxLength = 63)]
    public IReadOnlyList<string> Kinds { get; init; } = [];

    [Field("So many of them.", Minimum = 1, Maximum = 100_000)]
    public int? MinCount { get; init; }

    [Field("So long since the first activity.", Longest = "3650d")]
    public TimeSpan? MinTenure { get; init; }
}

public sealed record HealthSpec
{
    [Field("False removes the scores.")]
    public bool Enabled { get; init; } = true;

    [Field("Shipped compositions.", Values = "starter|lfx")]
    public IReadOnlyList<string> Presets { get; init; } = ["starter"];
}

namespace DevRel.Resources;

public sealed record ObjectiveSpec
{
    [Field(
        "Name, a label value of its metrics.",
        Required = true,
        Pattern = Vocabulary.NamePattern,
        Shape = Vocabulary.NameShape,
        MaxLength = 63
    )]
    public string Name { get; init; } = "";

    [Field("The objective in a sentence.", MaxLength = 500)]
    public string Statement { get; init; } = "";

    [Field("Who answers for it: a person, a team or an address.", MaxLength = 200)]
    public string Owner { get; init; } = "";

    [Field("Numbers that show whether it is reached.", MaxItems = 10)]
    public IReadOnlyList<KeyResultSpec> KeyResults { get; init; } = [];

    [Field("Beliefs about what moves what, to be tested.", MaxItems = 10, NotYet = "correlations are not computed yet")]
    public IReadOnlyList<HypothesisSpec> Hypotheses { get; init; } = [];
}

/// <summary>A number to reach by a day. Exactly one of <see cref="Metric"/> and <see cref="Promql"/>.</summary>
[Choice(ChoiceRule.ExactlyOne, "metric", "promql")]
public sealed record KeyResultSpec
{
    [Field(
        "Name, a label value of its metrics.",
        Required = true,
        Pattern = Vocabulary.NamePattern,
        Shape = Vocabulary.NameShape,
        MaxLength = 63
    )]
    public string Name { get; init; } = "";

    [Field(
        "Metric of the catalogue that is measured.",
        Pattern = Vocabulary.MetricPattern,
        Shape = "a metric name",
        MaxLength = 128
    )]
    public string? Metric { get; init; }

    [Field("PromQL for what only Prometheus knows.", MaxLength = 4096, NotYet = "no Prometheus is asked yet")]
    public string? Promql { get; init; }

    [Field(
        "Labels that choose one series of the metric.",
        MaxItems = 16,
        KeyPattern = Vocabulary.MetricLabelPattern,
        KeyShape = Vocabulary.MetricLabelShape,
        MaxLength = 128
    )]
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    [Field("Which way is better.", Values = "increase|decrease|maintain")]
    public string Direction { get; init; } = "increase";

    [Field("Where it started. Left out: the value at 'start'.")]
    public Quantity? Baseline { get; init; }

    [Field("Where it should be, in the unit of the metric: 80, \"0.5\", 48h.", Required = true)]
    public Quantity Target { get; init; }

    [Field("First day.")]
    public DateOnly? Start { get; init; }

    [Field("Last day.")]
    public DateOnly? By { get; init; }

    [Field("Small victories on the way, from the baseline towards the target.", MaxItems = 10)]
    public IReadOnlyList<Quantity> Milestones { get; init; } = [];

    [Field("Numbers that must not get worse while this one is pushed.", MaxItems = 5)]
    public IReadOnlyList<GuardrailSpec> Guardrails { get; init; } = [];
}

[Choice(ChoiceRule.AtLeastOne, "min", "max")]
public sealed record GuardrailSpec
{
    [Field(
        "Name; left out: the metric's.",
        Pattern = Vocabulary.NamePattern,
        Shape = Vocabulary.NameShape,
        MaxLength = 63
    )]
    public string? Name { get; init; }

    [Field(
        "Metric of the catalogue.",
        Required = true,
        Pattern = Vocabulary.MetricPattern,
        Shape = "a metric name",
        MaxLength = 128
    )]
    public string Metric { get; init; } = "";

    [Field(
        "Labels that choose one series of the metric.",
        MaxItems = 16,
        KeyPattern = Vocabulary.MetricLabelPattern,
        KeyShape = Vocabulary.MetricLabelShape,
        MaxLength = 128
    )]
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    [Field("It must not fall below this.")]
    public Quantity? Min { get; init; }

    [Field("It must not rise above this.")]
    public Quantity? Max { get; init; }
}

public sealed record HypothesisSpec
{
    [Field(
        "Name, a label value of its metrics.",
        Required = true,
        Pattern = Vocabulary.NamePattern,
        Shape = Vocabulary.NameShape,
        MaxLength = 63
    )]
    public string Name { get; init; } = "";

    [Field(
        "Metric that moves first.",
        Required = true,
        Pattern = Vocabulary.MetricPattern,
        Shape = "a metric name",
        MaxLength = 128
    )]
    public string Leading { get; init; } = "";

    [Field(
        "Metric that follows.",
        Required = true,
        Pattern = Vocabulary.MetricPattern,
        Shape = "a metric name",
        MaxLength = 128
    )]
    public string Lagging { get; init; } = "";

    [Field("How much later it follows.", Longest = "365d")]
    public TimeSpan Lag { get; init; }

    [Field("Whether it follows upward or downward.", Values = "positive|negative")]
    public string Sign { get; init; } = "positive";
}

[Choice(ChoiceRule.AtLeastOne, "above", "below")]
public sealed record AlertSpec
{
    [Field(
        "Name of the alert.",
        Required = true,
        Pattern = "^[A-Za-z][A-Za-z0-9]*$",
        Shape = "letters and digits in CamelCase",
        MaxLength = 63
    )]
    public string Name { get; init; } = "";

    [Field(
        "Metric of the catalogue.",
        Required = true,
        Pattern = Vocabulary.MetricPattern,
        Shape = "a metric name",
        MaxLength = 128
    )]
    public string Metric { get; init; } = "";

    [Field(
        "Labels that choose the series.",
        MaxItems = 16,
        KeyPattern = Vocabulary.MetricLabelPattern,
        KeyShape = Vocabulary.MetricLabelShape,
        MaxLength = 128
    )]
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    [Field("Alerts above this.")]
    public Quantity? Above { get; init; }

    [Field("Alerts below this.")]
    public Quantity? Below { get; init; }

    [Field("How long it must hold first.", Longest = "30d")]
    public TimeSpan For { get; init; }

    [Field("How bad it is.", Values = "critical|warning|info")]
    public string Severity { get; init; } = "warning";

    [Field("Page that says what to do.", Pattern = "^https?://\\S+$", Shape = "an http or https URL", MaxLength = 2048)]
    public string? RunbookUrl { get; init; }
}

public sealed record RegionsSpec
{
    [Field("Hours in which answers are expected, in each region's own time.")]
    public WorkingHoursSpec WorkingHours { get; init; } = new();

    [Field("Region to its holidays.", Keys = Vocabulary.Geo)]
    public IReadOnlyDictionary<string, IReadOnlyList<DateOnly>> Holidays { get; init; } =
        new Dictionary<string, IReadOnlyList<DateOnly>>(StringComparer.Ordinal);

    [Field("Regions that are served otherwise.", MaxItems = 32)]
    public IReadOnlyList<RegionOverride> Overrides { get; init; } = [];
}

public sealed record WorkingHoursSpec
{
    [Field("Beginning of the working day.")]
    public TimeOnly Start { get; init; } = new(9, 0);

    [Field("End of the working day.")]
    public TimeOnly End { get; init; } = new(17, 0);
}

public sealed record RegionOverride
{
    [Field("UN M49 subregion.", Required = true, Values = Vocabulary.Geo)]
    public string Geo { get; init; } = "";

    [Field("How the region is served, in a word: partner-led.", Required = true, MaxLength = 63)]
    public string EngagementModel { get; init; } = "";
}

public sealed record FundingSpec
{
    [Field("ISO 4217 code of all amounts.", Pattern = "^[A-Z]{3}$", Shape = "three capital letters, such as EUR")]
    public string? Currency { get; init; }

    [Field("Cost of an hour of work.", Minimum = 0, Maximum = 1e6)]
    public decimal? HourlyRate { get; init; }

    [Field("What was set aside for what.", MaxItems = 50)]
    public IReadOnlyList<BudgetLine> Budget { get; init; } = [];
}

public sealed record BudgetLine
{
    [Field("Name, a label value of its metrics.", Required = true, MaxLength = 63)]
    public string Name { get; init; } = "";

    [Field("First day.")]
    public DateOnly? From { get; init; }

    [Field("Last day.")]
    public DateOnly? To { get; init; }

    [Field("Amount in the currency.", Required = true, Minimum = 0, Maximum = 1e12)]
    public decimal Amount { get; init; }

    [Field("Goal it serves.", Values = Vocabulary.Goals)]
    public string? Goal { get; init; }
}

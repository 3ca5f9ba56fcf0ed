namespace DevRel.Resources;

/// <summary>What success means, over a set of sources.</summary>
[Kind("devrelprograms", "drp", "What success means, over a set of sources: members, models, objectives.")]
public sealed record DevRelProgram : Resource
{
    [Field("Sources, members, models and objectives; every field has a default.", Required = true)]
    public required DevRelProgramSpec Spec { get; init; }

    /// <summary>By its labels; a namespace counts where both name one.</summary>
    public bool Selects(MetricSource source) =>
        (Metadata.Namespace ?? source.Metadata.Namespace) == (source.Metadata.Namespace ?? Metadata.Namespace)
        && Spec.Sources.Selector.Matches(source.Metadata.Labels);
}

public sealed record DevRelProgramSpec
{
    [Field("What people call the program; left out: its name.", MaxLength = 200)]
    public string Title { get; init; } = "";

    [Field("IANA time zone, such as Europe/Berlin; calendar periods follow it.", MaxLength = 64)]
    public string TimeZone { get; init; } = "UTC";

    [Field("What, other than financials, is considered success.")]
    public SuccessSpec Success { get; init; } = new();

    [Field(
        "Size of the organisation; chooses the metric pack and default thresholds.",
        Values = "startup|growth|enterprise"
    )]
    public string Organization { get; init; } = "growth";

    [Field("Which sources of this namespace belong to the program.")]
    public SourcesSpec Sources { get; init; } = new();

    [Field("Who is who: team, bots, people with several accounts, organisations.")]
    public MembersSpec Members { get; init; } = new();

    [Field("Which models run and how; each is on unless 'enabled: false'.")]
    public ModelsSpec Models { get; init; } = new();

    [Field("Objectives with key results.", MaxItems = 20)]
    public IReadOnlyList<ObjectiveSpec> Objectives { get; init; } = [];

    [Field("Thresholds that become alerting rules.", MaxItems = 50, NotYet = "alerting rules are not written yet")]
    public IReadOnlyList<AlertSpec> Alerts { get; init; } = [];

    [Field("Working hours, holidays and engagement by region.", NotYet = "responsiveness counts all hours")]
    public RegionsSpec Regions { get; init; } = new();

    [Field("Money and hours spent.", NotYet = "costs are not computed yet")]
    public FundingSpec Funding { get; init; } = new();

    [Field("How small a group may be shown.")]
    public ProgramPrivacySpec Privacy { get; init; } = new();

    [Field("Reports kept for a period.", MaxItems = 10, NotYet = "periodic reports are not written yet")]
    public IReadOnlyList<ReportSpec> Reports { get; init; } = [];

    [Field("Grafana dashboards put next to the exporter.", NotYet = "dashboards are files on one machine")]
    public DashboardsSpec Dashboards { get; init; } = new();

    [Field("The process that serves the program's metrics.")]
    public ExporterSpec Exporter { get; init; } = new();
}

public sealed record SuccessSpec
{
    [Field("One sentence that says what success is.", MaxLength = 500)]
    public string Statement { get; init; } = "";

    [Field("For whom: users, contributors, partners.", MaxItems = 20, MinLength = 1, MaxLength = 100)]
    public IReadOnlyList<string> Audiences { get; init; } = [];

    [Field("Who inside the organisation cares, and for what.", MaxItems = 20)]
    public IReadOnlyList<StakeholderSpec> Stakeholders { get; init; } = [];

    [Field("Day by which this definition is to be looked at again: success is not static.")]
    public DateOnly? ReviewBy { get; init; }
}

public sealed record StakeholderSpec
{
    [Field("Who: a department or a role.", Required = true, MaxLength = 100)]
    public string Name { get; init; } = "";

    [Field("What they want from the program.", MaxLength = 200)]
    public string Interest { get; init; } = "";
}

public sealed record SourcesSpec
{
    [Field("Sources whose labels match; left out or empty: all of the namespace.")]
    public LabelSelector Selector { get; init; } = new();
}

public sealed record MembersSpec
{
    [Field(
        "E-mail domains of employees: shown, never counted as community.",
        Pattern = Vocabulary.DomainPattern,
        Shape = Vocabulary.DomainShape,
        MaxLength = 253
    )]
    public IReadOnlyList<string> TeamDomains { get; init; } = [];

    [Field("Who is one person and who belongs where.")]
    public IdentitiesSpec Identities { get; init; } = new();

    [Field("Corrections of the shipped list of bots.")]
    public BotsSpec Bots { get; init; } = new();

    [Field("How accounts of one person are found.")]
    public LinkingSpec Linking { get; init; } = new();
}

public sealed record BotsSpec
{
    [Field(
        "Accounts that are bots: handle, or platform:handle.",
        Pattern = Vocabulary.HandlePattern,
        Shape = Vocabulary.HandleShape
    )]
    public IReadOnlyList<string> Include { get; init; } = [];

    [Field(
        "Accounts that are people although the shipped list says otherwise.",
        Pattern = Vocabulary.HandlePattern,
        Shape = Vocabulary.HandleShape
    )]
    public IReadOnlyList<string> Exclude { get; init; } = [];
}

public sealed record LinkingSpec
{
    [Field("Accounts with the same e-mail address, verified by their platforms, are one person.")]
    public bool ByVerifiedEmail { get; init; } = true;
}

public sealed record ReportSpec
{
    [Field("What a report covers.", Values = "monthly|quarterly|yearly")]
    public string Period { get; init; } = "yearly";

    [Field("Who reads it; small groups are hidden from the public.", Values = "internal|public")]
    public string Audience { get; init; } = "internal";
}

public sealed record DashboardsSpec
{
    [Field("False writes none.")]
    public bool Enabled { get; init; } = true;

    [Field(
        "Labels by which Grafana's sidecar finds the ConfigMaps.",
        KeyPattern = Vocabulary.LabelKeyPattern,
        KeyShape = Vocabulary.LabelKeyShape,
        Pattern = Vocabulary.LabelPattern,
        Shape = Vocabulary.LabelShape
    )]
    public IReadOnlyDictionary<string, string> Labels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["grafana_dashboard"] = "1" };

    [Field("Grafana folder.", MaxLength = 100)]
    public string Folder { get; init; } = "DevRel";
}

public sealed record ExporterSpec
{
    [Field("CPU and memory of the pod.", NotYet = "it concerns pods, and there are none on one machine")]
    public PodResources Resources { get; init; } = new();

    [Field("How long the last values of a source that cannot be read stay.", Shortest = "1h", Longest = "30d")]
    public TimeSpan MaxStaleness { get; init; } = TimeSpan.FromHours(48);

    [Field(
        "Most series served; beyond it whole families are dropped, the least important first.",
        Minimum = 100,
        Maximum = 100_000
    )]
    public int SeriesBudget { get; init; } = 2000;
}

public sealed record ProgramPrivacySpec
{
    [Field("Groups of fewer members are shown as 'other'.", Minimum = 1, Maximum = 1000)]
    public int MinimumGroupSize { get; init; } = 5;
}

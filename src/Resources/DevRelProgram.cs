namespace DevRel.Resources;

/// <summary>What success means, over a set of sources.</summary>
public sealed record DevRelProgram : Resource
{
    public required DevRelProgramSpec Spec { get; init; }
}

public sealed record DevRelProgramSpec
{
    public string Title { get; init; } = "";

    /// <summary>IANA name; calendar periods follow it.</summary>
    public string TimeZone { get; init; } = "UTC";
    public SuccessSpec Success { get; init; } = new();

    /// <summary><c>startup</c>, <c>growth</c> or <c>enterprise</c>.</summary>
    public string Organization { get; init; } = "growth";
    public SourcesSpec Sources { get; init; } = new();
    public MembersSpec Members { get; init; } = new();
    public ModelsSpec Models { get; init; } = new();
    public IReadOnlyList<ObjectiveSpec> Objectives { get; init; } = [];
    public IReadOnlyList<AlertSpec> Alerts { get; init; } = [];
    public RegionsSpec Regions { get; init; } = new();
    public FundingSpec Funding { get; init; } = new();
    public ProgramPrivacySpec Privacy { get; init; } = new();
    public IReadOnlyList<ReportSpec> Reports { get; init; } = [];
    public DashboardsSpec Dashboards { get; init; } = new();
    public ExporterSpec Exporter { get; init; } = new();
}

public sealed record SuccessSpec
{
    public string Statement { get; init; } = "";
    public IReadOnlyList<string> Audiences { get; init; } = [];
    public IReadOnlyList<StakeholderSpec> Stakeholders { get; init; } = [];
    public DateOnly? ReviewBy { get; init; }
}

public sealed record StakeholderSpec
{
    public string Name { get; init; } = "";
    public string Interest { get; init; } = "";
}

public sealed record SourcesSpec
{
    public LabelSelector Selector { get; init; } = new();
}

/// <summary>Kubernetes label selector; empty selects everything.</summary>
public sealed record LabelSelector
{
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
    public IReadOnlyList<LabelExpression> MatchExpressions { get; init; } = [];
}

public sealed record LabelExpression
{
    public string Key { get; init; } = "";

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</summary>
    public string Operator { get; init; } = "";
    public IReadOnlyList<string> Values { get; init; } = [];
}

public sealed record MembersSpec
{
    /// <summary>E-mail domains of employees: shown, never counted as community.</summary>
    public IReadOnlyList<string> TeamDomains { get; init; } = [];
    public IdentitiesSpec Identities { get; init; } = new();
    public BotsSpec Bots { get; init; } = new();
    public LinkingSpec Linking { get; init; } = new();
}

/// <summary>Who is one person, who belongs where: inline, or the same keys in a ConfigMap (on a laptop DIR/configmaps/NAME/*.yaml).</summary>
public sealed record IdentitiesSpec
{
    public LocalReference? ConfigMapRef { get; init; }
    public IReadOnlyList<IdentityLink> Links { get; init; } = [];
    public IReadOnlyList<Affiliation> Affiliations { get; init; } = [];
    public IReadOnlyList<MemberAttribute> Attributes { get; init; } = [];
}

/// <summary>Accounts of one person, each <c>platform:handle</c>, <c>platform:id:123</c> or <c>email:address</c>.</summary>
public sealed record IdentityLink
{
    public IReadOnlyList<string> Accounts { get; init; } = [];
}

/// <summary>Who belonged to an organisation when: by account or by e-mail domain; from inclusive, to exclusive.</summary>
public sealed record Affiliation
{
    public string? Account { get; init; }
    public string? EmailDomain { get; init; }
    public string Organization { get; init; } = "";
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public string? Vertical { get; init; }
    public bool Team { get; init; }
}

public sealed record MemberAttribute
{
    public string Account { get; init; } = "";
    public string? Geo { get; init; }
    public string? Vertical { get; init; }
}

public sealed record BotsSpec
{
    public IReadOnlyList<string> Include { get; init; } = [];
    public IReadOnlyList<string> Exclude { get; init; } = [];
}

public sealed record LinkingSpec
{
    public bool ByVerifiedEmail { get; init; } = true;
}

public sealed record ReportSpec
{
    public string Period { get; init; } = "yearly";
    public string Audience { get; init; } = "internal";
}

public sealed record DashboardsSpec
{
    public bool Enabled { get; init; } = true;
    public IReadOnlyDictionary<string, string> Labels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["grafana_dashboard"] = "1" };
    public string Folder { get; init; } = "DevRel";
}

public sealed record ExporterSpec
{
    public PodResources Resources { get; init; } = new();
    public TimeSpan MaxStaleness { get; init; } = TimeSpan.FromHours(48);
    public int SeriesBudget { get; init; } = 2000;
}

public sealed record ProgramPrivacySpec
{
    public int MinimumGroupSize { get; init; } = 5;
}

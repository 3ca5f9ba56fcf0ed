namespace DevRel.Resources;

public sealed record ObjectiveSpec
{
    public string Name { get; init; } = "";
    public string Statement { get; init; } = "";
    public string Owner { get; init; } = "";
    public IReadOnlyList<KeyResultSpec> KeyResults { get; init; } = [];
    public IReadOnlyList<HypothesisSpec> Hypotheses { get; init; } = [];
}

/// <summary>A number to reach by a day. Exactly one of <see cref="Metric"/> and <see cref="Promql"/>.</summary>
public sealed record KeyResultSpec
{
    public string Name { get; init; } = "";
    public string? Metric { get; init; }
    public string? Promql { get; init; }
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary><c>increase</c>, <c>decrease</c> or <c>maintain</c>.</summary>
    public string Direction { get; init; } = "increase";
    public Quantity? Baseline { get; init; }
    public Quantity Target { get; init; }
    public DateOnly? Start { get; init; }
    public DateOnly? By { get; init; }
    public IReadOnlyList<Quantity> Milestones { get; init; } = [];
    public IReadOnlyList<GuardrailSpec> Guardrails { get; init; } = [];
}

public sealed record GuardrailSpec
{
    public string? Name { get; init; }
    public string Metric { get; init; } = "";
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
    public Quantity? Min { get; init; }
    public Quantity? Max { get; init; }
}

public sealed record HypothesisSpec
{
    public string Name { get; init; } = "";
    public string Leading { get; init; } = "";
    public string Lagging { get; init; } = "";
    public TimeSpan Lag { get; init; }

    /// <summary><c>positive</c> or <c>negative</c>.</summary>
    public string Sign { get; init; } = "positive";
}

public sealed record AlertSpec
{
    public string Name { get; init; } = "";
    public string Metric { get; init; } = "";
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
    public Quantity? Above { get; init; }
    public Quantity? Below { get; init; }
    public TimeSpan For { get; init; }
    public string Severity { get; init; } = "warning";
    public string? RunbookUrl { get; init; }
}

public sealed record RegionsSpec
{
    public WorkingHoursSpec WorkingHours { get; init; } = new();
    public IReadOnlyDictionary<string, IReadOnlyList<DateOnly>> Holidays { get; init; } =
        new Dictionary<string, IReadOnlyList<DateOnly>>(StringComparer.Ordinal);
    public IReadOnlyList<RegionOverride> Overrides { get; init; } = [];
}

public sealed record WorkingHoursSpec
{
    public TimeOnly Start { get; init; } = new(9, 0);
    public TimeOnly End { get; init; } = new(17, 0);
}

public sealed record RegionOverride
{
    public string Geo { get; init; } = "";
    public string EngagementModel { get; init; } = "";
}

public sealed record FundingSpec
{
    public string? Currency { get; init; }
    public decimal? HourlyRate { get; init; }
    public IReadOnlyList<BudgetLine> Budget { get; init; } = [];
}

public sealed record BudgetLine
{
    public string Name { get; init; } = "";
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public decimal Amount { get; init; }
    public string? Goal { get; init; }
}

namespace DevRel.Metrics;

public enum MetricKind
{
    Gauge,
    Counter,
    Histogram,
    Info,
}

/// <summary>Which way a number points: <c>leading</c> moves first, <c>lagging</c> follows, a <c>guardrail</c> must not get worse, <c>context</c> explains.</summary>
public enum Indicator
{
    Context,
    Leading,
    Lagging,
    Guardrail,
}

/// <summary>Whose page a family stands on: a program's exporter, a collector, or every process.</summary>
public enum MetricScope
{
    Program,
    Collector,
    Process,
}

/// <summary>
/// The definition of a family: everything that docs, panels, lint and checks know about it. Declared once, in the file of the model that yields it.
/// Construction throws <see cref="ArgumentException"/> for a name, label or help that breaks the rules of naming.
/// </summary>
public sealed record Metric
{
    public Metric(string name, MetricKind kind, Unit unit, string help, params IReadOnlyList<Label> labels)
    {
        Name = name;
        Kind = kind;
        Unit = unit;
        Help = help;
        Labels = labels;
        MetricRules.Check(this);
    }

    public static Metric Gauge(string name, Unit unit, string help, params IReadOnlyList<Label> labels) =>
        new(name, MetricKind.Gauge, unit, help, labels);

    public static Metric Counter(string name, Unit unit, string help, params IReadOnlyList<Label> labels) =>
        new(name, MetricKind.Counter, unit, help, labels);

    public static Metric Info(string name, string help, params IReadOnlyList<Label> labels) =>
        new(name, MetricKind.Info, Unit.Info, help, labels);

    public static Metric Histogram(
        string name,
        Unit unit,
        string help,
        IReadOnlyList<double> buckets,
        params IReadOnlyList<Label> labels
    ) => new(name, MetricKind.Histogram, unit, help, labels) { Buckets = buckets };

    public string Name { get; }
    public MetricKind Kind { get; }
    public Unit Unit { get; }

    /// <summary>One sentence for people: window, formula, delay.</summary>
    public string Help { get; }

    /// <summary>Without <c>program</c>, which every family of a program carries first.</summary>
    public IReadOnlyList<Label> Labels { get; }
    public MetricScope Scope { get; init; } = MetricScope.Program;

    /// <summary>Upper bounds, ascending, without +Inf. Empty unless a histogram.</summary>
    public IReadOnlyList<double> Buckets
    {
        get;
        init
        {
            MetricRules.CheckBuckets(Name, Kind, value);
            field = value;
        }
    } = [];
    public Indicator Indicator { get; init; } = Indicator.Context;

    /// <summary>True when the number can be pushed without the success it stands for: a key result on it wants a guardrail.</summary>
    public bool Gameable { get; init; }

    /// <summary>Families that show the harm when this one is pushed.</summary>
    public IReadOnlyList<string> DefaultGuardrails { get; init; } = [];

    /// <summary>A (members' own events) to D (search interest); see <c>devrel_evidence_info</c>.</summary>
    public string Grade { get; init; } = "A";

    /// <summary>Raised when the formula changes.</summary>
    public int DefinitionVersion { get; init; } = 1;

    /// <summary>Who defined it: <c>CHAOSS: Time to First Response</c>, <c>Orbit 2022</c>, <c>DRF A1.a</c>, <c>ours</c>.</summary>
    public string Source { get; init; } = "ours";

    /// <summary>The known way to misread it, one sentence; empty when there is none.</summary>
    public string Caveat { get; init; } = "";

    /// <summary>True for splits by personal attribute, where <c>minimumGroupSize</c> holds.</summary>
    public bool SplitsPeople { get; init; }

    /// <summary>What goes first when the series budget is spent: 0 is never dropped, higher goes earlier.</summary>
    public int DropOrder { get; init; }

    public bool Equals(Metric? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;

    /// <summary>One value. <paramref name="labels"/> in the order the metric declares them.</summary>
    public Sample Of(double value, params IReadOnlyList<string> labels) => Sample.Create(this, value, labels);
}

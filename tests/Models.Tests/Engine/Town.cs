using System.Globalization;
using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Resources;

namespace DevRel.Models.Tests.Engine;

/// <summary>A small community written down in a test: activities in, figures out.</summary>
internal sealed class Town
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private readonly ProgramEngine engine;
    private int next;

    public Town(DevRelProgramSpec? spec = null, DateTimeOffset? liveSince = null, bool complete = true)
    {
        Inputs = InputsOf(Roster, spec, liveSince, "forum", "code");
        engine = new ProgramEngine(Inputs);
        if (complete)
            Complete("forum", "code");
    }

    public TestRoster Roster { get; } = new();
    public ProgramInputs Inputs { get; }
    public ProgramEngine Engine => engine;

    public static ProgramInputs InputsOf(
        TestRoster roster,
        DevRelProgramSpec? spec,
        DateTimeOffset? liveSince,
        params IReadOnlyList<string> sources
    ) =>
        new()
        {
            Program = new DevRelProgram
            {
                Metadata = new ObjectMetadata { Name = "town" },
                Spec = spec ?? new DevRelProgramSpec(),
            },
            Sources = [.. sources.Select(Source)],
            LiveSince = liveSince ?? Noon.AddYears(10),
            Roster = _ => roster,
        };

    public static MetricSource Source(string name) =>
        new()
        {
            Metadata = new ObjectMetadata { Name = name },
            Spec = new MetricSourceSpec { Platform = PlatformOf(name), Settings = new object() },
        };

    public static string PlatformOf(string source) => source == "code" ? "github" : "discourse";

    public static MemberId Id(string name)
    {
        var hash = UInt128.One;
        foreach (var letter in name)
            hash = unchecked((hash * 1_000_003) + letter);
        return new MemberId(hash);
    }

    public static SourceState StateOf(
        string source,
        double progress = 1,
        SourceCondition condition = SourceCondition.Ok
    ) =>
        new()
        {
            Source = source,
            Platform = PlatformOf(source),
            Condition = condition,
            LastSuccess = Noon.AddYears(20),
            Watermark = Noon,
            BackfillProgress = progress,
        };

    public void Complete(params IReadOnlyList<string> sources)
    {
        foreach (var source in sources)
            engine.Apply(StateOf(source));
    }

    public Activity Did(
        string? who,
        ActivityKind kind,
        DateTimeOffset at,
        string? thread = null,
        string source = "code",
        string? id = null,
        string? parent = null,
        ActivityAttributes? attributes = null
    )
    {
        var activity = new Activity
        {
            Source = source,
            Platform = PlatformOf(source),
            NativeId = id ?? string.Create(CultureInfo.InvariantCulture, $"item/{next++}"),
            Kind = kind,
            Member = who is null ? null : Id(who),
            Thread = thread,
            Parent = parent,
            OccurredAt = at,
            Attributes = attributes ?? ActivityAttributes.None,
        };
        engine.Apply(activity);
        return activity;
    }

    public void Is(string who, Func<Person, Person> known) => Roster.Say(Id(who), known(Roster.Of(Id(who))));

    public void SamePerson(string one, string other)
    {
        var smallest = Id(one).Value < Id(other).Value ? Id(one) : Id(other);
        Is(one, person => person with { Id = smallest });
        Is(other, _ => Roster.Of(Id(one)));
    }

    /// <summary>Null when the series is not there.</summary>
    public double? Value(string metric, params IReadOnlyList<string> labels) => Value(Noon, metric, labels);

    public double? Value(DateTimeOffset asOf, string metric, params IReadOnlyList<string> labels)
    {
        var found = engine
            .Compute(asOf)
            .Samples.Where(sample => sample.Metric.Name == metric && sample.Labels.SequenceEqual(labels))
            .ToList();
        return found.Count == 0 ? null : found.Single().Value;
    }

    public static DateTimeOffset Ago(double days) => Noon.AddDays(-days);
}

using DevRel.Activities;
using DevRel.Exporter;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Resources;
using DevRel.Testing;

namespace DevRel.Dashboards.Tests;

/// <summary>Communities as the dashboard may meet them, computed by the models: a grown one, and the one of the quickstart.</summary>
internal static class Situations
{
    private static readonly MembersSpec Team = new() { TeamDomains = [MadeCommunity.TeamDomain] };

    /// <summary>A generated community, under a program that uses all there is to declare.</summary>
    public static SampleSet Grown()
    {
        var program = Program(Team, KeyResult("contributors", "devrel_active_members", 200), Guarded());
        return Computed(program, MadeCommunity.Sources, suspended: [], new MadeCommunity().Records);
    }

    /// <summary>One author in one git repository, and a forge that is suspended until somebody fills it in.</summary>
    public static SampleSet Quickstart()
    {
        var program = Program(new MembersSpec(), KeyResult("contributors", "devrel_active_members", 10));
        return Computed(program, [("here", "git"), ("forge", "github")], suspended: ["forge"], [.. Alone()]);
    }

    private static SampleSet Computed(
        DevRelProgram program,
        IReadOnlyList<(string Name, string Platform)> sources,
        IReadOnlyList<string> suspended,
        IReadOnlyList<LogRecord> records
    )
    {
        var engine = new ProgramEngine(
            new ProgramInputs
            {
                Program = program,
                Sources = [.. sources.Select(source => Source(source.Name, source.Platform, suspended))],
                LiveSince = MadeCommunity.End.AddDays(-60),
                Pseudonyms = MadeCommunity.Keys,
            }
        );
        engine.Apply(records);
        var computed = engine.Compute(MadeCommunity.End);
        return computed with
        {
            // The two families that the corridor adds to what models yield.
            Samples =
            [
                .. computed.Samples,
                ExporterMetrics.ProgramInfo.Of(1, "UTC"),
                .. sources.Select(source => ExporterMetrics.SourceInfo.Of(1, source.Name, source.Platform)),
            ],
        };
    }

    private static IEnumerable<LogRecord> Alone()
    {
        for (var day = 1; day <= 4; day++)
            yield return new Activity
            {
                Source = "here",
                Platform = "git",
                NativeId = $"commit/{day}",
                Kind = ActivityKind.Commit,
                Member = MadeCommunity.Keys.Member("git", "ada@example.com"),
                OccurredAt = MadeCommunity.End.AddDays(-day),
            };
        yield return new SourceState
        {
            Source = "here",
            Platform = "git",
            Condition = SourceCondition.Ok,
            LastSuccess = MadeCommunity.End,
            Watermark = MadeCommunity.End,
            BackfillProgress = 1,
        };
    }

    private static DevRelProgram Program(MembersSpec members, params IReadOnlyList<KeyResultSpec> keyResults) =>
        new()
        {
            Metadata = new ObjectMetadata { Name = "contoso" },
            Spec = new DevRelProgramSpec
            {
                Members = members,
                Success = new SuccessSpec { ReviewBy = new DateOnly(2026, 12, 31) },
                Objectives = [new ObjectiveSpec { Name = "grow", KeyResults = keyResults }],
            },
        };

    private static KeyResultSpec KeyResult(string name, string metric, double target) =>
        new()
        {
            Name = name,
            Metric = metric,
            MatchLabels = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["window"] = "90d",
                ["member_class"] = "human",
            },
            Baseline = new Quantity(1, IsDuration: false),
            Target = new Quantity(target, IsDuration: false),
            Start = new DateOnly(2026, 1, 1),
            By = new DateOnly(2026, 12, 31),
            Milestones = [new Quantity(2, IsDuration: false)],
        };

    private static KeyResultSpec Guarded() =>
        KeyResult("no-burnout", "devrel_active_members", 150) with
        {
            Guardrails =
            [
                new GuardrailSpec
                {
                    Metric = "devrel_contributor_absence_factor",
                    MatchLabels = new Dictionary<string, string>(StringComparer.Ordinal) { ["window"] = "90d" },
                    Min = new Quantity(3, IsDuration: false),
                },
            ],
        };

    private static MetricSource Source(string name, string platform, IReadOnlyList<string> suspended) =>
        new()
        {
            Metadata = new ObjectMetadata { Name = name },
            Spec = new MetricSourceSpec
            {
                Platform = platform,
                Settings = new object(),
                Suspend = suspended.Contains(name),
            },
        };
}

using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Models.Orbit;
using DevRel.Models.Tests.Orbit;
using DevRel.Resources;
using static DevRel.Models.Tests.Members.RosterWorld;
using static DevRel.Models.Tests.Orbit.OrbitWorld;

namespace DevRel.Models.Tests.Members;

/// <summary>The roster, the engine and the models of this folder's neighbours together, as a program runs them.</summary>
public sealed class RosterInEngineTests
{
    private static readonly DateTimeOffset Start = Utc(2026, 1, 10);
    private int next;

    private static ProgramEngine Engine(MembersSpec? members = null)
    {
        var inputs = new ProgramInputs
        {
            Program = new DevRelProgram
            {
                Metadata = new ObjectMetadata { Name = "contoso" },
                Spec = new DevRelProgramSpec { TimeZone = "Europe/Berlin", Members = members ?? new MembersSpec() },
            },
            Sources = [Source("forge")],
            LiveSince = Utc(2040, 1, 1),
            Pseudonyms = Keys,
        };
        var engine = new ProgramEngine(inputs);
        engine.Apply(
            new SourceState
            {
                Source = "forge",
                Platform = "github",
                Condition = SourceCondition.Ok,
                LastSuccess = Utc(2040, 1, 1),
                BackfillProgress = 1,
            }
        );
        return engine;
    }

    private Activity Act(MemberId member, DateTimeOffset at, ActivityKind kind = ActivityKind.IssueComment) =>
        new()
        {
            Source = "forge",
            NativeId = $"item/{next++}",
            Platform = "github",
            Kind = kind,
            Member = member,
            OccurredAt = at,
        };

    [Fact]
    public void An_erased_leader_leaves_level_one_and_gravity_and_does_not_come_back()
    {
        var engine = Engine();
        engine.Apply(Act(Id(1), Start.AddDays(-100), ActivityKind.Release));
        engine.Apply(Act(Id(2), Start.AddDays(-100)));
        engine.Apply(Act(Id(2), Start.AddDays(-3), ActivityKind.Commit));
        var before = engine.Compute(Start).Samples;
        before.Of(OrbitModel.Members, "1").ShouldBe(1);
        before.Of(OrbitModel.GravityChange, "90d").ShouldBe((49.0 - 16) / 2);

        engine.Apply(new Erasure { Source = "forge", Member = Id(1) });
        engine.Apply(Act(Id(1), Start.AddDays(-100), ActivityKind.Release));

        var after = engine.Compute(Start).Samples;
        after.Of(OrbitModel.Members, "1").ShouldBe(0);
        after.Of(OrbitModel.Members, "2").ShouldBe(1);
        after.Of(OrbitModel.GravityChange, "90d").ShouldBe(49.0 - 16);
    }

    [Fact]
    public void Accounts_are_joined_when_their_address_is_learned_after_their_work()
    {
        var engine = Engine();
        for (var day = 0; day < 2; day++)
        {
            engine.Apply(Act(Id(1), Utc(2026, 1, 5 + day), ActivityKind.Star));
            engine.Apply(Act(Id(2, "discourse"), Utc(2026, 1, 5 + day), ActivityKind.Star));
        }

        engine.Compute(Start).Samples.Of(OrbitModel.Members, "3").ShouldBe(2);
        engine.Apply(Fact(1, verified: "ada@home.example"));
        engine.Apply(Fact(2, platform: "discourse", verified: "ada@home.example"));

        engine.Compute(Start).Samples.Of(OrbitModel.Members, "3").ShouldBe(1);
    }

    [Fact]
    public void An_agent_is_no_member_of_any_orbit_once_its_handle_is_known()
    {
        var engine = Engine();
        engine.Apply(Act(Id(1), Start.AddDays(-5), ActivityKind.Commit));
        engine.Compute(Start).Samples.Of(OrbitModel.Members, "2").ShouldBe(1);

        engine.Apply(Fact(1, handle: "claude[bot]"));

        engine.Compute(Start).Samples.Of(OrbitModel.Members, "2").ShouldBe(0);
    }

    [Fact]
    public void Moving_on_day_by_day_gives_what_a_fresh_count_gives()
    {
        var random = new Random(11);
        var affiliation = new Affiliation
        {
            Account = "github:id:3",
            Organization = "Contoso",
            Team = true,
            From = new DateOnly(2026, 1, 20),
            To = new DateOnly(2026, 3, 8),
        };
        var members = new MembersSpec { Identities = new IdentitiesSpec { Affiliations = [affiliation] } };
        var engine = Engine(members);
        var told = new List<LogRecord>();
        for (var day = 0; day < 120; day++)
        {
            var now = Start.AddDays(day).AddHours(random.Next(24));
            LogRecord[] records =
            [
                Act(Id(random.Next(12)), now.AddHours(-random.Next(20_000)), (ActivityKind)random.Next(1, 31)),
                random.Next(3) == 0
                    ? Fact(random.Next(12), verified: $"mail{random.Next(8)}@home.example")
                    : Act(Id(random.Next(12)), now.AddMinutes(-5)),
            ];
            engine.Apply(records);
            told.AddRange(records);
            var moved = engine.Compute(now).Samples;
            if (day % 15 != 0)
                continue;
            var fresh = Engine(members);
            fresh.Apply([.. told.OrderBy(_ => random.Next())]);
            Spelled(moved).ShouldBe(Spelled(LatestFacts(fresh, told, now)));
        }
    }

    /// <summary>Of a fact told twice the later counts, so it is told again last.</summary>
    private static IReadOnlyList<Sample> LatestFacts(ProgramEngine fresh, List<LogRecord> told, DateTimeOffset now)
    {
        foreach (var fact in told.OfType<MemberFact>())
            fresh.Apply(fact);
        return fresh.Compute(now).Samples;
    }

    private static string[] Spelled(IEnumerable<Sample> samples) =>
        [
            .. samples.Select(sample =>
                FormattableString.Invariant($"{sample.Metric}{{{string.Join(',', sample.Labels)}}} {sample.Value}")
            ),
        ];
}

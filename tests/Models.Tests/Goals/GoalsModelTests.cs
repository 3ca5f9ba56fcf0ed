using DevRel.Metrics;
using DevRel.Models.Goals;
using DevRel.Models.Tests.Orbit;
using DevRel.Resources;
using static DevRel.Models.Tests.Orbit.OrbitWorld;

namespace DevRel.Models.Tests.Goals;

public sealed class GoalsModelTests
{
    private static readonly Metric Active = Metric.Gauge(
        "devrel_active_members",
        Unit.Members,
        "Members active within the window.",
        Labels.Window,
        Labels.MemberClass
    );

    private static readonly DateTimeOffset MidYear = Utc(2026, 7, 2, 12);

    private static KeyResultSpec Spec(
        double target,
        double? baseline = null,
        string direction = "increase",
        params double[] milestones
    ) =>
        new()
        {
            Name = "active",
            Metric = Active.Name,
            MatchLabels = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["window"] = "90d",
                ["member_class"] = "human",
            },
            Direction = direction,
            Baseline = baseline is { } value ? new Quantity(value, IsDuration: false) : null,
            Target = new Quantity(target, IsDuration: false),
            Start = new DateOnly(2026, 1, 1),
            By = new DateOnly(2026, 12, 31),
            Milestones = [.. milestones.Select(milestone => new Quantity(milestone, IsDuration: false))],
        };

    private static DevRelProgram Program(KeyResultSpec keyResult, string timeZone = "UTC") =>
        new()
        {
            Metadata = new ObjectMetadata { Name = "contoso" },
            Spec = new DevRelProgramSpec
            {
                TimeZone = timeZone,
                Objectives = [new ObjectiveSpec { Name = "grow", KeyResults = [keyResult] }],
            },
        };

    private static KeyResultState State(KeyResultSpec spec, double current, DateTimeOffset? asOf = null) =>
        GoalsModel
            .Compute(
                Program(spec),
                [Active.Of(current, "90d", "human"), Active.Of(999, "90d", "team"), Active.Of(999, "7d", "human")],
                asOf ?? MidYear
            )
            .ShouldHaveSingleItem();

    [Theory]
    [InlineData("increase", 40.0, 80.0, 60.0, 0.5, true)]
    [InlineData("increase", 40.0, 80.0, 50.0, 0.25, false)]
    [InlineData("increase", 40.0, 80.0, 30.0, -0.25, false)]
    [InlineData("increase", 40.0, 80.0, 100.0, 1.5, true)]
    [InlineData("increase", null, 80.0, 20.0, 0.25, false)]
    [InlineData("increase", 80.0, 80.0, 79.0, 0.0, false)]
    [InlineData("increase", 80.0, 80.0, 80.0, 1.0, true)]
    [InlineData("increase", 90.0, 80.0, 85.0, 1.0, true)]
    [InlineData("decrease", 80.0, 40.0, 50.0, 0.75, true)]
    [InlineData("decrease", 80.0, 40.0, 90.0, -0.25, false)]
    [InlineData("decrease", null, 40.0, 50.0, null, null)]
    [InlineData("decrease", null, 40.0, 40.0, null, true)]
    [InlineData("maintain", null, 80.0, 80.0, 1.0, true)]
    [InlineData("maintain", null, 80.0, 79.0, 0.0, false)]
    [InlineData("maintain", 100.0, 80.0, 79.0, 0.0, false)]
    [InlineData("maintain", 24.0, 48.0, 47.0, 1.0, true)]
    [InlineData("maintain", 24.0, 48.0, 49.0, 0.0, false)]
    public void Progress_runs_from_baseline_to_target_against_a_straight_line(
        string direction,
        double? baseline,
        double target,
        double current,
        double? progress,
        bool? onTrack
    )
    {
        var state = State(Spec(target, baseline, direction), current);

        state.Reading.ShouldBe(Reading.Known);
        state.Current.ShouldBe(current);
        state.Progress.ShouldBe(progress);
        state.Expected.ShouldBe(direction == "maintain" ? 1 : 0.5);
        state.OnTrack.ShouldBe(onTrack);
    }

    [Fact]
    public void The_line_begins_at_start_and_ends_with_the_last_day()
    {
        var spec = Spec(80, 40);

        State(spec, 40, Utc(2025, 12, 1)).Expected.ShouldBe(0);
        State(spec, 40, Utc(2026, 1, 1)).Expected.ShouldBe(0);
        State(spec, 40, Utc(2026, 1, 1)).OnTrack.ShouldBe(true);
        State(spec, 79, Utc(2026, 12, 31, 23)).Expected!.Value.ShouldBe(1, 0.001);
        State(spec, 79, Utc(2027, 1, 1)).Expected.ShouldBe(1);
        State(spec, 79, Utc(2027, 1, 1)).OnTrack.ShouldBe(false);
        State(spec, 40).Deadline.ShouldBe(Utc(2027, 1, 1));
    }

    [Fact]
    public void Days_end_at_the_programs_midnight() =>
        GoalsModel.Compute(Program(Spec(80), "Europe/Berlin"), [], MidYear)[0].Deadline.ShouldBe(Utc(2026, 12, 31, 23));

    [Fact]
    public void Without_a_pace_only_a_reached_target_or_a_passed_deadline_is_judged()
    {
        var noStart = Spec(80, 40) with { Start = null };
        var noEnd = Spec(80, 40) with { By = null };

        State(noStart, 60).OnTrack.ShouldBeNull();
        State(noStart, 60, Utc(2027, 1, 1)).OnTrack.ShouldBe(false);
        State(noStart, 80).OnTrack.ShouldBe(true);
        State(noEnd, 60).OnTrack.ShouldBeNull();
        State(noEnd, 60).Deadline.ShouldBeNull();
        State(noEnd, 60).Expected.ShouldBeNull();
        State(Spec(40, direction: "decrease"), 60, Utc(2027, 1, 1)).OnTrack.ShouldBe(false);
    }

    [Fact]
    public void Labels_that_choose_no_series_or_several_give_nothing()
    {
        var program = Program(
            Spec(80, 40) with
            {
                MatchLabels = new Dictionary<string, string> { ["window"] = "90d" },
            }
        );
        var one = Active.Of(50, "90d", "human");

        GoalsModel.Compute(program, [one], MidYear)[0].Current.ShouldBe(50);
        var several = GoalsModel.Compute(program, [one, Active.Of(3, "90d", "team")], MidYear)[0];
        several.Reading.ShouldBe(Reading.Ambiguous);
        several.Current.ShouldBeNull();
        several.OnTrack.ShouldBeNull();
        GoalsModel.Compute(program, [], MidYear)[0].Reading.ShouldBe(Reading.Absent);
        var unknown = Spec(80) with { MatchLabels = new Dictionary<string, string> { ["colour"] = "red" } };
        GoalsModel.Compute(Program(unknown), [one], MidYear)[0].Reading.ShouldBe(Reading.Absent);
        GoalsModel
            .Compute(Program(Spec(80) with { Metric = null, Promql = "up" }), [one], MidYear)[0]
            .Reading.ShouldBe(Reading.InPrometheus);
    }

    [Fact]
    public void The_programs_own_name_may_be_written_among_the_labels()
    {
        var ours = Spec(80) with { MatchLabels = new Dictionary<string, string> { ["program"] = "contoso" } };
        var theirs = Spec(80) with { MatchLabels = new Dictionary<string, string> { ["program"] = "fabrikam" } };
        Sample[] samples = [Active.Of(50, "90d", "human")];

        GoalsModel.Compute(Program(ours), samples, MidYear)[0].Current.ShouldBe(50);
        GoalsModel.Compute(Program(theirs), samples, MidYear)[0].Reading.ShouldBe(Reading.Absent);
    }

    [Fact]
    public void Milestones_are_counted_on_the_way_the_goal_goes()
    {
        State(Spec(80, 40, "increase", 50, 60, 70), 60).MilestonesReached.ShouldBe(2);
        State(Spec(40, 80, "decrease", 70, 60, 50), 60).MilestonesReached.ShouldBe(2);
        State(Spec(80, 40), 60).MilestonesReached.ShouldBeNull();
        State(Spec(80, 40, "maintain", 50), 60).MilestonesReached.ShouldBeNull();
    }

    [Fact]
    public void A_guardrail_is_breached_beyond_its_limit_and_unknown_without_its_metric()
    {
        GuardrailSpec Guardrail(string name, double? min, double? max, string memberClass) =>
            new()
            {
                Name = name,
                Metric = Active.Name,
                MatchLabels = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["member_class"] = memberClass,
                    ["window"] = "90d",
                },
                Min = min is { } low ? new Quantity(low, false) : null,
                Max = max is { } high ? new Quantity(high, false) : null,
            };
        var spec = Spec(80, 40) with
        {
            Guardrails =
            [
                Guardrail("floor", 61, null, "human"),
                Guardrail("ceiling", null, 60, "human"),
                Guardrail("gone", null, 60, "bot"),
                Guardrail("", 1, 1000, "team"),
            ],
        };

        var samples = GoalsModel.Samples(Program(spec).Spec, [State(spec, 60)]).ToArray();

        samples.Of(GoalsModel.GuardrailBreached, "grow", "active", "floor").ShouldBe(1);
        samples.Of(GoalsModel.GuardrailBreached, "grow", "active", "ceiling").ShouldBe(0);
        samples.Of(GoalsModel.GuardrailBreached, "grow", "active", "gone").ShouldBeNull();
        samples.Of(GoalsModel.GuardrailBreached, "grow", "active", "devrel_active_members").ShouldBe(0);
    }

    [Fact]
    public void Every_known_part_becomes_a_series_and_the_review_day_stands_alone()
    {
        var program = Program(Spec(80, 40, "increase", 50));
        program = program with
        {
            Spec = program.Spec with { Success = new SuccessSpec { ReviewBy = new DateOnly(2027, 3, 31) } },
        };

        var samples = GoalsModel
            .Samples(program.Spec, GoalsModel.Compute(program, [Active.Of(60, "90d", "human")], MidYear))
            .ToArray();

        samples.Of(GoalsModel.Current, "grow", "active").ShouldBe(60);
        samples.Of(GoalsModel.Baseline, "grow", "active").ShouldBe(40);
        samples.Of(GoalsModel.Target, "grow", "active").ShouldBe(80);
        samples.Of(GoalsModel.Progress, "grow", "active").ShouldBe(0.5);
        samples.Of(GoalsModel.Expected, "grow", "active").ShouldBe(0.5);
        samples.Of(GoalsModel.OnTrack, "grow", "active").ShouldBe(1);
        samples.Of(GoalsModel.Milestones, "grow", "active").ShouldBe(1);
        samples.Of(GoalsModel.Deadline, "grow", "active").ShouldBe(Utc(2027, 1, 1).ToUnixTimeSeconds());
        samples.Of(GoalsModel.Review).ShouldBe(Utc(2027, 3, 31).ToUnixTimeSeconds());
        samples.Length.ShouldBe(9);
    }

    [Fact]
    public void An_unread_metric_still_shows_what_was_declared()
    {
        var samples = GoalsModel
            .Samples(Program(Spec(80, 40)).Spec, GoalsModel.Compute(Program(Spec(80, 40)), [], MidYear))
            .ToArray();

        samples
            .Select(sample => sample.Metric)
            .ShouldBe(
                [GoalsModel.Baseline, GoalsModel.Target, GoalsModel.Expected, GoalsModel.Deadline],
                ignoreOrder: true
            );
    }

    [Fact]
    public void The_model_reads_the_samples_of_its_moment()
    {
        var world = new OrbitWorld();
        var inputs = world.Inputs with { Program = Program(Spec(80, 40)) };

        var samples = new GoalsModel(inputs)
            .Report(world.Moment(MidYear, samples: [Active.Of(60, "90d", "human")]))
            .ToArray();

        samples.Of(GoalsModel.Progress, "grow", "active").ShouldBe(0.5);
    }
}

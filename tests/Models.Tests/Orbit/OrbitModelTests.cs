using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Models.Orbit;
using DevRel.Resources;
using static DevRel.Models.Tests.Orbit.OrbitWorld;

namespace DevRel.Models.Tests.Orbit;

public sealed class OrbitModelTests
{
    private static OrbitModel Model(OrbitWorld world) => new(world.Inputs);

    [Fact]
    public void Members_stand_at_their_level_and_dormant_ones_at_none()
    {
        var world = new OrbitWorld()
            .Person(Happened(Utc(2026, 5, 1), ActivityKind.Release))
            .Person(Happened(Utc(2026, 5, 1), ActivityKind.PullRequestOpened))
            .Person(Happened(Utc(2026, 5, 1), ActivityKind.IssueComment))
            .Person(Happened(Utc(2026, 5, 1), ActivityKind.Star))
            .Person(Happened(Utc(2026, 5, 1), ActivityKind.Star))
            .Person(Happened(Utc(2024, 5, 1), ActivityKind.Release));

        var samples = world.Report(Model(world), Utc(2026, 6, 15));

        samples.Of(OrbitModel.Members, "1").ShouldBe(1);
        samples.Of(OrbitModel.Members, "2").ShouldBe(1);
        samples.Of(OrbitModel.Members, "3").ShouldBe(1);
        samples.Of(OrbitModel.Members, "4").ShouldBe(2);
        samples.Of(OrbitModel.Commitment).ShouldBe(100 + 49 + 16 + 2);
    }

    [Fact]
    public void A_level_rises_at_once_and_falls_at_the_start_of_a_month()
    {
        var joined = Utc(2025, 3, 10);
        var world = new OrbitWorld().Person(
            Happened(joined, ActivityKind.Release),
            Happened(Utc(2026, 2, 1), ActivityKind.Star)
        );

        LevelAt(world, joined).ShouldBe("none");
        LevelAt(world, joined.AddSeconds(1)).ShouldBe("1");
        // A year after the release it would fall; the month lasts until the 1st of April.
        LevelAt(world, Utc(2026, 3, 11)).ShouldBe("1");
        LevelAt(world, Utc(2026, 3, 31, 23)).ShouldBe("1");
        LevelAt(world, Utc(2026, 4, 1)).ShouldBe("4");
        LevelAt(world, Utc(2027, 2, 28)).ShouldBe("4");
        LevelAt(world, Utc(2027, 3, 1)).ShouldBe("none");
    }

    [Fact]
    public void Months_begin_at_the_programs_midnight()
    {
        var world = new OrbitWorld(timeZone: "Europe/Berlin").Person(
            Happened(Utc(2025, 3, 10), ActivityKind.Release),
            Happened(Utc(2026, 2, 1), ActivityKind.Star)
        );

        LevelAt(world, Utc(2026, 3, 31, 21)).ShouldBe("1");
        LevelAt(world, Utc(2026, 3, 31, 22)).ShouldBe("4");
    }

    [Fact]
    public void Transitions_compare_the_start_of_the_window_with_now()
    {
        var asOf = Utc(2026, 6, 15);
        var world = new OrbitWorld()
            .Person(Happened(Utc(2026, 1, 5), ActivityKind.Star), Happened(Utc(2026, 6, 1), ActivityKind.Commit))
            .Person(Happened(Utc(2026, 6, 10), ActivityKind.IssueOpened))
            .Person(Happened(Utc(2025, 5, 20), ActivityKind.Commit));

        var samples = world.Report(Model(world), asOf);

        samples.Of(OrbitModel.Transitions, "4", "2", "28d").ShouldBe(1);
        samples.Of(OrbitModel.Transitions, "none", "3", "28d").ShouldBe(1);
        samples.Of(OrbitModel.Transitions, "2", "none", "28d").ShouldBe(1);
        samples.Of(OrbitModel.Transitions, "2", "2", "7d").ShouldBe(1);
        samples.Of(OrbitModel.Transitions, "none", "3", "7d").ShouldBe(1);
        samples.Of(OrbitModel.Transitions, "none", "none", "7d").ShouldBeNull();
        samples.Of(OrbitModel.GrowthSlots, "4").ShouldBe(1);
        samples.Of(OrbitModel.GrowthSlots, "3").ShouldBe(0);
        samples.Of(OrbitModel.GrowthSlots, "1").ShouldBeNull();
        // Placed 28 days ago: one at 4 (1 -> 49) and one at 2 (49 -> 0); the newcomer does not count.
        samples.Of(OrbitModel.GravityChange, "28d").ShouldBe((48.0 - 49.0) / 2);
        samples.Count(sample => sample.Metric == OrbitModel.Transitions).ShouldBe(4 * 24);
    }

    [Fact]
    public void Newcomers_cannot_move_gravity_and_without_old_members_there_is_none()
    {
        var world = new OrbitWorld();
        for (var i = 0; i < 50; i++)
            world.Person(Happened(Utc(2026, 6, 14), ActivityKind.PullRequestMerged));

        var samples = world.Report(Model(world), Utc(2026, 6, 15));

        samples.Of(OrbitModel.Members, "2").ShouldBe(50);
        samples.Of(OrbitModel.GravityChange, "7d").ShouldBeNull();
    }

    [Fact]
    public void The_team_and_robots_are_left_out_and_paid_work_does_not_lift_who_left_the_team()
    {
        var release = Happened(Utc(2026, 2, 1), ActivityKind.Release);
        var comment = Happened(Utc(2026, 4, 10), ActivityKind.IssueComment);
        var world = new OrbitWorld()
            .Person(Someone(MemberClass.Bot), release)
            .Person(Someone(MemberClass.Unknown), release)
            .Person(Someone(MemberClass.Human, new Belonging(null, Team: true)), release)
            .Person(
                Someone(MemberClass.Human, new Belonging(null, Team: true) { To = Instants.Of(Utc(2026, 3, 1)) }),
                release,
                comment
            );

        var samples = world.Report(Model(world), Utc(2026, 6, 15));

        samples.Of(OrbitModel.Members, "1").ShouldBe(0);
        samples.Of(OrbitModel.Members, "3").ShouldBe(1);
        samples.Of(OrbitModel.Transitions, "none", "3", "90d").ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_said_before_history_is_complete()
    {
        var world = new OrbitWorld().Person(Happened(Utc(2026, 5, 1)));
        var model = Model(world);
        world.FoldAll(model, Utc(2026, 6, 1));

        model.Report(world.Moment(Utc(2026, 6, 1), complete: false)).ShouldBeEmpty();
        model.Report(world.Moment(Utc(2026, 6, 1))).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_short_lookback_needs_only_the_recent_past()
    {
        var spec = new ModelsSpec { Orbit = new OrbitSpec { Lookback = TimeSpan.FromDays(28) } };
        var world = new OrbitWorld(spec).Person(Happened(Utc(2026, 5, 20)));
        var model = Model(world);
        world.FoldAll(model, Utc(2026, 6, 1));

        var samples = model.Report(world.Moment(Utc(2026, 6, 1), complete: false)).ToArray();

        samples.Of(OrbitModel.Members, "3").ShouldBe(1);
        samples.Of(OrbitModel.Transitions, "none", "3", "28d").ShouldBe(1);
        samples.Of(OrbitModel.Transitions, "none", "3", "90d").ShouldBeNull();
    }

    [Fact]
    public void A_disabled_model_says_nothing()
    {
        var world = new OrbitWorld(new ModelsSpec { Orbit = new OrbitSpec { Enabled = false } }).Person(
            Happened(Utc(2026, 5, 20))
        );

        world.Report(Model(world), Utc(2026, 6, 1)).ShouldBeEmpty();
    }

    [Fact]
    public void The_2020_edition_has_levels_by_love_and_no_gravity()
    {
        var world = new OrbitWorld(new ModelsSpec { Orbit = new OrbitSpec { Version = "2020" } })
            .Person(Happened(Utc(2026, 1, 5), ActivityKind.PullRequestMerged))
            .Person(Happened(Utc(2026, 1, 5), ActivityKind.Signup));

        var samples = world.Report(Model(world), Utc(2026, 6, 1));

        samples.Of(OrbitModel.Members, "1").ShouldBe(1);
        samples.Of(OrbitModel.Members, "3").ShouldBe(1);
        samples.ShouldNotContain(sample => sample.Metric == OrbitModel.GravityChange);
        samples.ShouldNotContain(sample => sample.Metric == OrbitModel.Commitment);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Folding_out_and_in_while_events_come_and_time_moves_equals_a_recount(int seed)
    {
        var random = new Random(seed);
        var world = new OrbitWorld(timeZone: "Europe/Berlin");
        var asOf = Utc(2025, 12, 20);
        for (var i = 0; i < 30; i++)
            world.Person(
                Enumerable.Range(0, 20).Select(_ => Happened(asOf.AddHours(-random.Next(1, 9000)), RandomKind(random)))
            );
        var model = Model(world);
        world.FoldAll(model, asOf);

        for (var turn = 0; turn < 60; turn++)
        {
            var person = random.Next(30);
            world.Fold(model, person, asOf, -1);
            world.Add(person, Happened(asOf.AddHours(-random.Next(1, 9000)), RandomKind(random)));
            world.Fold(model, person, asOf, +1);
            var later = asOf.AddHours(random.Next(1, 100));
            world.FoldAll(model, asOf, -1);
            world.FoldAll(model, later);
            asOf = later;
        }

        model.Report(world.Moment(asOf)).ToArray().ShouldBe(world.Report(Model(world), asOf), new SampleComparer());
    }

    [Fact]
    public void The_epoch_changes_exactly_when_one_of_the_instants_enters_another_month()
    {
        var world = new OrbitWorld(timeZone: "Europe/Berlin");
        var model = Model(world);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        string Months(DateTimeOffset asOf) =>
            string.Join(
                ' ',
                Window
                    .All.Select(window => window.From(asOf))
                    .Append(asOf)
                    .Select(instant => TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM", null))
            );

        for (var hour = 0; hour < 9000; hour++)
        {
            var (before, after) = (Utc(2025, 6, 1).AddHours(hour), Utc(2025, 6, 1).AddHours(hour + 1));
            (model.Epoch(Instants.Of(before)) == model.Epoch(Instants.Of(after))).ShouldBe(
                Months(before) == Months(after)
            );
        }
    }

    private static string LevelAt(OrbitWorld world, DateTimeOffset asOf)
    {
        var samples = world.Report(Model(world), asOf);
        return Enumerable
                .Range(1, 4)
                .Select(level => $"{level}")
                .SingleOrDefault(level => samples.Of(OrbitModel.Members, level) == 1)
            ?? "none";
    }

    private static Person Someone(MemberClass memberClass, params Belonging[] belongings) =>
        new()
        {
            Id = new MemberId(1),
            Class = memberClass,
            Belongings = belongings,
        };

    private static ActivityKind RandomKind(Random random) => (ActivityKind)random.Next(1, 30);

    private sealed class SampleComparer : IEqualityComparer<DevRel.Metrics.Sample>
    {
        public bool Equals(DevRel.Metrics.Sample x, DevRel.Metrics.Sample y) =>
            x.Metric == y.Metric && x.Value.Equals(y.Value) && x.Labels.SequenceEqual(y.Labels);

        public int GetHashCode(DevRel.Metrics.Sample obj) => obj.Metric.GetHashCode();
    }
}

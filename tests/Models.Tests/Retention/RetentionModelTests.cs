using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Models.Presence;
using DevRel.Models.Retention;
using DevRel.Models.Tests.Orbit;
using static DevRel.Models.Tests.Orbit.OrbitWorld;

namespace DevRel.Models.Tests.Retention;

public sealed class RetentionModelTests
{
    private static RetentionModel Model(OrbitWorld world) => new(world.Inputs);

    [Fact]
    public void A_cohort_is_followed_month_by_month_once_the_month_is_over()
    {
        var world = new OrbitWorld()
            .Person(Happened(Utc(2026, 1, 31)), Happened(Utc(2026, 2, 1)), Happened(Utc(2026, 4, 30)))
            .Person(Happened(Utc(2026, 1, 1)), Happened(Utc(2026, 5, 1)))
            .Person(Happened(Utc(2026, 4, 2)));

        var samples = world.Report(Model(world), Utc(2026, 5, 2));

        samples.Of(RetentionModel.CohortMembers, "0").ShouldBe(3);
        samples.Of(RetentionModel.Retained, "0").ShouldBe(3);
        samples.Of(RetentionModel.CohortMembers, "1").ShouldBe(2);
        samples.Of(RetentionModel.Retained, "1").ShouldBe(1);
        samples.Of(RetentionModel.Retained, "2").ShouldBe(0);
        samples.Of(RetentionModel.CohortMembers, "3").ShouldBe(2);
        samples.Of(RetentionModel.Retained, "3").ShouldBe(1);
        // May is not over: nobody can be judged at age 4 yet.
        samples.Of(RetentionModel.CohortMembers, "4").ShouldBe(0);
        samples.Of(RetentionModel.CohortMembers, "12").ShouldBe(0);
    }

    [Fact]
    public void Each_age_looks_at_the_last_twelve_cohorts_it_can_judge()
    {
        var world = new OrbitWorld();
        for (var month = 0; month < 40; month++)
            world.Person(Happened(Utc(2023, 1, 15).AddMonths(month)), Happened(Utc(2023, 2, 15).AddMonths(month)));

        var samples = world.Report(Model(world), Utc(2026, 5, 20));

        samples.Of(RetentionModel.CohortMembers, "0").ShouldBe(12);
        samples.Of(RetentionModel.CohortMembers, "12").ShouldBe(12);
        samples.Of(RetentionModel.Retained, "1").ShouldBe(12);
        samples.Of(RetentionModel.Retained, "2").ShouldBe(0);
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void A_return_counts_within_thirty_days_from_the_horizon_on(int daysAfter, bool retained)
    {
        var first = Utc(2026, 1, 1, 20);
        var world = new OrbitWorld().Person(Happened(first), Happened(Utc(2026, 1, 1).AddDays(daysAfter)));

        var samples = world.Report(Model(world), first.AddDays(100));

        samples.Of(RetentionModel.NDayEligible, "30d").ShouldBe(1);
        samples.Of(RetentionModel.NDayRetained, "30d").ShouldBe(retained ? 1 : 0);
    }

    [Fact]
    public void Only_matured_members_of_the_last_year_are_eligible()
    {
        var world = new OrbitWorld().Person(Happened(Utc(2025, 1, 1)));

        Eligible(world, Utc(2025, 3, 1)).ShouldBe(0);
        Eligible(world, Utc(2025, 3, 2)).ShouldBe(1);
        Eligible(world, Utc(2026, 3, 1)).ShouldBe(1);
        Eligible(world, Utc(2026, 3, 2)).ShouldBe(0);
    }

    [Fact]
    public void Survival_counts_the_silent_as_gone_and_the_others_as_watched()
    {
        var world = new OrbitWorld()
            .Person(Happened(Utc(2025, 1, 10)))
            .Person(Happened(Utc(2025, 1, 10)), Happened(Utc(2025, 3, 10)))
            .Person(Happened(Utc(2025, 10, 10)), Happened(Utc(2025, 12, 10)))
            .Person(Happened(Utc(2025, 12, 20)));

        var samples = world.Report(Model(world), Utc(2026, 1, 1));

        // At risk: 4 at age 0 (one left, one watched), 2 at age 2 (one left, one watched).
        samples.Of(RetentionModel.SurvivalRatio, "0").ShouldBe(1);
        samples.Of(RetentionModel.SurvivalRatio, "1").ShouldBe(0.75);
        samples.Of(RetentionModel.SurvivalRatio, "2").ShouldBe(0.75);
        samples.Of(RetentionModel.SurvivalRatio, "3").ShouldBe(0.375);
        samples.Of(RetentionModel.SurvivalRatio, "4").ShouldBeNull();
    }

    [Fact]
    public void Nobody_gives_counts_of_zero_and_no_ratio()
    {
        var world = new OrbitWorld();

        var samples = world.Report(Model(world), Utc(2026, 1, 1));

        samples.Of(RetentionModel.CohortMembers, "0").ShouldBe(0);
        samples.Of(RetentionModel.NDayEligible, "180d").ShouldBe(0);
        samples.ShouldNotContain(sample => sample.Metric == RetentionModel.SurvivalRatio);
    }

    [Fact]
    public void Small_cohorts_are_hidden_and_counted_as_hidden()
    {
        var world = new OrbitWorld(minimumGroupSize: 5);
        for (var i = 0; i < 6; i++)
            world.Person([Happened(Utc(2026, 1, 10)), .. i < 3 ? [Happened(Utc(2026, 2, 10))] : Array.Empty<Event>()]);
        world.Person(Happened(Utc(2025, 2, 1)));

        var samples = world.Report(Model(world), Utc(2026, 3, 10));

        samples.Of(RetentionModel.CohortMembers, "1").ShouldBe(7);
        samples.Of(RetentionModel.Retained, "1").ShouldBeNull();
        samples.Of(RetentionModel.Retained, "0").ShouldBe(6);
        // For ages 2 to 12 only the cohort of one is old enough.
        samples.Of(RetentionModel.CohortMembers, "2").ShouldBeNull();
        samples.Of(RetentionModel.SurvivalRatio, "0").ShouldBe(1);
        samples.Of(MemberSplits.Suppressed, "devrel_cohort_members").ShouldBe(11);
        samples.Of(MemberSplits.Suppressed, "devrel_retained_members").ShouldBe(12);
        samples.Of(MemberSplits.Suppressed, "devrel_member_survival_ratio").ShouldBe(0);
    }

    [Fact]
    public void A_handful_of_members_gives_no_survival_curve()
    {
        var world = new OrbitWorld(minimumGroupSize: 5).Person(Happened(Utc(2026, 1, 10)));

        var samples = world.Report(Model(world), Utc(2026, 3, 10));

        samples.Of(RetentionModel.SurvivalRatio, "0").ShouldBeNull();
        samples.Of(MemberSplits.Suppressed, "devrel_member_survival_ratio").ShouldBe(13);
        samples.Of(RetentionModel.NDayEligible, "30d").ShouldBe(0);
    }

    [Fact]
    public void Cut_off_history_would_make_everyone_new_so_nothing_is_said()
    {
        var world = new OrbitWorld().Person(Happened(Utc(2025, 1, 1)));
        var model = Model(world);
        world.FoldAll(model, Utc(2026, 1, 1));

        model.Report(world.Moment(Utc(2026, 1, 1), complete: false)).ShouldBeEmpty();
    }

    [Fact]
    public void Robots_and_the_team_are_no_cohort_and_paid_work_is_no_beginning()
    {
        var left = new Belonging(null, Team: true) { To = Instants.Of(Utc(2025, 6, 1)) };
        var world = new OrbitWorld()
            .Person(new Person { Id = new MemberId(1), Class = MemberClass.Bot }, Happened(Utc(2025, 7, 1)))
            .Person(new Person { Id = new MemberId(2), Belongings = [left] }, Happened(Utc(2025, 1, 1)))
            .Person(
                new Person { Id = new MemberId(3), Belongings = [left] },
                Happened(Utc(2025, 1, 1)),
                Happened(Utc(2025, 7, 1)),
                Happened(Utc(2025, 8, 1))
            );

        var samples = world.Report(Model(world), Utc(2026, 1, 1));

        samples.Of(RetentionModel.CohortMembers, "0").ShouldBe(1);
        samples.Of(RetentionModel.Retained, "1").ShouldBe(1);
    }

    [Fact]
    public void The_beginning_of_a_month_is_the_programs()
    {
        var world = new OrbitWorld(timeZone: "Asia/Tokyo").Person(
            Happened(Utc(2026, 1, 31, 16)),
            Happened(Utc(2026, 2, 10))
        );

        var samples = world.Report(Model(world), Utc(2026, 4, 1));

        samples.Of(RetentionModel.Retained, "1").ShouldBe(0);
    }

    [Theory]
    [InlineData("UTC", 1)]
    [InlineData("Europe/Berlin", 2)]
    [InlineData("America/New_York", 3)]
    public void Sums_agree_with_a_count_over_all_members_and_folding_out_leaves_nothing(string zone, int seed)
    {
        var random = new Random(seed);
        var asOf = Utc(2026, 3, 29, 3);
        var world = new OrbitWorld(timeZone: zone);
        var histories = Enumerable.Range(0, 120).Select(_ => RandomHistory(random, asOf)).ToArray();
        foreach (var history in histories)
            world.Person(history);
        var model = Model(world);

        var samples = world.Report(model, asOf);

        foreach (var (metric, label, expected) in Naive(histories, TimeZoneInfo.FindSystemTimeZoneById(zone), asOf))
            samples.Of(metric, label).ShouldBe(expected, $"{metric} {label}");
        world.FoldAll(model, asOf, -1);
        model.Report(world.Moment(asOf)).Sum(sample => sample.Value).ShouldBe(0);
    }

    /// <summary>The definitions, word by word.</summary>
    private static IEnumerable<(Metric Metric, string Label, double Expected)> Naive(
        Event[][] histories,
        TimeZoneInfo zone,
        DateTimeOffset asOf
    )
    {
        DateTime Local(Event happened) => TimeZoneInfo.ConvertTime(Instants.Time(happened.At), zone).DateTime.Date;
        static int Month(DateTime date) => (date.Year * 12) + date.Month;
        var days = histories.Select(history => history.Select(Local).ToArray()).ToArray();
        var today = TimeZoneInfo.ConvertTime(asOf, zone).DateTime.Date;
        for (var age = 0; age <= 12; age++)
        {
            var cohorts = days.Where(own =>
                    Month(own[0]) + age < Month(today) && Month(own[0]) + age >= Month(today) - 12
                )
                .ToArray();
            yield return (RetentionModel.CohortMembers, $"{age}", cohorts.Length);
            yield return (
                RetentionModel.Retained,
                $"{age}",
                cohorts.Count(own => own.Any(day => Month(day) == Month(own[0]) + age))
            );
        }

        foreach (var horizon in new[] { 30, 60, 90, 180 })
        {
            var eligible = days.Where(own =>
                    own[0].AddDays(horizon + 30) <= today && own[0].AddDays(horizon + 30 + 365) > today
                )
                .ToArray();
            yield return (RetentionModel.NDayEligible, $"{horizon}d", eligible.Length);
            yield return (
                RetentionModel.NDayRetained,
                $"{horizon}d",
                eligible.Count(own =>
                    own.Any(day => day >= own[0].AddDays(horizon) && day < own[0].AddDays(horizon + 30))
                )
            );
        }
    }

    /// <summary>Some short, some longer than what is looked through event by event.</summary>
    private static Event[] RandomHistory(Random random, DateTimeOffset asOf)
    {
        var first = asOf.AddHours(-random.Next(1, 24 * 1000));
        var hours = (int)(asOf - first).TotalHours + 1;
        var span = Math.Min(hours, 1 << random.Next(1, 15));
        return
        [
            .. Enumerable
                .Range(0, random.Next(8) == 0 ? 1200 : random.Next(1, 80))
                .Select(_ => Happened(first.AddHours(random.Next(span)), ActivityKind.Reply))
                .Where(happened => happened.At < Instants.Of(asOf))
                .Append(Happened(first.AddSeconds(-1)))
                .OrderBy(happened => happened.At),
        ];
    }

    private static double? Eligible(OrbitWorld world, DateTimeOffset asOf) =>
        world.Report(Model(world), asOf).Of(RetentionModel.NDayEligible, "30d");
}

using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Models.Orbit;
using DevRel.Resources;
using static DevRel.Models.Tests.Orbit.OrbitWorld;

namespace DevRel.Models.Tests.Orbit;

public sealed class OrbitPlacementTests
{
    private static readonly ProgramCalendar Utc0 = ProgramCalendar.Of("UTC");
    private static readonly OrbitPlacement Placement = new(Utc0, OrbitWeights.Table(new OrbitSpec()));

    [Theory]
    [InlineData(ActivityKind.Star, 1, 4)]
    [InlineData(ActivityKind.Fork, 2, 4)]
    [InlineData(ActivityKind.EventRegistered, 3, 4)]
    [InlineData(ActivityKind.IssueComment, 4, 3)]
    [InlineData(ActivityKind.EventAttended, 5, 3)]
    [InlineData(ActivityKind.AnswerPosted, 6, 3)]
    [InlineData(ActivityKind.Commit, 7, 2)]
    [InlineData(ActivityKind.PullRequestOpened, 8, 2)]
    [InlineData(ActivityKind.PullRequestMerged, 9, 2)]
    [InlineData(ActivityKind.Release, 10, 1)]
    [InlineData(ActivityKind.EventCreated, 11, 1)]
    public void One_activity_places_by_its_weight(ActivityKind kind, int step, int level)
    {
        Event[] events = [Happened(Utc(2026, 3, 4), kind)];

        Placement.Step(events).ShouldBe(step);
        Placement.Level(events).ShouldBe(level);
    }

    [Fact]
    public void Nothing_or_nothing_of_weight_is_no_level_rather_than_the_outermost()
    {
        Placement.Level([]).ShouldBe(OrbitPlacement.None);
        Placement.Level([Happened(Utc(2026, 3, 4), ActivityKind.Assigned)]).ShouldBe(OrbitPlacement.None);
    }

    /// <summary>Days are 1-based days of a year that began on a Monday (2018), so day 1..7 is its first ISO week.</summary>
    [Theory]
    [InlineData("two days of one week", 4, 1, 7)]
    [InlineData("two days of two weeks", 1, 7, 8)]
    [InlineData("two weeks", 5, 1, 2, 8, 9)]
    [InlineData("three weeks, not in a row", 6, 1, 2, 15, 16, 50, 51)]
    [InlineData("four weeks are no more than three", 6, 1, 2, 15, 16, 50, 51, 60, 61)]
    [InlineData("seven days of a month", 7, 1, 5, 9, 13, 17, 21, 25)]
    [InlineData("six days of one month and one of the next", 4, 1, 8, 15, 22, 29, 31, 36)]
    public void Presence_places_by_days_within_the_calendar(string milestone, int step, params int[] days)
    {
        milestone.ShouldNotBeEmpty();
        Placement.Step(Stars(days)).ShouldBe(step);
    }

    [Theory]
    [InlineData(29, 9)]
    [InlineData(30, 10)]
    [InlineData(90, 10)]
    [InlineData(90 + 29, 10)]
    [InlineData(90 + 30, 11)]
    [InlineData(90 + 91 + 30, 12)]
    [InlineData(365, 12)]
    public void Thirty_days_of_a_quarter_lead(int daysInARow, int step) =>
        Placement.Step(Stars([.. Enumerable.Range(1, daysInARow)])).ShouldBe(daysInARow == 29 ? 7 : step);

    [Fact]
    public void Seven_days_in_each_of_three_months_are_the_innermost_step_of_contributing()
    {
        int[] days = [.. new[] { 1, 32, 60 }.SelectMany(first => Enumerable.Range(0, 7).Select(i => first + (i * 3)))];

        Placement.Step(Stars(days)).ShouldBe(9);
    }

    [Fact]
    public void Many_acts_of_one_day_are_one_day_of_presence()
    {
        Event[] events =
        [
            .. Enumerable.Range(0, 20).Select(hour => Happened(Utc(2018, 1, 1, hour), ActivityKind.Star)),
        ];

        Placement.Level(events).ShouldBe(4);
    }

    [Fact]
    public void Acts_without_weight_are_no_presence()
    {
        Event[] events =
        [
            Happened(Utc(2018, 1, 1), ActivityKind.Star),
            Happened(Utc(2018, 1, 2), ActivityKind.Assigned),
        ];

        Placement.Level(events).ShouldBe(4);
    }

    [Fact]
    public void Days_are_those_of_the_program()
    {
        // 23:30 and 00:30 UTC: two days in London, one in Berlin; the week turns with them.
        Event[] events =
        [
            new(Instants.Of(Utc(2018, 1, 2, 23)) + 1800, -1, 0, ActivityKind.Star, EventFlags.None, 0),
            new(Instants.Of(Utc(2018, 1, 3, 0)) + 1800, -1, 0, ActivityKind.Star, EventFlags.None, 0),
        ];
        var berlin = new OrbitPlacement(ProgramCalendar.Of("Europe/Berlin"), OrbitWeights.Table(new OrbitSpec()));

        Placement.Level(events).ShouldBe(3);
        berlin.Level(events).ShouldBe(4);
    }

    [Fact]
    public void A_program_weighs_in_its_own_way()
    {
        var spec = new OrbitSpec
        {
            Weights = new Dictionary<string, int>(StringComparer.Ordinal)
            {
                ["star"] = 11,
                ["release"] = 0,
                ["fork"] = 99,
            },
        };
        var placement = new OrbitPlacement(Utc0, OrbitWeights.Table(spec));

        placement.Level([Happened(Utc(2018, 1, 1), ActivityKind.Star)]).ShouldBe(1);
        placement.Level([Happened(Utc(2018, 1, 1), ActivityKind.Release)]).ShouldBe(OrbitPlacement.None);
        placement.Step([Happened(Utc(2018, 1, 1), ActivityKind.Fork)]).ShouldBe(OrbitWeights.Highest);
    }

    [Fact]
    public void Every_kind_has_a_weight_between_none_and_twelve() =>
        ActivityKinds.All.ShouldAllBe(kind => OrbitWeights.Default(kind) >= 0 && OrbitWeights.Default(kind) <= 12);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(3, 3)]
    [InlineData(6, 3)]
    [InlineData(7, 2)]
    [InlineData(8, 2)]
    [InlineData(9, 1)]
    [InlineData(10, 1)]
    [InlineData(0, OrbitPlacement.None)]
    public void The_2020_edition_places_by_love(int love, int level) => OrbitPlacement.Level2020(love).ShouldBe(level);

    [Theory]
    [InlineData("UTC", 1)]
    [InlineData("Europe/Berlin", 2)]
    [InlineData("America/New_York", 3)]
    public void Placing_agrees_with_counting_calendar_periods_one_by_one(string zone, int seed)
    {
        var random = new Random(seed);
        var weights = OrbitWeights.Table(new OrbitSpec());
        var placement = new OrbitPlacement(ProgramCalendar.Of(zone), weights);
        var timeZone = TimeZoneInfo.FindSystemTimeZoneById(zone);
        for (var round = 0; round < 1000; round++)
        {
            var events = RandomEvents(random);

            var step = NaiveStep(events, timeZone, weights);
            placement.Step(events).ShouldBe(step);
            placement.Level(events).ShouldBe(OrbitPlacement.LevelOfStep(step));
        }
    }

    /// <summary>The definition, word by word.</summary>
    private static int NaiveStep(Event[] events, TimeZoneInfo zone, byte[] weights)
    {
        var weighty = events.Where(happened => weights[(byte)happened.Kind] > 0).ToArray();
        if (weighty.Length == 0)
            return 0;
        var dates = weighty
            .Select(happened => TimeZoneInfo.ConvertTime(Instants.Time(happened.At), zone).DateTime.Date)
            .Distinct()
            .ToArray();
        int Reached<T>(Func<DateTime, T> period, int days, int first) =>
            dates.GroupBy(period).Count(group => group.Count() >= days) is > 0 and var count
                ? first + Math.Min(count, 3) - 1
                : 0;

        return new[]
        {
            weighty.Max(happened => (int)weights[(byte)happened.Kind]),
            Reached(
                date => (System.Globalization.ISOWeek.GetYear(date), System.Globalization.ISOWeek.GetWeekOfYear(date)),
                2,
                4
            ),
            Reached(date => (date.Year, date.Month), 7, 7),
            Reached(date => (date.Year, (date.Month - 1) / 3), 30, 10),
        }.Max();
    }

    private static Event[] RandomEvents(Random random)
    {
        var start = Instants.Of(Utc(2023, 11, 1));
        var days = 1 << random.Next(1, 10);
        var heavy = random.Next(4) == 0;
        return
        [
            .. Enumerable
                .Range(0, random.Next(1, 200))
                .Select(_ => new Event(
                    start + random.Next(days * Instants.Day),
                    -1,
                    0,
                    heavy ? (ActivityKind)random.Next(1, 61) : ActivityKind.Star,
                    EventFlags.None,
                    0
                ))
                .OrderBy(happened => happened.At),
        ];
    }

    private static Event[] Stars(int[] days) =>
        [.. days.Select(day => Happened(Utc(2018, 1, 1, 12).AddDays(day - 1), ActivityKind.Star))];
}

using System.Globalization;
using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Tests.Members;

public sealed class ProgramCalendarTests
{
    private static readonly DateOnly FirstDate = new(2000, 1, 1);

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Pacific/Apia")]
    public void Days_are_those_of_the_time_zone(string name)
    {
        var calendar = ProgramCalendar.Of(name);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var instant = random.Next(Instants.Day * 365 * 55) - (Instants.Day * 365 * 2);
            var local = TimeZoneInfo.ConvertTime(Instants.Time(instant), zone);
            var date = DateOnly.FromDateTime(local.DateTime);

            var day = calendar.DayOf(instant);

            day.ShouldBe(date.DayNumber - FirstDate.DayNumber);
            ProgramCalendar.MonthOfDay(day).ShouldBe((date.Year * 12) + date.Month - 1);
            ProgramCalendar.QuarterOfDay(day).ShouldBe((date.Year * 4) + ((date.Month - 1) / 3));
        }
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Sao_Paulo")]
    public void A_day_begins_where_the_day_before_ends(string name)
    {
        var calendar = ProgramCalendar.Of(name);
        for (var date = new DateOnly(2016, 1, 1); date.Year < 2019; date = date.AddDays(1))
        {
            var start = calendar.StartOf(date);

            calendar.DayOf(start).ShouldBe(date.DayNumber - FirstDate.DayNumber);
            calendar.DayOf(start - 1).ShouldBe(date.DayNumber - FirstDate.DayNumber - 1);
        }
    }

    [Fact]
    public void Weeks_are_iso_weeks()
    {
        var seen = new Dictionary<int, (int, int)>();
        for (var date = FirstDate.AddDays(-400); date.Year < 2030; date = date.AddDays(1))
        {
            var week = ProgramCalendar.WeekOfDay(date.DayNumber - FirstDate.DayNumber);
            var noon = date.ToDateTime(new TimeOnly(12, 0));
            var iso = (ISOWeek.GetYear(noon), ISOWeek.GetWeekOfYear(noon));
            seen.TryAdd(week, iso);
            seen[week].ShouldBe(iso);
        }

        seen.Values.Distinct().Count().ShouldBe(seen.Count);
    }

    [Fact]
    public void Months_begin_at_local_midnight_leap_days_and_all()
    {
        var calendar = ProgramCalendar.Of("Europe/Berlin");

        Instants
            .Time(calendar.StartOfMonth((2024 * 12) + 2))
            .ShouldBe(new DateTimeOffset(2024, 2, 29, 23, 0, 0, TimeSpan.Zero));
        Instants
            .Time(calendar.StartOfMonth((2024 * 12) + 3))
            .ShouldBe(new DateTimeOffset(2024, 3, 31, 22, 0, 0, TimeSpan.Zero));
        calendar.MonthOf(calendar.StartOfMonth((2055 * 12) + 1)).ShouldBe((2055 * 12) + 1);
    }
}

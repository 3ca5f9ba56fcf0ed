using DevRel.Metrics;
using DevRel.Reports.Page;

namespace DevRel.Reports.Tests;

public sealed class FigureTests
{
    public static TheoryData<double, string, string> Said =>
        new()
        {
            { 1204, "members", "1,204" },
            { 0.664, "ratio", "66 %" },
            { 45, "seconds", "45 seconds" },
            { 11_520, "seconds", "3.2 hours" },
            { 86_400 * 3, "seconds", "3 days" },
            { 3_600, "seconds", "60 minutes" },
            { -2.25, "score", "-2.2" },
            { 1, "boolean", "yes" },
            { 1_767_225_600, "timestamp", "1 Jan 2026" },
            { double.NaN, "members", "not known" },
            { double.PositiveInfinity, "seconds", "100 years" },
        };

    [Theory]
    [MemberData(nameof(Said))]
    public void A_number_is_said_as_a_person_says_it(double value, string unit, string expected)
    {
        Unit[] units = [Unit.Members, Unit.Ratio, Unit.Seconds, Unit.Score, Unit.Boolean, Unit.Timestamp];

        Figures.Say(value, units.Single(candidate => candidate.Name == unit)).ShouldBe(expected);
    }

    [Fact]
    public void A_moment_ago_is_just_now()
    {
        var now = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

        Figures.Ago(now.AddSeconds(-30), now).ShouldBe("just now");
        Figures.Ago(now.AddMinutes(-5), now).ShouldBe("5 minutes ago");
        Figures.Ago(now.AddSeconds(20), now).ShouldBe("just now");
    }
}

using DevRel.Models.Retention;

namespace DevRel.Models.Tests.Retention;

public sealed class SurvivalTests
{
    [Fact]
    public void Two_of_three_stay_from_one_period_to_the_next() =>
        Survival
            .OfPeriod(new HashSet<string> { "a", "b", "c" }, new HashSet<string> { "b", "c", "d", "e", "f" })!
            .Value.ShouldBe(0.667, 1e-3);

    [Fact]
    public void Nobody_retains_nobody() =>
        Survival.OfPeriod(new HashSet<string>(), new HashSet<string> { "a" }).ShouldBeNull();

    [Fact]
    public void Without_anyone_still_watched_survival_is_the_plain_share_that_stayed() =>
        Survival.KaplanMeier([5, 3, 2, 0], [0, 0, 0, 0]).ShouldBe([1, 0.5, 0.2, 0], 1e-12);

    [Fact]
    public void Who_is_still_watched_counts_for_as_long_as_they_were_seen()
    {
        // Ten begin; at 0 two leave and three are watched no longer; at 1 one of the five left leaves.
        Survival.KaplanMeier([2, 1, 0], [3, 0, 4]).ShouldBe([1, 0.8, 0.64], 1e-12);
    }

    [Fact]
    public void Beyond_the_longest_watched_nothing_is_known() =>
        Survival.KaplanMeier([1, 0, 0, 0], [3, 0, 0, 0]).ShouldBe([1, 0.75], 1e-12);

    [Fact]
    public void Nobody_has_no_survival() => Survival.KaplanMeier([0, 0], [0, 0]).ShouldBeEmpty();
}

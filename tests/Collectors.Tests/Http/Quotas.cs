using System.Globalization;
using DevRel.Collectors.Http;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.Http;

public sealed class Quotas
{
    private readonly ManualClock clock = new(Polite.Recorded);

    [Fact]
    public void Nothing_is_known_before_the_first_answer()
    {
        var quota = New();

        quota.Wait.ShouldBe(TimeSpan.Zero);
        (quota.Limit, quota.Remaining).ShouldBe((null, null));
    }

    [Fact]
    public void Answers_that_overtake_each_other_do_not_give_back_what_is_spent()
    {
        var quota = New();
        Tell(quota, remaining: 10);
        quota.Spend();
        quota.Spend();

        quota.Learn(Reading(remaining: 8), clock.GetUtcNow());
        quota.Remaining.ShouldBe(7, "the other request is still under way");
        quota.Learn(Reading(remaining: 9), clock.GetUtcNow());
        quota.Remaining.ShouldBe(9);
    }

    [Theory]
    [InlineData(60, 2, false)]
    [InlineData(60, 1, true)]
    [InlineData(5000, 51, false)]
    [InlineData(5000, 50, true)]
    [InlineData(15000, 50, true)]
    public void A_reserve_is_left_to_others(int limit, int remaining, bool waits)
    {
        var quota = New();
        Tell(quota, remaining, limit);

        (quota.Wait > TimeSpan.Zero).ShouldBe(waits);
    }

    [Fact]
    public void A_wall_clock_set_back_changes_no_wait()
    {
        var quota = New();
        Tell(quota, remaining: 0);
        clock.SetBack(TimeSpan.FromDays(7));
        quota.Wait.ShouldBe(TimeSpan.FromMinutes(10));

        clock.Advance(TimeSpan.FromMinutes(10));

        quota.Wait.ShouldBe(TimeSpan.Zero);
        quota.Spend();
        quota.Remaining.ShouldBe(99, "a new period began");
    }

    [Fact]
    public void A_reset_that_is_past_says_nothing()
    {
        var quota = New();
        quota.Spend();
        quota.Learn(new QuotaReading(100, 0, TimeSpan.FromSeconds(-1)), clock.GetUtcNow());

        quota.Wait.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("x-ratelimit-", 1581014617, 1000)]
    [InlineData("ratelimit-", 1581014617, 1000)]
    [InlineData("ratelimit-", 30, 30)]
    [InlineData("x-ratelimit-", 1, 1)]
    public void Headers_are_read_in_both_spellings(string prefix, long reset, int seconds)
    {
        var headers = new HttpHeadersView(
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                [prefix + "limit"] = "100",
                [prefix + "remaining"] = "7",
                [prefix + "reset"] = reset.ToString(CultureInfo.InvariantCulture),
            }
        );

        // 400 seconds before the server's own clock: ours runs ahead.
        var ours = Polite.Recorded - TimeSpan.FromSeconds(400);
        QuotaReading.Read(headers, ours).ShouldBe(new QuotaReading(100, 7, TimeSpan.FromSeconds(seconds)));
    }

    private Quota New() => new(clock, new UpstreamOptions());

    private void Tell(Quota quota, int remaining, int limit = 100)
    {
        quota.Spend();
        quota.Learn(Reading(remaining, limit), clock.GetUtcNow());
    }

    private static QuotaReading Reading(int remaining, int limit = 100) =>
        new(limit, remaining, TimeSpan.FromMinutes(10));
}

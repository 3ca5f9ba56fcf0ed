using DevRel.Activities;
using DevRel.Models.Tests.Engine;

namespace DevRel.Models.Tests.Volume;

public sealed class VolumeTests
{
    [Fact]
    public void Counters_count_what_happens_from_the_start_of_the_process_once()
    {
        var town = new Town(liveSince: Town.Noon);
        town.Did("old", ActivityKind.Reply, Town.Ago(1));
        town.Value("devrel_activities_total", "code", "github", "reply", "human").ShouldBe(0);

        var seen = town.Did("new", ActivityKind.Reply, Town.Noon.AddMinutes(1), id: "post/1");
        town.Engine.Apply(seen with { OccurredAt = Town.Noon.AddMinutes(2) });
        Total(town, 5).ShouldBe(1);

        town.Engine.Apply(new Retraction { Source = "code", NativeId = "post/1" });
        Total(town, 6).ShouldBe(1);
        town.Engine.Apply(seen);
        Total(town, 7).ShouldBe(1);
    }

    [Fact]
    public void Contributions_that_no_platform_tells_apart_are_absent_rather_than_zero()
    {
        var town = new Town();
        town.Did("guest", ActivityKind.Reply, Town.Ago(200));

        town.Value("devrel_contributions", "social", "7d").ShouldBe(0);
        town.Value("devrel_contributions", "social", "365d").ShouldBe(1);
        town.Value("devrel_contributions", "translation", "7d").ShouldBeNull();
    }

    [Fact]
    public void T10_standing_numbers_are_the_latest_and_daily_ones_of_the_last_whole_day()
    {
        var town = new Town();
        Observe(town, Signal.Stars, "sdk", Town.Ago(2), 10);
        Observe(town, Signal.Stars, "sdk", Town.Ago(1), 12);
        Observe(town, Signal.Stars, "sdk", Town.Noon.AddDays(1), 99);
        Observe(town, Signal.Views, "sdk", new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero), 70);
        Observe(town, Signal.Views, "sdk", new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero), 3);

        town.Value("devrel_popularity", "code", "stars", "sdk").ShouldBe(12);
        town.Value("devrel_popularity", "code", "views", "sdk").ShouldBe(70);
    }

    [Fact]
    public void T9_the_tail_beyond_fifty_resources_is_summed_and_not_dropped()
    {
        var town = new Town();
        for (var i = 1; i <= 53; i++)
            Observe(town, Signal.Forks, $"repo-{i}", Town.Ago(1), i);

        town.Value("devrel_popularity", "code", "forks", "repo-53").ShouldBe(53);
        town.Value("devrel_popularity", "code", "forks", "repo-3").ShouldBeNull();
        town.Value("devrel_popularity", "code", "forks", "_other").ShouldBe(6);
    }

    private static double? Total(Town town, int minutes) =>
        town.Value(Town.Noon.AddMinutes(minutes), "devrel_activities_total", "code", "github", "reply", "human");

    private static void Observe(Town town, Signal signal, string resource, DateTimeOffset at, double value) =>
        town.Engine.Apply(
            new Observation
            {
                Source = "code",
                Platform = "github",
                Signal = signal,
                Resource = resource,
                ObservedAt = at,
                Value = value,
            }
        );
}

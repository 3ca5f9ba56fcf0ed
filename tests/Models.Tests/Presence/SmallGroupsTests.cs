using DevRel.Models.Engine;
using DevRel.Models.Presence;
using DevRel.Models.Tests.Engine;
using FsCheck;
using FsCheck.Fluent;

namespace DevRel.Models.Tests.Presence;

public sealed class SmallGroupsTests
{
    private const int Minimum = 5;

    [Fact]
    public void A_small_group_is_merged_and_takes_another_with_it_so_that_no_subtraction_finds_it()
    {
        var (shown, hidden) = Publish(("north", [20]), ("south", [7]), ("west", [2]));

        shown.ShouldBe([("north", 0, 20), ("other", 0, 9)], ignoreOrder: true);
        hidden.ShouldBe(2);
    }

    [Fact]
    public void Two_windows_that_differ_by_few_are_not_both_shown()
    {
        var (shown, _) = Publish(("north", [9, 10]), ("south", [30, 60]));

        shown.ShouldNotContain(("north", 0, 9));
        shown.ShouldContain(("north", 1, 10));
    }

    [Fact]
    public void Nothing_is_hidden_when_all_groups_are_large()
    {
        var (shown, hidden) = Publish(("north", [0, 10]), ("south", [5, 50]));

        hidden.ShouldBe(0);
        shown.Count.ShouldBe(4);
    }

    [Fact]
    public void An_attacker_with_one_page_finds_no_small_group_and_the_sums_hold()
    {
        var groups = Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(0, 12), 4), 6);
        var property = Prop.ForAll(
            groups.ToArbitrary(),
            zones =>
            {
                var counts = zones.Select((zone, i) => ($"g{i}", Cumulated(zone))).ToArray();
                Attack(counts, Publish(counts).Shown);
                return true;
            }
        );
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), property);
    }

    [Fact]
    public void Splits_change_only_with_the_day()
    {
        var town = new Town();
        for (var i = 0; i < 6; i++)
            town.Did($"m{i}", Activities.ActivityKind.Reply, Town.Ago(2));
        town.Value("devrel_active_members_by_geo", "unknown", "7d").ShouldBe(6);

        town.Did("late", Activities.ActivityKind.Reply, Town.Noon.AddHours(-1));
        town.Value("devrel_active_members_by_geo", "unknown", "7d").ShouldBe(6);
        town.Value("devrel_active_members", "7d", "human").ShouldBe(7);
        town.Value(Town.Noon.AddHours(12), "devrel_active_members_by_geo", "unknown", "7d").ShouldBe(7);
    }

    [Fact]
    public void Hidden_groups_are_counted_by_family()
    {
        var town = new Town();
        town.Did("lonely", Activities.ActivityKind.Reply, Town.Ago(2));

        town.Value("devrel_suppressed_groups", "devrel_active_members_by_geo").ShouldBe(4);
        town.Value("devrel_active_members_by_geo", "unknown", "7d").ShouldBeNull();
    }

    private static void Attack(
        (string Name, int[] Counts)[] groups,
        IReadOnlyList<(string Group, int Window, int Count)> shown
    )
    {
        for (var window = 0; window < 4; window++)
        {
            var here = shown.Where(one => one.Window == window).ToList();
            var total = groups.Sum(group => group.Counts[window]);
            here.Sum(one => one.Count).ShouldBe(total);
            if (total >= Minimum)
                here.ShouldAllBe(one => one.Count == 0 || one.Count >= Minimum);
            foreach (var (group, _, count) in here.Where(one => one.Group != SmallGroups.Other))
            {
                foreach (var wider in shown.Where(one => one.Group == group && one.Window > window))
                    (wider.Count - count).ShouldSatisfyAllConditions(difference =>
                        (difference == 0 || difference >= Minimum).ShouldBeTrue()
                    );
            }
        }
    }

    private static int[] Cumulated(int[] zones) => [.. zones.Select((_, i) => zones.Take(i + 1).Sum())];

    private static (IReadOnlyList<(string Group, int Window, int Count)> Shown, int Hidden) Publish(
        params (string Name, int[] Counts)[] groups
    ) =>
        SmallGroups.Publish(
            groups.ToDictionary(group => group.Name, group => group.Counts),
            groups[0].Counts.Length,
            Minimum
        );
}

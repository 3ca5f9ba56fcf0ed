using DevRel.Models.Orbit;

namespace DevRel.Models.Tests.Orbit;

/// <summary>The worked examples of the model's authors (pages/gravity/measure.mdx, pages/reach/measure.mdx, README of 2020).</summary>
public sealed class GravityTests
{
    /// <summary>Not placed, leading, contributing, participating, exploring.</summary>
    private static readonly long[] January = [0, 1, 4, 8, 17];
    private static readonly long[] February = [0, 1, 5, 9, 15];
    private static readonly long[] March = [0, 2, 6, 10, 12];

    [Fact]
    public void Weighted_commitment_is_441_then_504_then_666()
    {
        Gravity.WeightedCommitment(January).ShouldBe(441);
        Gravity.WeightedCommitment(February).ShouldBe(504);
        Gravity.WeightedCommitment(March).ShouldBe(666);
    }

    [Fact]
    public void Gravity_is_2_point_1_then_5_point_4()
    {
        Gravity.Of(441, 504, January.Sum()).ShouldBe(2.1);
        Gravity.Of(504, 666, February.Sum()).ShouldBe(5.4);
    }

    [Fact]
    public void Nobody_has_no_gravity_rather_than_none() => Gravity.Of(0, 0, 0).ShouldBeNull();

    [Fact]
    public void Gravity_of_2020_sums_love_times_reach() =>
        Orbit2020.Gravity([(2, 5), (6, 3), (7, 3), (4, 5), (2, 1)]).ShouldBe(71);

    [Fact]
    public void Reach_sums_strengths_that_fade_by_a_tenth_a_month()
    {
        Orbit2020.Reach([4, 3, 1, 7]).ShouldBe(15);
        Orbit2020.Decayed(7, 3).ShouldBe(5.103, 1e-9);
        // The page prints 1.9.
        Orbit2020.Decayed(7, 12).ShouldBe(1.977, 1e-3);
    }

    [Fact]
    public void Density_is_of_the_connections_there_could_be()
    {
        Orbit2020.Density(6, 5).ShouldBe(0.6);
        Orbit2020.Density(0, 1).ShouldBeNull();
    }
}

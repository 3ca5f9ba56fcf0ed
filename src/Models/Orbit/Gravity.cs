namespace DevRel.Models.Orbit;

/// <summary>Orbit 2022's measures of a community: commitment weighted by level, and its change.</summary>
public static class Gravity
{
    /// <summary>Exploring 1, participating 4, contributing 7, leading 10; not placed 0.</summary>
    public static int WeightOf(int level) => level is >= 1 and <= 4 ? 1 + (3 * (4 - level)) : 0;

    /// <summary>Squared, so that one leader outweighs many passers-by.</summary>
    public static long Commitment(int level) => (long)WeightOf(level) * WeightOf(level);

    /// <param name="membersByLevel">By number of level; [0] is ignored.</param>
    public static long WeightedCommitment(IReadOnlyList<long> membersByLevel)
    {
        var sum = 0L;
        for (var level = 1; level < membersByLevel.Count; level++)
            sum += Commitment(level) * membersByLevel[level];
        return sum;
    }

    /// <summary>
    /// Change of weighted commitment per member. Null for no members. Unit: squared weight; one member from exploring to participating adds 15
    /// over all members.
    /// </summary>
    public static double? Of(long commitmentBefore, long commitmentAfter, long members) =>
        members == 0 ? null : (double)(commitmentAfter - commitmentBefore) / members;
}

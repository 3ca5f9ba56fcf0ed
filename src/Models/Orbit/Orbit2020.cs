namespace DevRel.Models.Orbit;

/// <summary>
/// Arithmetic of the 2020 edition, and of reach, which both editions share. Another model than 2022 under the same words: its gravity is a
/// sum over members, not a change.
/// </summary>
public static class Orbit2020
{
    /// <summary>What is left of a connection after a month without contact.</summary>
    private const double KeptEachMonth = 0.9;

    /// <summary>Σ love × reach over members.</summary>
    public static double Gravity(IEnumerable<(double Love, double Reach)> members) =>
        members.Sum(member => member.Love * member.Reach);

    /// <summary>Strength of a connection that has been idle.</summary>
    public static double Decayed(double strength, double idleMonths) => strength * Math.Pow(KeptEachMonth, idleMonths);

    /// <summary>A member's reach: the strengths of their connections together.</summary>
    public static double Reach(IEnumerable<double> strengths) => strengths.Sum();

    /// <summary>Connections there are over connections there could be, 0..1. Null for fewer than two members.</summary>
    public static double? Density(long connections, long members) =>
        members < 2 ? null : connections / (members * (members - 1) / 2.0);
}

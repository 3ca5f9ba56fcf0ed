using DevRel.Models.Engine;

namespace DevRel.Models.Responsiveness;

/// <summary>What counts as answered in time.</summary>
internal static class Targets
{
    /// <summary>
    /// 48 hours: the guardrail of the sample program in the reference of the API. No standard says so (the often quoted two business days
    /// are one company's internal goal), so it is a default of ours and every help sentence names it.
    /// </summary>
    public const int Answer = 48 * Instants.Hour;

    /// <summary>A response must stand this long before a counter takes it for settled: edits and deletions come soon or never.</summary>
    public const int Settle = 24 * Instants.Hour;
}

namespace DevRel.Models.Retention;

/// <summary>Estimates of how long members stay, which count those still here for as long as they have been watched.</summary>
public static class Survival
{
    /// <summary>
    /// Kaplan-Meier by whole periods: S(0) = 1, S(k) = S(k-1) × (1 - left at k-1 / at risk at k-1), where at risk at j is everyone who left or is
    /// still watched at j or later.
    /// </summary>
    /// <param name="left">By age of the last active period: members known to have left after it.</param>
    /// <param name="watched">By age: members whose leaving cannot be told yet, last seen at that age.</param>
    /// <returns>By age; shorter than the input where nobody is at risk any more, unless all had left.</returns>
    public static IReadOnlyList<double> KaplanMeier(IReadOnlyList<long> left, IReadOnlyList<long> watched)
    {
        var atRisk = left.Sum() + watched.Sum();
        var survival = new List<double>();
        if (atRisk == 0)
            return survival;
        var surviving = 1.0;
        for (var age = 0; age < left.Count; age++)
        {
            survival.Add(surviving);
            if (atRisk == 0 && surviving > 0)
                break;
            surviving *= atRisk == 0 ? 0 : 1 - ((double)left[age] / atRisk);
            atRisk -= left[age] + watched[age];
        }

        return survival;
    }

    /// <summary>Share of who was active in one period that is active in the next. Null for an empty first period.</summary>
    public static double? OfPeriod<T>(IReadOnlySet<T> before, IReadOnlySet<T> after) =>
        before.Count == 0 ? null : (double)before.Count(after.Contains) / before.Count;
}

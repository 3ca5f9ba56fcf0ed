using DevRel.Metrics;
using DevRel.Models.Engine;

namespace DevRel.Models.Responsiveness;

/// <summary>The label <c>stat</c> over bags of durations: p50, p90 and mean, or nothing when they are empty. Always together: a mean alone misleads.</summary>
internal static class Stats
{
    public static List<Sample> Of(Metric metric, ReadOnlySpan<Bag> bags, params string[] otherLabels)
    {
        var samples = new List<Sample>();
        Add("p50", Ranks.Quantile(bags, 0.5));
        Add("p90", Ranks.Quantile(bags, 0.9));
        Add("mean", Ranks.Mean(bags));
        return samples;

        void Add(string stat, double? value)
        {
            if (value is { } known)
                samples.Add(metric.Of(known, [stat, .. otherLabels]));
        }
    }
}

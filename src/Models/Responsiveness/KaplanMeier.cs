using DevRel.Models.Engine;

namespace DevRel.Models.Responsiveness;

/// <summary>
/// The time by which half of all that waits has been answered, where what still waits counts as waiting and not as missing:
/// S(t) = Π (1 - answered at t / waiting just before t). Source: Kaplan and Meier 1958; ties: an answer comes before a censoring.
/// </summary>
internal static class KaplanMeier
{
    /// <summary>Products of fractions that are one half but for rounding count as one half.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Null: more than half would still wait when the last answer came.</summary>
    /// <param name="answered">Durations until the answer.</param>
    /// <param name="gaveUp">Durations until it closed without one.</param>
    /// <param name="waiting">When what still waits began to.</param>
    /// <param name="from">Only what began at or after this waits.</param>
    public static int? Median(
        ReadOnlySpan<Bag> answered,
        ReadOnlySpan<Bag> gaveUp,
        OpenSince waiting,
        int from,
        int asOf
    )
    {
        var (survival, atRisk) = (1.0, Ranks.Count(answered) + Ranks.Count(gaveUp) + waiting.CountBetween(from, asOf));
        for (var bucket = 0; bucket < Bag.BucketCount && atRisk > 0; bucket++)
        {
            var (events, lost) = (Ranks.CountIn(answered, bucket), Ranks.CountIn(gaveUp, bucket));
            var (oldest, newest) = Bounds(bucket, from, asOf);
            lost += waiting.CountBetween(oldest, newest);
            if (events > 0)
            {
                var censored = lost == 0 ? [] : Ranks.Sorted(gaveUp, bucket, waiting.AgesOf(oldest, newest, asOf));
                var left = Leap(answered, bucket, censored, survival, atRisk);
                if (left > 0.5 + 2 * Rounding)
                    survival = left;
                else if (Walk(Ranks.Sorted(answered, bucket), censored, ref survival, atRisk) is { } median)
                    return median;
            }

            atRisk -= events + lost;
        }

        return null;
    }

    /// <summary>Instants of beginning that make a wait fall into a bucket of durations.</summary>
    private static (int Oldest, int Newest) Bounds(int bucket, int from, int asOf)
    {
        var (shortest, longest) = Bag.RangeOf(bucket);
        return (Math.Max(Instants.Before(asOf, longest), from), Instants.Before(asOf, shortest) + 1);
    }

    /// <summary>Survival behind a bucket. Between two censorings the product is the share that is left, so only those are visited.</summary>
    private static double Leap(ReadOnlySpan<Bag> answered, int bucket, int[] censored, double survival, int atRisk)
    {
        var (done, lost) = (0, 0);
        foreach (var before in CountsAtMost(answered, bucket, censored))
        {
            if (before > done)
                survival *= (double)(atRisk - before - lost) / (atRisk - done - lost);
            (done, lost) = (before, lost + 1);
        }

        var rest = atRisk - done - lost;
        return rest == 0 ? survival : survival * (atRisk - Ranks.CountIn(answered, bucket) - lost) / rest;
    }

    /// <summary>How many values of a bucket do not exceed each of some ascending limits.</summary>
    private static int[] CountsAtMost(ReadOnlySpan<Bag> bags, int bucket, int[] limits)
    {
        var counts = new int[limits.Length];
        for (var i = 0; i < bags.Length && limits.Length > 0; i++)
        {
            var values = bags[i].ValuesIn(bucket);
            var place = 0;
            for (var limit = 0; limit < limits.Length; limit++)
            {
                while (place < values.Length && values[place] <= limits[limit])
                    place++;
                counts[limit] += place;
            }
        }

        return counts;
    }

    private static int? Walk(int[] events, int[] censored, ref double survival, int atRisk)
    {
        var lost = 0;
        for (var i = 0; i < events.Length; )
        {
            var at = events[i];
            var level = i;
            while (level < events.Length && events[level] == at)
                level++;
            while (lost < censored.Length && censored[lost] < at)
                lost++;
            survival *= 1 - (double)(level - i) / (atRisk - i - lost);
            if (survival <= 0.5 + Rounding)
                return at;
            i = level;
        }

        return null;
    }
}

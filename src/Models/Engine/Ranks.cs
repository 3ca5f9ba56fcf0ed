namespace DevRel.Models.Engine;

/// <summary>Order statistics over several bags at once, without putting them together.</summary>
internal static class Ranks
{
    /// <summary>Linear between the closest ranks, as <c>quantile_over_time</c> does; null when the bags are empty.</summary>
    public static double? Quantile(ReadOnlySpan<Bag> bags, double quantile)
    {
        var count = Count(bags);
        if (count == 0)
            return null;
        var rank = quantile * (count - 1);
        var below = (int)Math.Floor(rank);
        var (low, high) = Values(bags, below, Math.Min(below + 1, count - 1));
        return low + (rank - below) * ((double)high - low);
    }

    public static double? Mean(ReadOnlySpan<Bag> bags)
    {
        long sum = 0;
        foreach (var bag in bags)
            sum += bag.Sum;
        var count = Count(bags);
        return count == 0 ? null : (double)sum / count;
    }

    public static int Count(ReadOnlySpan<Bag> bags)
    {
        var count = 0;
        foreach (var bag in bags)
            count += bag.Count;
        return count;
    }

    /// <summary>The values of two ranks, equal or neighbours, 0 the smallest.</summary>
    private static (int Low, int High) Values(ReadOnlySpan<Bag> bags, int low, int high)
    {
        for (var bucket = 0; bucket < Bag.BucketCount; bucket++)
        {
            var here = CountIn(bags, bucket);
            if (low < here)
            {
                var values = Sorted(bags, bucket);
                return (values[low], high < here ? values[high] : Smallest(bags, bucket + 1));
            }

            (low, high) = (low - here, high - here);
        }

        throw new ArgumentOutOfRangeException(nameof(low), low, "no bag holds that many values");
    }

    private static int Smallest(ReadOnlySpan<Bag> bags, int bucket)
    {
        while (CountIn(bags, bucket) == 0)
            bucket++;
        return Sorted(bags, bucket)[0];
    }

    public static int CountIn(ReadOnlySpan<Bag> bags, int bucket)
    {
        var count = 0;
        foreach (var bag in bags)
            count += bag.CountIn(bucket);
        return count;
    }

    /// <summary>
    /// The values of a bucket and some more, all ascending. They are merged: sorting runs that are in order already is slow.
    /// </summary>
    public static int[] Sorted(ReadOnlySpan<Bag> bags, int bucket, ReadOnlySpan<int> more = default)
    {
        var sorted = new int[CountIn(bags, bucket) + more.Length];
        more.CopyTo(sorted);
        var filled = more.Length;
        foreach (var bag in bags)
        {
            var values = bag.ValuesIn(bucket);
            MergeInto(sorted, filled, values);
            filled += values.Length;
        }

        return sorted;
    }

    /// <summary>From the end, where there is room.</summary>
    private static void MergeInto(Span<int> sorted, int filled, ReadOnlySpan<int> more)
    {
        for (var (low, next) = (filled - 1, more.Length - 1); next >= 0; )
        {
            var free = low + next + 1;
            sorted[free] = low >= 0 && sorted[low] > more[next] ? sorted[low--] : more[next--];
        }
    }
}

using System.Runtime.InteropServices;

namespace DevRel.Models.Engine;

/// <summary>Which rows occurred between two instants: buckets of some hours, each in no order. When each occurred the column tells.</summary>
internal sealed class TimeIndex
{
    private const int BucketBits = 14;
    private readonly Dictionary<int, List<int>> buckets = [];

    public void Add(int at, int row)
    {
        ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(buckets, at >> BucketBits, out _);
        bucket ??= [];
        bucket.Add(row);
    }

    public void Remove(int at, int row)
    {
        var bucket = buckets[at >> BucketBits];
        var place = bucket.LastIndexOf(row);
        bucket[place] = bucket[^1];
        bucket.RemoveAt(bucket.Count - 1);
    }

    /// <summary>Rows from one instant (inclusive) to another (exclusive), in no order.</summary>
    /// <param name="at">When each row occurred.</param>
    public void Collect(int from, int to, Column<int> at, List<int> rows)
    {
        if (from >= to)
            return;
        var last = (to - 1) >> BucketBits;
        for (var number = from >> BucketBits; number <= last; number++)
        {
            if (!buckets.TryGetValue(number, out var bucket))
                continue;
            foreach (var row in CollectionsMarshal.AsSpan(bucket))
            {
                if (at[row] >= from && at[row] < to)
                    rows.Add(row);
            }
        }
    }
}

using System.Runtime.InteropServices;

namespace DevRel.Models.Engine;

/// <summary>Which rows occurred between two instants: buckets of some hours, each in no order.</summary>
internal sealed class TimeIndex
{
    private const int BucketBits = 14;
    private readonly Dictionary<int, List<Entry>> buckets = [];

    public void Add(int at, int row)
    {
        ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(buckets, at >> BucketBits, out _);
        bucket ??= [];
        bucket.Add(new Entry(at, row));
    }

    public void Remove(int at, int row)
    {
        var bucket = buckets[at >> BucketBits];
        var place = bucket.LastIndexOf(new Entry(at, row));
        bucket[place] = bucket[^1];
        bucket.RemoveAt(bucket.Count - 1);
    }

    /// <summary>Rows from one instant (inclusive) to another (exclusive), in no order.</summary>
    public void Collect(int from, int to, List<int> rows)
    {
        if (from >= to)
            return;
        var last = (to - 1) >> BucketBits;
        for (var number = from >> BucketBits; number <= last; number++)
        {
            if (!buckets.TryGetValue(number, out var bucket))
                continue;
            foreach (var entry in CollectionsMarshal.AsSpan(bucket))
            {
                if (entry.At >= from && entry.At < to)
                    rows.Add(entry.Row);
            }
        }
    }

    private readonly record struct Entry(int At, int Row);
}

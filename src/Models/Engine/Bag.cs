using System.Numerics;

namespace DevRel.Models.Engine;

/// <summary>
/// A multiset of durations (seconds, 0 and up) that gives exact order statistics while values come and go: buckets of equal ratio
/// (32 an octave), each a list that is put in order when a rank falls into it.
/// </summary>
public sealed class Bag
{
    private const int PerOctave = 32;
    private const int Buckets = (32 - 5 + 1) * PerOctave;
    private readonly int[]?[] values = new int[Buckets][];
    private readonly int[] counts = new int[Buckets];

    /// <summary>Buckets that were asked for ranks stay in order; those filled in bulk are left as they come.</summary>
    private readonly bool[] ordered = new bool[Buckets];

    public int Count { get; private set; }
    public long Sum { get; private set; }

    /// <summary>Adds a value (sign +1) or takes an equal one away (sign -1).</summary>
    public void Fold(int value, int sign)
    {
        var bucket = BucketOf(value);
        if (sign > 0)
            Add(bucket, value);
        else
            Remove(bucket, value);
        Count += sign;
        Sum += (long)sign * value;
    }

    internal int CountIn(int bucket) => counts[bucket];

    /// <summary>The values of a bucket, ascending.</summary>
    internal ReadOnlySpan<int> ValuesIn(int bucket)
    {
        var here = values[bucket].AsSpan(0, counts[bucket]);
        if (!ordered[bucket])
            here.Sort();
        ordered[bucket] = true;
        return here;
    }

    /// <summary>How many values of a bucket do not exceed a limit.</summary>
    private int CountAtMost(int bucket, int limit)
    {
        var here = ValuesIn(bucket);
        var (low, high) = (0, here.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (here[middle] <= limit)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    internal static int BucketCount => Buckets;

    /// <summary>Bucket 0..31 hold one value each; after that the five bits behind the leading one choose.</summary>
    internal static int BucketOf(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        if (value < PerOctave)
            return value;
        var octave = BitOperations.Log2((uint)value) - 5;
        return (octave + 1) * PerOctave + ((value >> octave) & (PerOctave - 1));
    }

    /// <summary>The smallest and the largest value of a bucket.</summary>
    internal static (int Smallest, int Largest) RangeOf(int bucket)
    {
        if (bucket < PerOctave)
            return (bucket, bucket);
        var octave = bucket / PerOctave - 1;
        var smallest = (long)(PerOctave + bucket % PerOctave) << octave;
        return (Clamped(smallest), Clamped(smallest + (1L << octave) - 1));

        static int Clamped(long value) => (int)Math.Min(value, int.MaxValue);
    }

    private void Add(int bucket, int value)
    {
        var slot = values[bucket] ??= new int[4];
        if (counts[bucket] == slot.Length)
            Array.Resize(ref slot, slot.Length * 2);
        values[bucket] = slot;
        var place = ordered[bucket] ? CountAtMost(bucket, value) : counts[bucket];
        slot.AsSpan(place, counts[bucket] - place).CopyTo(slot.AsSpan(place + 1));
        slot[place] = value;
        counts[bucket]++;
    }

    private void Remove(int bucket, int value)
    {
        var here = values[bucket].AsSpan(0, counts[bucket]);
        var found = ordered[bucket] ? CountAtMost(bucket, value) - 1 : here.IndexOf(value);
        if (found < 0 || here[found] != value)
            throw new InvalidOperationException($"{value} was taken out of a bag that does not hold it");
        here[(found + 1)..].CopyTo(here[found..]);
        counts[bucket]--;
    }
}

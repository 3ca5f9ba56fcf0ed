namespace DevRel.Models.Engine;

/// <summary>How many somebodies hold each count: small counts, which nearly all have, in an array.</summary>
internal sealed class Holders
{
    private const int Small = 1024;
    private readonly int[] small = new int[Small];
    private readonly SortedDictionary<int, int> large = [];

    /// <summary>All who hold more than nothing.</summary>
    public int Bodies { get; private set; }
    public long Total { get; private set; }

    public void Note(int count, int sign)
    {
        if (count == 0)
            return;
        Bodies += sign;
        Total += (long)sign * count;
        if (count > 0 && count < Small)
            small[count] += sign;
        else if (large.GetValueOrDefault(count) + sign is not 0 and var left)
            large[count] = left;
        else
            large.Remove(count);
    }

    /// <summary>Counts that anybody holds, from the largest.</summary>
    public IEnumerable<(int Count, int Holders)> Busiest()
    {
        foreach (var (count, holders) in large.Reverse())
            yield return (count, holders);
        for (var count = Small - 1; count > 0; count--)
        {
            if (small[count] > 0)
                yield return (count, small[count]);
        }
    }
}

namespace DevRel.Models.Engine;

/// <summary>
/// Who did how much, by window: counts of somebodies (persons, organisations) by number, and how many somebodies have each count. The
/// latter is brought up to date when asked for, so that adding is cheap.
/// </summary>
internal sealed class Shares
{
    private readonly Column<ByZone> counts = new();
    private readonly Column<ByZone> settled = new();
    private readonly Marks changed = new();
    private readonly Dictionary<int, int>[] bodies =
    [
        .. Enumerable.Range(0, Ages.Zones).Select(_ => new Dictionary<int, int>()),
    ];

    public void Add(int somebody, int zone, int amount)
    {
        if (amount == 0)
            return;
        if (changed.Add(somebody))
        {
            counts.Reserve(somebody);
            settled.Reserve(somebody);
        }

        counts[somebody][zone] += amount;
    }

    /// <summary>How many did anything in a window.</summary>
    public int Bodies(int window)
    {
        Settle();
        return bodies[window].Values.Sum();
    }

    /// <summary>All that was done in a window.</summary>
    public long Total(int window)
    {
        Settle();
        return bodies[window].Sum(pair => (long)pair.Key * pair.Value);
    }

    public int Largest(int window)
    {
        Settle();
        return bodies[window].Keys.DefaultIfEmpty(0).Max();
    }

    /// <summary>
    /// The fewest who did half: the smallest k of which the k busiest have at least 50 % (exactly half is enough); 0 when nothing was done.
    /// </summary>
    public int FewestForHalf(int window)
    {
        var total = Total(window);
        var (fewest, reached) = (0, 0L);
        foreach (var (count, holders) in Busiest(window))
        {
            // The smallest number of these holders that brings twice the sum to the total.
            var missing = total - 2 * reached;
            var needed = (missing + 2L * count - 1) / (2L * count);
            if (needed <= holders)
                return fewest + (int)Math.Max(needed, 0);
            fewest += holders;
            reached += (long)count * holders;
        }

        return fewest;
    }

    /// <summary>What the <paramref name="top"/> busiest did together.</summary>
    public long SumOfTop(int window, int top)
    {
        Settle();
        var sum = 0L;
        foreach (var (count, holders) in Busiest(window))
        {
            var taken = Math.Min(holders, top);
            sum += (long)taken * count;
            top -= taken;
        }

        return sum;
    }

    private IEnumerable<(int Count, int Holders)> Busiest(int window) =>
        bodies[window].OrderByDescending(pair => pair.Key).Select(pair => (pair.Key, pair.Value));

    private void Settle()
    {
        foreach (var somebody in changed.Take())
        {
            ref var now = ref counts[somebody];
            ref var before = ref settled[somebody];
            for (var window = 0; window < Ages.Zones; window++)
            {
                var (old, current) = (before.In(window), now.In(window));
                if (old == current)
                    continue;
                Note(bodies[window], old, -1);
                Note(bodies[window], current, +1);
            }

            before = now;
        }
    }

    private static void Note(Dictionary<int, int> holders, int count, int sign)
    {
        if (count == 0)
            return;
        var left = holders.GetValueOrDefault(count) + sign;
        if (left == 0)
            holders.Remove(count);
        else
            holders[count] = left;
    }
}

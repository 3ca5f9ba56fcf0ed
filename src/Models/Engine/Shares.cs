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
    private readonly Holders[] bodies = [.. Enumerable.Range(0, Ages.Zones).Select(_ => new Holders())];

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
        return bodies[window].Bodies;
    }

    /// <summary>All that was done in a window.</summary>
    public long Total(int window)
    {
        Settle();
        return bodies[window].Total;
    }

    public int Largest(int window)
    {
        Settle();
        return bodies[window].Busiest().FirstOrDefault().Count;
    }

    /// <summary>
    /// The fewest who did half: the smallest k of which the k busiest have at least 50 % (exactly half is enough); 0 when nothing was done.
    /// </summary>
    public int FewestForHalf(int window)
    {
        var total = Total(window);
        var (fewest, reached) = (0, 0L);
        foreach (var (count, holders) in bodies[window].Busiest())
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
        foreach (var (count, holders) in bodies[window].Busiest())
        {
            var taken = Math.Min(holders, top);
            sum += (long)taken * count;
            top -= taken;
        }

        return sum;
    }

    private void Settle()
    {
        foreach (var somebody in changed.Take())
        {
            ref var now = ref counts[somebody];
            ref var before = ref settled[somebody];
            var (old, current) = (0, 0);
            for (var window = 0; window < Ages.Zones; window++)
            {
                (old, current) = (old + before[window], current + now[window]);
                if (old == current)
                    continue;
                bodies[window].Note(old, -1);
                bodies[window].Note(current, +1);
            }

            before = now;
        }
    }
}

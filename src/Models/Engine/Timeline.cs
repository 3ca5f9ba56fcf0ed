namespace DevRel.Models.Engine;

/// <summary>Searching a timeline.</summary>
public static class Timeline
{
    /// <summary>Index of the first event at or after an instant. Looks near the end first: most questions are about the present.</summary>
    public static int LowerBound<T>(ReadOnlySpan<T> events, int instant)
        where T : struct, ITimed<T>
    {
        var high = events.Length;
        var step = 1;
        while (high > 0 && events[high - 1].At >= instant)
        {
            var next = high - step;
            if (next <= 0 || events[next].At < instant)
                return Search(events, Math.Max(next, 0), high - 1, instant);
            high = next;
            step <<= 1;
        }

        return high;
    }

    private static int Search<T>(ReadOnlySpan<T> events, int low, int high, int instant)
        where T : struct, ITimed<T>
    {
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (events[middle].At < instant)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

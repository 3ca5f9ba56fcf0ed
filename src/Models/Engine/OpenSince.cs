using System.Runtime.InteropServices;

namespace DevRel.Models.Engine;

/// <summary>A multiset of instants (when what is still open was opened), sorted within each day, for ages that grow while nothing happens.</summary>
internal sealed class OpenSince
{
    private readonly SortedList<int, List<int>> days = [];

    public int Count { get; private set; }
    public long Sum { get; private set; }

    public void Fold(int at, int sign)
    {
        var day = Instants.DayOf(at);
        if (!days.TryGetValue(day, out var instants))
            days.Add(day, instants = []);
        var place = instants.BinarySearch(at);
        if (sign > 0)
            instants.Insert(place < 0 ? ~place : place, at);
        else
            instants.RemoveAt(place);
        Count += sign;
        Sum += (long)sign * at;
    }

    /// <summary>Null when nothing is open.</summary>
    public int? Oldest => days.Values.FirstOrDefault(instants => instants.Count > 0)?[0];

    /// <summary>The instant of a rank, 0 the oldest.</summary>
    public int Value(int rank)
    {
        foreach (var instants in days.Values)
        {
            if (rank < instants.Count)
                return instants[rank];
            rank -= instants.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(rank), rank, "nothing so recent is open");
    }

    /// <summary>How many from one instant (inclusive) to another (exclusive).</summary>
    public int CountBetween(int from, int to)
    {
        if (from >= to)
            return 0;
        var count = 0;
        for (var i = FirstDay(from); i < days.Count && days.GetKeyAtIndex(i) <= Instants.DayOf(to); i++)
        {
            var instants = days.GetValueAtIndex(i);
            count += LowerBound(instants, to) - LowerBound(instants, from);
        }

        return count;
    }

    /// <summary>Ages at an instant of those from one instant (inclusive) to another (exclusive), ascending. A day is searched, not walked: it may hold thousands.</summary>
    public int[] AgesOf(int from, int to, int asOf)
    {
        var ages = new int[CountBetween(from, to)];
        var free = ages.Length;
        for (var i = FirstDay(from); free > 0; i++)
        {
            var instants = days.GetValueAtIndex(i);
            var (start, end) = (LowerBound(instants, from), LowerBound(instants, to));
            foreach (var at in CollectionsMarshal.AsSpan(instants)[start..end])
                ages[--free] = asOf - at;
        }

        return ages;
    }

    /// <summary>Index of the first day that may hold something at or after an instant.</summary>
    private int FirstDay(int from)
    {
        var (low, high, day) = (0, days.Count, Instants.DayOf(from));
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (days.GetKeyAtIndex(middle) < day)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static int LowerBound(List<int> instants, int instant)
    {
        if (instants.Count == 0 || instants[^1] < instant)
            return instants.Count;
        if (instants[0] >= instant)
            return 0;
        var (low, high) = (0, instants.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (instants[middle] < instant)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

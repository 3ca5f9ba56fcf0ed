namespace DevRel.Models.Presence;

/// <summary>
/// Hides groups that are too small to publish, so that nobody can be picked out of a page, not even by subtracting its numbers.
/// What is hidden goes into <c>other</c>, so every window still adds up to the total that stands elsewhere on the page:
/// <list type="number">
/// <item>a group of 1 to k-1 is hidden in that window;</item>
/// <item>windows contain one another, so a group whose difference to its next wider published window is 1 to k-1 is hidden there too;</item>
/// <item>one hidden group alone would follow from the total: until <c>other</c> has k members the smallest published group joins it.</item>
/// </list>
/// </summary>
internal static class SmallGroups
{
    public const string Other = "other";

    /// <param name="groups">Members by group and window, windows from short to long; wider ones hold narrower ones.</param>
    /// <returns>What may be shown; how many group-window values are hidden.</returns>
    public static (IReadOnlyList<(string Group, int Window, int Count)> Shown, int Hidden) Publish(
        IReadOnlyDictionary<string, int[]> groups,
        int windows,
        int minimum
    )
    {
        var names = groups.Keys.Order(StringComparer.Ordinal).ToList();
        var shown = names.ToDictionary(name => name, _ => new bool[windows], StringComparer.Ordinal);
        for (var window = windows - 1; window >= 0; window--)
        {
            foreach (var name in names)
                shown[name][window] = MayShow(groups[name], shown[name], window, minimum);
            Complement(groups, shown, window, minimum);
        }

        return Collect(groups, names, shown, windows);
    }

    private static bool MayShow(int[] counts, bool[] shown, int window, int minimum)
    {
        if (IsSmall(counts[window], minimum))
            return false;
        for (var wider = window + 1; wider < counts.Length; wider++)
        {
            if (shown[wider] && IsSmall(counts[wider] - counts[window], minimum))
                return false;
        }

        return true;
    }

    private static void Complement(
        IReadOnlyDictionary<string, int[]> groups,
        Dictionary<string, bool[]> shown,
        int window,
        int minimum
    )
    {
        while (true)
        {
            var hidden = groups.Where(group => !shown[group.Key][window]).Sum(group => group.Value[window]);
            if (!IsSmall(hidden, minimum))
                return;
            var smallest = groups
                .Where(group => shown[group.Key][window] && group.Value[window] > 0)
                .OrderBy(group => group.Value[window])
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.Key)
                .FirstOrDefault();
            if (smallest is null)
                return;
            shown[smallest][window] = false;
        }
    }

    private static (IReadOnlyList<(string, int, int)>, int) Collect(
        IReadOnlyDictionary<string, int[]> groups,
        IReadOnlyList<string> names,
        Dictionary<string, bool[]> shown,
        int windows
    )
    {
        var (values, hidden) = (new List<(string, int, int)>(), 0);
        for (var window = 0; window < windows; window++)
        {
            var other = 0;
            foreach (var name in names)
            {
                if (shown[name][window])
                    values.Add((name, window, groups[name][window]));
                else
                    other += groups[name][window];
            }

            var hiddenHere = names.Count(name => !shown[name][window]);
            hidden += hiddenHere;
            if (hiddenHere > 0)
                values.Add((Other, window, other));
        }

        return (values, hidden);
    }

    private static bool IsSmall(int count, int minimum) => count > 0 && count < minimum;
}

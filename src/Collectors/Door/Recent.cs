using System.Diagnostics.CodeAnalysis;

namespace DevRel.Collectors.Door;

/// <summary>
/// Remembers at most <paramref name="most"/> entries, and at least the half of it that was used last: two halves, of which the older goes when the
/// younger is full.
/// </summary>
internal sealed class Recent<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly int half = most / 2;
    private Dictionary<TKey, TValue> young = [];
    private Dictionary<TKey, TValue> old = [];

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (young.TryGetValue(key, out value))
            return true;
        if (!old.Remove(key, out value))
            return false;
        Set(key, value);
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        if (young.Count >= half && !young.ContainsKey(key))
        {
            (old, young) = (young, old);
            young.Clear();
        }

        old.Remove(key);
        young[key] = value;
    }
}

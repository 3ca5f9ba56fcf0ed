using System.Numerics;

namespace DevRel.Store.Sqlite;

/// <summary>
/// What dictionary numbers stand for. Numbers are dense and never used twice, so a slot is found without hashing. It grows with the numbers
/// asked for; past <paramref name="most"/> (a power of two) they share slots.
/// </summary>
internal sealed class IdCache<T>(int most, Func<long, T> read)
{
    private const int Fewest = 1024;

    private Slot[] slots = new Slot[Math.Min(Fewest, most)];

    /// <param name="id">From 1.</param>
    public T Get(long id)
    {
        ref var slot = ref slots[id & (slots.Length - 1)];
        return slot.Id == id ? slot.Value : Read(id);
    }

    private T Read(long id)
    {
        var value = read(id);
        if (id >= slots.Length && slots.Length < most)
            Array.Resize(ref slots, (int)BitOperations.RoundUpToPowerOf2((ulong)Math.Min(id + 1, most)));
        slots[id & (slots.Length - 1)] = new Slot(id, value);
        return value;
    }

    private readonly record struct Slot(long Id, T Value);
}

using System.Numerics;

namespace DevRel.Models.Engine;

/// <summary>
/// Many short sorted lists in few arrays. A list lives in a slot of a power of two; one that outgrows its slot moves to a larger one and
/// leaves the old to the next list of that size.
/// </summary>
internal sealed class Timelines<T>
    where T : struct, ITimed<T>
{
    private const int PageBits = 16;

    /// <summary>Slots up to this size share pages; larger ones have an array of their own.</summary>
    private const int LargestShared = 10;
    private readonly Column<Slot> slots = new();
    private readonly List<T[]> pages = [];
    private readonly Stack<int>[] free = [.. Enumerable.Range(0, 31).Select(_ => new Stack<int>())];
    private int openPage = -1;
    private int nextInPage = 1 << PageBits;
    private int moved;

    public int Count { get; private set; }

    /// <summary>In order; empty for a list nothing was put into.</summary>
    public ReadOnlySpan<T> this[int list]
    {
        get
        {
            if (list >= Count)
                return [];
            ref readonly var slot = ref slots[list];
            return slot.Count == 0 ? [] : Room(slot)[..slot.Count];
        }
    }

    public void Insert(int list, in T item)
    {
        Reserve(list);
        ref var slot = ref slots[list];
        if (slot.Count == slot.Capacity)
            Enlarge(ref slot);
        var room = Room(slot);
        var place = PlaceOf(room[..slot.Count], item);
        room[place..slot.Count].CopyTo(room[(place + 1)..]);
        room[place] = item;
        slot.Count++;
    }

    /// <summary>Errors: <see cref="InvalidOperationException"/> when no equal item stands in the list, which is a bug of ours.</summary>
    public void Remove(int list, in T item)
    {
        ref var slot = ref slots[list];
        var room = Room(slot);
        var place = PlaceOf(room[..slot.Count], item) - 1;
        if (place < 0 || room[place].OrderTo(item) != 0)
            throw new InvalidOperationException("an activity was taken out of a timeline that does not hold it");
        room[(place + 1)..slot.Count].CopyTo(room[place..]);
        slot.Count--;
    }

    /// <summary>Puts the lists side by side in the order of their numbers, when many have moved since the last time.</summary>
    public void Gather()
    {
        if (moved <= Count / 4)
            return;
        moved = 0;
        T[][] before = [.. pages];
        pages.Clear();
        foreach (var stack in free)
            stack.Clear();
        nextInPage = 1 << PageBits;
        for (var list = 0; list < Count; list++)
        {
            ref var slot = ref slots[list];
            if (slot.Size < 0)
                continue;
            var old = before[slot.Address >> PageBits].AsSpan(slot.Address & ((1 << PageBits) - 1), slot.Count);
            slot = slot with { Address = Allocate(slot.Size) };
            old.CopyTo(Room(slot));
        }
    }

    private void Reserve(int list)
    {
        if (list < Count)
            return;
        for (var next = Count; next <= list; next++)
            slots.Reserve(next);
        Count = list + 1;
    }

    /// <summary>Behind everything that stands before or level with the item. Most come at the end.</summary>
    private static int PlaceOf(ReadOnlySpan<T> items, in T item)
    {
        if (items.Length == 0 || items[^1].OrderTo(item) <= 0)
            return items.Length;
        var (low, high) = (0, items.Length - 1);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (items[middle].OrderTo(item) <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private Span<T> Room(in Slot slot) =>
        pages[slot.Address >> PageBits].AsSpan(slot.Address & ((1 << PageBits) - 1), slot.Capacity);

    private void Enlarge(ref Slot slot)
    {
        moved++;
        var size = slot.Size + 1;
        var larger = slot with { Size = size, Address = Allocate(size) };
        if (slot.Size >= 0)
        {
            Room(slot)[..slot.Count].CopyTo(Room(larger));
            free[slot.Size].Push(slot.Address);
        }

        slot = larger;
    }

    private int Allocate(int size)
    {
        if (free[size].TryPop(out var address))
            return address;
        if (size > LargestShared)
        {
            pages.Add(new T[1 << size]);
            return (pages.Count - 1) << PageBits;
        }

        if (nextInPage + (1 << size) > 1 << PageBits)
        {
            pages.Add(new T[1 << PageBits]);
            (openPage, nextInPage) = (pages.Count - 1, 0);
        }

        address = (openPage << PageBits) | nextInPage;
        nextInPage += 1 << size;
        return address;
    }

    /// <summary>Where a list lies; count and binary logarithm of the capacity (-1: none) share one number, since there are many lists.</summary>
    private record struct Slot(int Address)
    {
        private const int SizeBits = 5;
        private int packed;

        public int Count
        {
            readonly get => packed >> SizeBits;
            set => packed = (value << SizeBits) | (packed & ((1 << SizeBits) - 1));
        }

        public int Size
        {
            readonly get => (packed & ((1 << SizeBits) - 1)) - 1;
            set => packed = (Count << SizeBits) | (value + 1);
        }

        public readonly int Capacity => Size < 0 ? 0 : 1 << Size;
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using DevRel.Activities;

namespace DevRel.Models.Engine;

/// <summary>
/// What tells two things apart: 128 bits of a text, or a pseudonym as it is. The texts themselves are not kept: among ten million keys
/// two different texts meet with a probability of 10^-25.
/// </summary>
internal readonly record struct Key(ulong High, ulong Low)
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xC2B2AE3D27D4EB4F;
    private const ulong Third = 0x165667B19E3779F9;

    public static Key Of(MemberId id) => new((ulong)(id.Value >> 64), (ulong)(id.Value & ulong.MaxValue));

    /// <summary>What <see cref="Of(MemberId)"/> was made of.</summary>
    public MemberId Id => new(new UInt128(High, Low));

    /// <summary>Of a name within a source: the source is part of the key.</summary>
    public static Key Of(string source, string name) => new Key(First, Second).With(source).With(name);

    private Key With(string text)
    {
        var (high, low) = (High ^ (ulong)text.Length, Low);
        var rest = MemoryMarshal.AsBytes(text.AsSpan());
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
            (high, low) = Mix(high, low, MemoryMarshal.Read<ulong>(rest));
        ulong last = 0;
        for (var i = rest.Length - 1; i >= 0; i--)
            last = (last << 8) | rest[i];
        (high, low) = Mix(high, low, last);
        return new Key(high, low);
    }

    private static (ulong High, ulong Low) Mix(ulong high, ulong low, ulong word)
    {
        var upper = Math.BigMul(high ^ word, First, out var lower);
        var above = Math.BigMul(BitOperations.RotateLeft(low, 29) ^ word ^ Third, Second, out var below);
        return (
            upper ^ lower ^ BitOperations.RotateLeft(below, 17),
            above ^ below ^ BitOperations.RotateLeft(high, 41)
        );
    }
}

/// <summary>Numbers things by key, from 0 up; a number given back is given out again.</summary>
internal sealed class KeyTable
{
    private readonly Column<Key> keys = new();
    private readonly Stack<int> free = [];

    /// <summary>Number + 1 of the key that sits here; 0: empty. Linear probing, at most 5/8 full.</summary>
    private int[] slots = new int[64];
    private int used;

    /// <summary>One more than the largest number given out.</summary>
    public int Count { get; private set; }

    public Key this[int number] => keys[number];

    /// <summary>-1: unknown.</summary>
    public int Find(Key key)
    {
        var slot = slots[SlotOf(key)];
        return slot - 1;
    }

    public int Add(Key key)
    {
        if ((used + 1) * 8L > slots.Length * 5L)
            Grow();
        if (!free.TryPop(out var number))
            number = Count++;
        keys.Set(number, key);
        slots[SlotOf(key)] = number + 1;
        used++;
        return number;
    }

    public void Remove(int number)
    {
        var hole = SlotOf(keys[number]);
        slots[hole] = 0;
        used--;
        free.Push(number);
        Refill(hole);
    }

    /// <summary>Moves the keys behind a hole that belong at or before it, so that no search stops short.</summary>
    private void Refill(int hole)
    {
        var mask = slots.Length - 1;
        for (var next = (hole + 1) & mask; slots[next] != 0; next = (next + 1) & mask)
        {
            var moved = slots[next];
            slots[next] = 0;
            slots[SlotOf(keys[moved - 1])] = moved;
        }
    }

    /// <summary>Where the key is, or where it would be.</summary>
    private int SlotOf(Key key)
    {
        var mask = slots.Length - 1;
        var slot = (int)((key.Low >> 20) & (ulong)mask);
        while (slots[slot] != 0 && keys[slots[slot] - 1] != key)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var before = slots;
        slots = new int[before.Length * 2];
        foreach (var number in before)
        {
            if (number != 0)
                slots[SlotOf(keys[number - 1])] = number;
        }
    }
}

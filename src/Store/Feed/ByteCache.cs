using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace DevRel.Store;

/// <summary>What a short piece of a line means, for pieces that come again and again. A slot holds the last piece that fell on it.</summary>
/// <param name="slots">A power of two.</param>
internal sealed class ByteCache<T>(int slots)
{
    private const int LongestKept = 160;

    private readonly (byte[] Key, T Value)[] known = new (byte[], T)[slots];

    public bool TryGet(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out T value)
    {
        ref var slot = ref known[ByteHash.Of(key) & (slots - 1)];
        value = slot.Value;
        return slot.Key is not null && key.SequenceEqual(slot.Key);
    }

    public void Set(ReadOnlySpan<byte> key, T value)
    {
        if (key.Length <= LongestKept)
            known[ByteHash.Of(key) & (slots - 1)] = (key.ToArray(), value);
    }
}

internal static class ByteHash
{
    /// <summary>Of length, beginning, middle and end: ids differ there, and two that do not merely share a slot.</summary>
    public static int Of(ReadOnlySpan<byte> text)
    {
        unchecked
        {
            ulong hash = (uint)text.Length;
            if (text.Length < sizeof(ulong))
                foreach (var letter in text)
                    hash = (hash << 8) + letter;
            else
                hash +=
                    Mix(text)
                    + (3 * Mix(text[((text.Length - sizeof(ulong)) / 2)..]))
                    + (5 * Mix(text[^sizeof(ulong)..]));
            return (int)((hash * 0x9E3779B97F4A7C15) >> 40);
        }
    }

    private static ulong Mix(ReadOnlySpan<byte> text)
    {
        var part = unchecked(BinaryPrimitives.ReadUInt64LittleEndian(text) * 0xD6E8FEB86659FD93);
        return part ^ BitOperations.RotateLeft(part, 32);
    }
}

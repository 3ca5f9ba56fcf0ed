using System.Text;
using System.Text.Json;

namespace DevRel.Store;

/// <summary>The texts that come again and again (source, platform, container; a thread while people talk in it) are made once.</summary>
internal sealed class TextCache
{
    private const int Slots = 8192;
    private const int LongestCached = 96;
    private readonly string?[] slots = new string?[Slots];

    public string Get(ref Utf8JsonReader json)
    {
        var text = json.ValueSpan;
        if (text.Length > LongestCached || json.ValueIsEscaped)
            return json.GetString() ?? "";
        ref var slot = ref slots[ByteHash.Of(text) & (Slots - 1)];
        if (slot is not null && json.ValueTextEquals(slot))
            return slot;
        return slot = json.GetString() ?? "";
    }

    public string Get(ReadOnlySpan<byte> ascii)
    {
        if (ascii.Length > LongestCached)
            return Encoding.ASCII.GetString(ascii);
        ref var slot = ref slots[ByteHash.Of(ascii) & (Slots - 1)];
        if (slot is not null && Ascii.Equals(ascii, slot))
            return slot;
        return slot = Encoding.ASCII.GetString(ascii);
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;

namespace DevRel.Store;

/// <summary>Bytes of JSON that grow: kept and written over, so that a line costs no memory.</summary>
internal sealed class Utf8Lines
{
    // The relaxed encoder leaves letters of all languages readable; nothing here is put into HTML.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    private static readonly SearchValues<char> Plain = SearchValues.Create(PlainAscii);

    private byte[] bytes = new byte[4096];
    private long day = -1;
    private readonly byte[] date = new byte[10];

    /// <summary>What stands for itself in a JSON string: printable ASCII but the quotation mark and the backslash.</summary>
    public static string PlainAscii { get; } =
        string.Concat(
            Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(letter => letter is not ('"' or '\\'))
        );

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Raw(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    /// <summary>The name of a property, after a comma unless it is the first.</summary>
    public void Property(ReadOnlySpan<byte> name)
    {
        var room = Room(name.Length + 4);
        var at = 0;
        if (Length > 0 && bytes[Length - 1] != (byte)'{')
            room[at++] = (byte)',';
        room[at++] = (byte)'"';
        name.CopyTo(room[at..]);
        at += name.Length;
        room[at++] = (byte)'"';
        room[at++] = (byte)':';
        Length += at;
    }

    /// <summary>Escaped where it must be, without the quotation marks.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(Plain))
            text = Encoder.Encode(text.ToString());
        Length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));
    }

    public void Number(long number)
    {
        Utf8Formatter.TryFormat(number, Room(20), out var written);
        Length += written;
    }

    /// <summary>The shortest text that reads back as the same number. Errors: <see cref="ArgumentException"/> for what JSON has no number for.</summary>
    public void Number(double number)
    {
        if (!double.IsFinite(number))
            throw new ArgumentException($"{number} is not a number of JSON");
        Utf8Formatter.TryFormat(number, Room(32), out var written);
        Length += written;
    }

    public void Hexadecimal(UInt128 value)
    {
        Span<byte> binary = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(binary, value);
        Convert.TryToHexStringLower(binary, Room(32), out var written);
        Length += written;
    }

    /// <summary>ISO 8601 in UTC; fractions of a second only when there are some, and no zero at their end.</summary>
    public void Instant(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        var room = Room(28);
        var (today, inDay) = (ticks / TimeSpan.TicksPerDay, ticks % TimeSpan.TicksPerDay);
        if (today != day)
            Remember(today, instant.UtcDateTime);
        date.CopyTo(room);
        var seconds = (int)(inDay / TimeSpan.TicksPerSecond);
        room[10] = (byte)'T';
        Two(room[11..], seconds / 3600);
        room[13] = (byte)':';
        Two(room[14..], seconds / 60 % 60);
        room[16] = (byte)':';
        Two(room[17..], seconds % 60);
        var written = 19 + Fraction(room[19..], (int)(inDay % TimeSpan.TicksPerSecond));
        room[written] = (byte)'Z';
        Length += written + 1;
    }

    private void Remember(long today, DateTime utc)
    {
        day = today;
        Two(date, utc.Year / 100);
        Two(date.AsSpan(2), utc.Year % 100);
        date[4] = date[7] = (byte)'-';
        Two(date.AsSpan(5), utc.Month);
        Two(date.AsSpan(8), utc.Day);
    }

    private static int Fraction(Span<byte> room, int ticks)
    {
        if (ticks == 0)
            return 0;
        room[0] = (byte)'.';
        var length = 1;
        for (var unit = (int)TimeSpan.TicksPerSecond / 10; ticks > 0; unit /= 10)
        {
            room[length++] = (byte)('0' + (ticks / unit));
            ticks %= unit;
        }

        return length;
    }

    private static void Two(Span<byte> room, int number)
    {
        room[1] = (byte)('0' + (number % 10));
        room[0] = (byte)('0' + (number / 10));
    }

    private Span<byte> Room(int size)
    {
        if (bytes.Length - Length < size)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + size));
        return bytes.AsSpan(Length);
    }
}

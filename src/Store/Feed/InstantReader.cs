using System.Globalization;
using System.Text;

namespace DevRel.Store;

/// <summary>Instants as <see cref="Utf8Lines.Instant"/> writes them. A day is looked up: a feed tells of thousands of acts a day.</summary>
internal sealed class InstantReader
{
    private const int WithoutFraction = 20;
    private const int LongestFraction = 7;

    private readonly ByteCache<long> days = new(1024);

    /// <summary>False for any other spelling, which may be a good one all the same.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < WithoutFraction || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[^1] != 'Z')
            return false;
        var (hours, minutes, seconds) = (
            Number(text.Slice(11, 2)),
            Number(text.Slice(14, 2)),
            Number(text.Slice(17, 2))
        );
        if (hours is < 0 or > 23 || minutes is < 0 or > 59 || seconds is < 0 or > 59)
            return false;
        if (!TryFraction(text[19..^1], out var ticks) || !TryDay(text[..10], out var midnight))
            return false;
        ticks += ((((hours * 60L) + minutes) * 60) + seconds) * TimeSpan.TicksPerSecond;
        instant = new DateTimeOffset(midnight + ticks, TimeSpan.Zero);
        return true;
    }

    private bool TryDay(ReadOnlySpan<byte> text, out long midnight)
    {
        if (days.TryGet(text, out midnight))
            return true;
        var written = Encoding.ASCII.GetString(text);
        if (
            !DateOnly.TryParseExact(
                written,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
            return false;
        days.Set(text, midnight = day.DayNumber * TimeSpan.TicksPerDay);
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length == 0)
            return true;
        if (text[0] != '.' || text.Length is 1 or > 1 + LongestFraction || (ticks = Number(text[1..])) < 0)
            return false;
        for (var digits = text.Length - 1; digits < LongestFraction; digits++)
            ticks *= 10;
        return true;
    }

    /// <summary>-1 when it is none.</summary>
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return -1;
            number = (number * 10) + digit - '0';
        }

        return number;
    }
}

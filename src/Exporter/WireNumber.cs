using System.Globalization;

namespace DevRel.Exporter;

/// <summary>Numbers as Prometheus spells them, whatever the culture.</summary>
internal static class WireNumber
{
    /// <summary>Enough for every double.</summary>
    public const int MaxLength = 32;

    /// <summary>Every whole number below is exact in a double.</summary>
    private const double WholeLimit = 9007199254740992;

    /// <summary>The shortest form that reads back as the same double; whole numbers without point; NaN, +Inf, -Inf. Returns the length.</summary>
    public static int Write(double value, Span<byte> into)
    {
        int length;
        if (Math.Abs(value) < WholeLimit && Math.Truncate(value) == value && !IsNegativeZero(value))
        {
            ((long)value).TryFormat(into, out length, default, CultureInfo.InvariantCulture);
            return length;
        }

        if (!double.IsFinite(value))
            return WriteSpecial(value, into);
        value.TryFormat(into, out length, default, CultureInfo.InvariantCulture);
        var exponent = into[..length].IndexOf((byte)'E');
        if (exponent >= 0)
            into[exponent] = (byte)'e';
        return length;
    }

    /// <summary>
    /// A bound as the one spelling that both formats and Prometheus' own normalisation share, that of Go's <c>%g</c>:
    /// <c>0.5</c>, <c>86400.0</c>, <c>1.2096e+06</c>, <c>1e-05</c>, <c>+Inf</c>.
    /// </summary>
    public static string Bound(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "NaN"
                : value > 0 ? "+Inf"
                : "-Inf";
        if (value == 0)
            return "0.0";
        var scientific = value.ToString("E16", CultureInfo.InvariantCulture);
        var exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('E') + 1), CultureInfo.InvariantCulture);
        var digits = Digits(value);
        // Go decides with six digits when it looks for the shortest form.
        if (exponent is < -4 or >= 6)
            return Scientific(value < 0, digits, exponent);
        var plain = Math.Abs((decimal)value).ToString(CultureInfo.InvariantCulture);
        return (value < 0 ? "-" : "") + (plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0");
    }

    private static string Scientific(bool negative, string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        var power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        return $"{(negative ? "-" : "")}{mantissa}e{(exponent < 0 ? '-' : '+')}{power}";
    }

    /// <summary>The significant digits of the shortest form, without point, sign, exponent or zeros at either end.</summary>
    private static string Digits(double value)
    {
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var exponent = shortest.IndexOf('E', StringComparison.Ordinal);
        var mantissa = exponent < 0 ? shortest : shortest[..exponent];
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).Trim('0');
        return digits.Length == 0 ? "0" : digits;
    }

    private static bool IsNegativeZero(double value) => value == 0 && double.IsNegative(value);

    private static int WriteSpecial(double value, Span<byte> into)
    {
        var text =
            double.IsNaN(value) ? "NaN"u8
            : value > 0 ? "+Inf"u8
            : "-Inf"u8;
        text.CopyTo(into);
        return text.Length;
    }
}

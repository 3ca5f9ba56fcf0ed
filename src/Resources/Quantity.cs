using System.Globalization;

namespace DevRel.Resources;

/// <summary>A target or threshold: an integer, a decimal string, or a duration string. Which of them fits is checked against the metric's unit.</summary>
/// <param name="Value">Durations in seconds.</param>
public readonly record struct Quantity(double Value, bool IsDuration)
{
    /// <summary>Finite numbers with a point as decimal mark, or durations.</summary>
    public static bool TryParse(string text, out Quantity quantity)
    {
        quantity = default;
        if (Durations.TryParse(text, out var duration))
            quantity = new Quantity(duration.TotalSeconds, IsDuration: true);
        else if (
            text.Length is > 0 and <= 32
            && double.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            && double.IsFinite(number)
        )
            quantity = new Quantity(number, IsDuration: false);
        else
            return false;
        return true;
    }

    public override string ToString() =>
        IsDuration
            ? Durations.Format(TimeSpan.FromSeconds(Value))
            : Value.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>Durations as manifests write them: <c>^[0-9]+(s|m|h|d|w)$</c>.</summary>
public static class Durations
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (
            text.Length < 2
            || !long.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var count
            )
        )
            return false;
        double secondsEach = text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            'w' => 604800,
            _ => 0,
        };
        if (secondsEach == 0 || count * secondsEach > TimeSpan.MaxValue.TotalSeconds / 2)
            return false;
        duration = TimeSpan.FromSeconds(count * secondsEach);
        return true;
    }

    public static string Format(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        var (each, unit) = seconds switch
        {
            // Below three days people think in hours: 24h, 48h.
            >= 3 * 86400 when seconds % 86400 == 0 => (86400, "d"),
            > 0 when seconds % 3600 == 0 => (3600, "h"),
            > 0 when seconds % 60 == 0 => (60, "m"),
            _ => (1, "s"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / each}{unit}");
    }
}

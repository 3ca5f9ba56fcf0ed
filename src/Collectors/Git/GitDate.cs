using System.Globalization;

namespace DevRel.Collectors.Git;

/// <summary>A date as git stores it: <c>1392185439 -0800</c>. Kept however wrong the person's clock was.</summary>
/// <param name="Offset">Minutes east of UTC; null when git holds something no zone has.</param>
internal readonly record struct GitDate(DateTimeOffset At, int? Offset)
{
    private const int WidestOffset = 14 * 60;

    public static GitDate Parse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var seconds =
            parts.Length > 0
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given)
                ? given
                : 0;
        // Dates outside the years 1 to 9999 exist; the calendar's ends are the nearest that can be said.
        var at = DateTimeOffset.FromUnixTimeSeconds(
            Math.Clamp(
                seconds,
                DateTimeOffset.MinValue.ToUnixTimeSeconds(),
                DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            )
        );
        return new GitDate(at, parts.Length > 1 ? ParseOffset(parts[1]) : null);
    }

    // ±hhmm; git also stores what broken tools wrote, such as +051800.
    private static int? ParseOffset(string text)
    {
        if (
            text.Length != 5
            || !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var digits)
        )
            return null;
        var minutes = digits / 100 * 60 + digits % 100;
        return Math.Abs(minutes) <= WidestOffset ? minutes : null;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace DevRel.Resources;

/// <summary>What somebody meant who wrote a duration otherwise: <c>1h30m</c>, <c>15min</c>, <c>2 weeks</c>, <c>PT15M</c>, <c>00:15:00</c>.</summary>
internal static partial class DurationGuess
{
    [GeneratedRegex(
        @"^(P?T?)?((?<n>[0-9]{1,6})\s*(?<u>weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)\s*T?)+$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Parts { get; }

    [GeneratedRegex(
        @"^(?<n>[0-9]{1,3})\s*(?<u>months?|mo|years?|yrs?|y)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Long { get; }

    /// <summary>What to write instead, for the end of a message.</summary>
    public static string Advice(string value)
    {
        if (From(value) is { } meant)
            return $"write {Durations.Format(meant)}";
        if (value.Length is > 0 and <= 9 && value.All(char.IsAsciiDigit))
            return $"add a unit: {value}s, {value}m, {value}h, {value}d or {value}w";
        return Long.Match(value) is { Success: true } match
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"months and years differ in length; write days: {Days(match)}d"
            )
            : "write a number and s, m, h, d or w: 15m";
    }

    private static int Days(Match match)
    {
        var count = int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture);
        var isYears = match.Groups["u"].Value[0] is 'y' or 'Y';
        return isYears || count % 12 == 0 ? (isYears ? count : count / 12) * 365 : count * 30;
    }

    public static TimeSpan? From(string value)
    {
        if (value.Length > 40)
            return null;
        if (
            TimeSpan.TryParseExact(value, "c", CultureInfo.InvariantCulture, out var clock)
            && value.Contains(':', StringComparison.Ordinal)
        )
            return clock >= TimeSpan.FromSeconds(1) ? clock : null;
        var match = Parts.Match(value);
        if (!match.Success)
            return null;
        double seconds = 0;
        for (var i = 0; i < match.Groups["n"].Captures.Count; i++)
        {
            var unit = char.ToLowerInvariant(match.Groups["u"].Captures[i].Value[0]);
            var count = double.Parse(match.Groups["n"].Captures[i].Value, CultureInfo.InvariantCulture);
            seconds +=
                count
                * unit switch
                {
                    'w' => 604800,
                    'd' => 86400,
                    'h' => 3600,
                    'm' => 60,
                    _ => 1,
                };
        }

        return seconds is > 0 and < 1e10 ? TimeSpan.FromSeconds(seconds) : null;
    }
}

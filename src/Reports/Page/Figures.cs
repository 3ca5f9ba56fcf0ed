using System.Globalization;
using DevRel.Metrics;

namespace DevRel.Reports.Page;

/// <summary>A number as a person says it: <c>3.2 hours</c>, <c>66 %</c>, <c>1,204</c>.</summary>
public static class Figures
{
    public static string Say(double value, Unit unit)
    {
        if (double.IsNaN(value))
            return "not known";
        if (unit == Unit.Seconds)
            return Duration(TimeSpan.FromSeconds(Math.Min(value, TimeSpan.FromDays(36500).TotalSeconds)));
        if (unit == Unit.Timestamp)
            return DateTimeOffset.FromUnixTimeSeconds((long)value).ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        if (unit == Unit.Ratio)
            return Number(value * 100) + " %";
        if (unit == Unit.Boolean)
            return value == 0 ? "no" : "yes";
        return Number(value);
    }

    /// <summary>How long ago, in the coarsest unit that still tells: <c>5 minutes ago</c>.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now)
    {
        var age = now - then;
        return age < TimeSpan.FromSeconds(90) ? "just now" : Duration(age) + " ago";
    }

    public static string Duration(TimeSpan duration) =>
        duration switch
        {
            { TotalSeconds: < 90 } => Count(duration.TotalSeconds, "second"),
            { TotalMinutes: < 90 } => Count(duration.TotalMinutes, "minute"),
            { TotalHours: < 36 } => Count(duration.TotalHours, "hour"),
            { TotalDays: < 700 } => Count(duration.TotalDays, "day"),
            _ => Count(duration.TotalDays / 365.25, "year"),
        };

    private static string Count(double amount, string unit)
    {
        var said = Number(amount);
        return said == "1" ? $"1 {unit}" : $"{said} {unit}s";
    }

    private static string Number(double value) =>
        (Math.Abs(value) < 10 ? Math.Round(value, 1) : Math.Round(value)).ToString(
            "#,0.#",
            CultureInfo.InvariantCulture
        );
}

namespace DevRel.Metrics;

/// <summary>
/// The words that <c>promtool check metrics</c> objects to in a name, so that a definition fails where it is written and not on somebody's page.
/// Source: promlint of the Go client, whose list of units this is.
/// </summary>
internal static class NamingRules
{
    private static readonly string[] KindWords = ["gauge", "counter", "histogram", "summary", "untyped", "info"];

    private static readonly string[] AbbreviatedUnits =
    [
        "s",
        "ms",
        "us",
        "ns",
        "sec",
        "b",
        "kb",
        "mb",
        "gb",
        "tb",
        "pb",
        "m",
        "h",
        "d",
    ];

    /// <summary>Each with the base unit that the field agreed on.</summary>
    private static readonly Dictionary<string, string> OtherUnits = new(StringComparer.Ordinal)
    {
        ["minutes"] = "seconds",
        ["hours"] = "seconds",
        ["days"] = "seconds",
        ["weeks"] = "seconds",
        ["months"] = "seconds",
        ["years"] = "seconds",
        ["kelvin"] = "celsius",
        ["kelvins"] = "celsius",
        ["fahrenheit"] = "celsius",
        ["rankine"] = "celsius",
        ["bits"] = "bytes",
        ["percents"] = "ratio",
        ["percent"] = "ratio",
        ["percentage"] = "ratio",
        ["inches"] = "meters",
        ["yards"] = "meters",
        ["miles"] = "meters",
        ["feet"] = "meters",
        ["pounds"] = "grams",
        ["ounces"] = "grams",
        ["stones"] = "grams",
        ["calories"] = "joules",
        ["calorie"] = "joules",
    };

    private static readonly string[] BaseUnits =
    [
        "amperes",
        "bytes",
        "celsius",
        "grams",
        "joules",
        "meters",
        "metres",
        "moles",
        "seconds",
        "volts",
    ];

    private static readonly string[] Prefixes =
    [
        "pico",
        "nano",
        "micro",
        "milli",
        "centi",
        "deci",
        "deca",
        "hecto",
        "kilo",
        "kibi",
        "mega",
        "mibi",
        "mebi",
        "giga",
        "gibi",
        "tera",
        "tebi",
        "peta",
        "pebi",
    ];

    /// <summary>What is wrong with a name and what to write; null when nothing is.</summary>
    public static string? Complaint(string name, MetricKind kind)
    {
        // An info metric's last word is the format's own.
        var words = (kind == MetricKind.Info ? name[..^"_info".Length] : name).Split('_');
        foreach (var word in words)
        {
            if (KindWords.Contains(word, StringComparer.Ordinal))
                return $"has the metric type '{word}' in its name; leave it out";
            if (AbbreviatedUnits.Contains(word, StringComparer.Ordinal))
                return $"has '{word}' in its name, which reads as an abbreviated unit; write the base unit in full";
            if (BaseUnitFor(word) is { } unit)
                return $"has '{word}' in its name; use {unit}";
        }

        return null;
    }

    private static string? BaseUnitFor(string word)
    {
        if (OtherUnits.TryGetValue(word, out var unit))
            return $"the base unit '{unit}'";
        var prefix = Array.Find(Prefixes, prefix => word.StartsWith(prefix, StringComparison.Ordinal));
        var stem = prefix is null ? null : word[prefix.Length..];
        return stem is not null && (BaseUnits.Contains(stem, StringComparer.Ordinal) || OtherUnits.ContainsKey(stem))
            ? $"the base unit without '{prefix}'"
            : null;
    }
}

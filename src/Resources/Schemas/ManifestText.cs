using System.Collections;
using System.Globalization;

namespace DevRel.Resources;

/// <summary>Values as a manifest would spell them, in one line.</summary>
public static class ManifestText
{
    /// <summary>Null for what a manifest would leave out: null, empty lists and maps, records.</summary>
    public static string? Of(object? value) =>
        value switch
        {
            null or "" => null,
            string text => PlainText.Classify(text) == PlainKind.Text ? text : $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            TimeSpan duration => Durations.Format(duration),
            DateOnly date => $"\"{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\"",
            TimeOnly time => $"\"{time.ToString("HH:mm", CultureInfo.InvariantCulture)}\"",
            Quantity quantity => quantity.ToString(),
            Enum or Uri => value.ToString(),
            IDictionary map => Keyed(map),
            IEnumerable list => Listed(list),
            IFormattable number when value.GetType().IsPrimitive || value is decimal => number.ToString(
                null,
                CultureInfo.InvariantCulture
            ),
            _ => null,
        };

    private static string? Keyed(IDictionary map)
    {
        var entries = new List<string>();
        foreach (DictionaryEntry entry in map)
            entries.Add($"{entry.Key}: {Of(entry.Value) ?? "\"\""}");
        return entries.Count == 0 ? null : $"{{{string.Join(", ", entries.Order(StringComparer.Ordinal))}}}";
    }

    private static string? Listed(IEnumerable list)
    {
        var items = list.Cast<object?>().Select(item => Of(item) ?? "\"\"").ToList();
        return items.Count == 0 ? null : $"[{string.Join(", ", items)}]";
    }
}

using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace DevRel.App;

/// <summary>
/// Equal for declarations that mean the same. Holds references to secrets, never secrets. Spelled here rather than by a serialiser, whose many methods are compiled
/// while the first page waits.
/// </summary>
internal static class Fingerprint
{
    public static string Of(object spec)
    {
        var text = new StringBuilder();
        Write(text, spec);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('~');
                break;
            case string word:
                // With its length, so that no word can look like two.
                text.Append(CultureInfo.InvariantCulture, $"{word.Length}:{word}");
                break;
            case TimeOnly time:
                text.Append(time.Ticks);
                break;
            case bool or IFormattable:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case IEnumerable items:
                WriteAll(text, items.Cast<object?>());
                break;
            default:
                WriteAll(text, Properties(value.GetType()).Select(property => property.GetValue(value)));
                break;
        }
    }

    private static void WriteAll(StringBuilder text, IEnumerable<object?> values)
    {
        text.Append('(');
        foreach (var value in values)
        {
            Write(text, value);
            text.Append(',');
        }

        text.Append(')');
    }

    private static PropertyInfo[] Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
}

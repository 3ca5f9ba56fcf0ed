using System.Globalization;

namespace DevRel.Exporter;

/// <summary>A tag as the text of a label, escaped, in a buffer of bounded size.</summary>
internal static class LabelText
{
    private const string Prefix = "tag_";

    /// <summary>False when it does not fit. A tag without name or value adds nothing.</summary>
    public static bool Append(Span<char> into, ref int length, KeyValuePair<string, object?> tag)
    {
        var value = tag.Value switch
        {
            null => null,
            string text => text,
            bool flag => flag ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
        if (value is null || string.IsNullOrEmpty(tag.Key))
            return true;
        // Each character may need a second one, and four stand around name and value.
        if (length + tag.Key.Length + value.Length * 2 + Prefix.Length + 4 > into.Length)
            return false;
        if (length > 0)
            into[length++] = ',';
        if (!char.IsAsciiLetter(tag.Key[0]))
        {
            // A label starts with a letter, and one that starts with an underscore belongs to the format.
            Prefix.CopyTo(into[length..]);
            length += Prefix.Length;
        }

        foreach (var letter in tag.Key)
            into[length++] = char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_';
        into[length++] = '=';
        into[length++] = '"';
        foreach (var letter in value)
        {
            if (letter is '\\' or '"' or '\n')
                into[length++] = '\\';
            into[length++] = letter == '\n' ? 'n' : letter;
        }

        into[length++] = '"';
        return true;
    }

    /// <summary>False when a name comes twice, or is one that the format keeps for itself: such a line would cost the whole scrape.</summary>
    public static bool IsSound(ReadOnlySpan<char> labels)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { "le", "quantile" };
        while (labels.Length > 0)
        {
            var equals = labels.IndexOf('=');
            if (!names.Add(labels[..equals].ToString()))
                return false;
            labels = labels[(equals + 2)..];
            var end = 0;
            while (labels[end] != '"')
                end += labels[end] == '\\' ? 2 : 1;
            labels = labels[Math.Min(end + 2, labels.Length)..];
        }

        return true;
    }
}

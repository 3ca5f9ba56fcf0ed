using System.Globalization;

namespace DevRel.Exporter.Tests.Support;

/// <summary>One line with a value, read back. Labels sorted by name.</summary>
internal sealed record ParsedSample(string Name, IReadOnlyList<KeyValuePair<string, string>> Labels, double Value)
{
    /// <summary>Equal for equal series, whatever the order of labels.</summary>
    public string Series => $"{Name}{{{string.Join(',', Labels.Select(label => $"{label.Key}={label.Value}"))}}}";

    public string this[string label] => Labels.First(pair => pair.Key == label).Value;

    public string Text => Series + " " + Value.ToString("R", CultureInfo.InvariantCulture);
}

internal sealed class ParsedFamily(string name)
{
    public string Name { get; } = name;
    public string? Type { get; set; }
    public string? Unit { get; set; }
    public string? Help { get; set; }
    public List<ParsedSample> Samples { get; } = [];
}

/// <summary>The line of a sample, common to both formats.</summary>
internal static class SampleLine
{
    public static ParsedSample Parse(string line)
    {
        var at = 0;
        while (at < line.Length && (char.IsAsciiLetterOrDigit(line[at]) || line[at] is '_' or ':'))
            at++;
        var name = line[..at];
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
            throw new FormatException("no name");
        var labels = at < line.Length && line[at] == '{' ? ParseLabels(line, ref at) : [];
        if (at >= line.Length || line[at] != ' ')
            throw new FormatException("no single space before the value");
        var value = line[(at + 1)..];
        if (value.Contains(' ', StringComparison.Ordinal))
            throw new FormatException("something after the value");
        labels.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
        return new ParsedSample(name, labels, ParseNumber(value));
    }

    public static double ParseNumber(string text) =>
        text switch
        {
            "NaN" => double.NaN,
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ when text.All(letter => char.IsAsciiDigit(letter) || letter is '-' or '+' or '.' or 'e') => double.Parse(
                text,
                NumberStyles.Float,
                CultureInfo.InvariantCulture
            ),
            _ => throw new FormatException($"'{text}' is not a number"),
        };

    private static List<KeyValuePair<string, string>> ParseLabels(string line, ref int at)
    {
        var labels = new List<KeyValuePair<string, string>>();
        at++;
        while (line[at] != '}')
        {
            if (labels.Count > 0 && line[at++] != ',')
                throw new FormatException("no comma between labels");
            var equals = line.IndexOf('=', at);
            var name = line[at..equals];
            if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
                throw new FormatException($"'{name}' is not the name of a label");
            at = equals + 1;
            labels.Add(new(name, ParseQuoted(line, ref at)));
        }

        at++;
        return labels.DistinctBy(label => label.Key).Count() == labels.Count
            ? labels
            : throw new FormatException("a label twice");
    }

    private static string ParseQuoted(string line, ref int at)
    {
        if (line[at++] != '"')
            throw new FormatException("no quote before a label's value");
        var text = new System.Text.StringBuilder();
        while (line[at] != '"')
        {
            if (line[at] == '\\')
            {
                text.Append(Unescape(line[at + 1]));
                at += 2;
            }
            else
            {
                text.Append(line[at++]);
            }
        }

        at++;
        return text.ToString();
    }

    public static char Unescape(char letter) =>
        letter switch
        {
            'n' => '\n',
            '\\' or '"' => letter,
            _ => throw new FormatException($"unknown escape \\{letter}"),
        };
}

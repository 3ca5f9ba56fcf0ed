using System.Text.RegularExpressions;

namespace DevRel.Resources;

internal enum PlainKind
{
    Text,
    Null,
    Flag,
    Integer,
    Number,
}

/// <summary>What YAML takes a word without quotes for: the rules of YAML 1.1, by which kubectl reads manifests.</summary>
internal static partial class PlainText
{
    [GeneratedRegex("^[-+]?([0-9][0-9_]*|0x[0-9a-fA-F_]+|0o?[0-7_]+|0b[01_]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IntegerPattern { get; }

    [GeneratedRegex(
        @"^[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?$|^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex NumberPattern { get; }

    public static PlainKind Classify(string value)
    {
        switch (value)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return PlainKind.Null;
            case "y" or "Y" or "n" or "N":
                return PlainKind.Flag;
        }

        if (Flag(value) is not null)
            return PlainKind.Flag;
        if (!char.IsAsciiDigit(value[0]) && value[0] is not ('-' or '+' or '.'))
            return PlainKind.Text;
        return IntegerPattern.IsMatch(value) ? PlainKind.Integer
            : NumberPattern.IsMatch(value) ? PlainKind.Number
            : PlainKind.Text;
    }

    /// <summary>Null when it is no truth value.</summary>
    public static bool? Flag(string value) =>
        value switch
        {
            "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => true,
            "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => false,
            _ => null,
        };
}

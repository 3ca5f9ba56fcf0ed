using System.Text.RegularExpressions;

namespace DevRel.Resources;

/// <summary>The parser's words for a slip, and what people did to earn them.</summary>
internal static partial class SyntaxHints
{
    private static readonly (string Says, string What, string Instead)[] Known =
    [
        ("found invalid mapping", "a second ':' in this line", "put text with ': ' in quotes"),
        ("did not find expected node content", "a value is missing here", "write one, or null"),
        (
            "mapping values are not allowed",
            "a second ':' in this line, or an indentation that fits no line above",
            "put text with ': ' in quotes, and align keys of one object"
        ),
        (
            "did not find expected key",
            "this line is indented like no line above it",
            "align keys of one object under each other"
        ),
        ("found character that cannot start any token", "a word cannot start with this character", "put it in quotes"),
        ("found unexpected end of stream", "a quote or bracket is not closed", "close it"),
        (
            "did not find expected ',' or ']'",
            "a list in brackets is not closed, or lacks a comma",
            "separate items with ',' and close with ']'"
        ),
        (
            "did not find expected ',' or '}'",
            "an object in braces is not closed, or lacks a comma",
            "separate fields with ',' and close with '}'"
        ),
        (
            "did not find expected '-' indicator",
            "this line is neither an item of the list above nor outside it",
            "start items with '- ', all in one column"
        ),
        ("could not find expected ':'", "a key without ':' after it", "write 'key: value'"),
        (
            "wrong indentation",
            "a quote is not closed, or its text goes on in a line indented too little",
            "close the quote where the text ends"
        ),
        ("found duplicate", "something stands twice that may stand once", "keep one of them"),
    ];

    [GeneratedRegex(@"^\(Line: .*?\): ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Prefix { get; }

    public static (string What, string Instead)? For(string message)
    {
        foreach (var (says, what, instead) in Known)
        {
            if (message.Contains(says, StringComparison.OrdinalIgnoreCase))
                return (what, instead);
        }

        return null;
    }

    /// <summary>Without the position, which is said otherwise.</summary>
    public static string Clean(string message)
    {
        var clean = Prefix.Replace(message, "").TrimEnd('.');
        return clean.Length == 0 ? "unreadable" : char.ToLowerInvariant(clean[0]) + clean[1..];
    }
}

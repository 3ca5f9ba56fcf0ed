using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace DevRel.Reports.Page;

/// <summary>HTML that is safe to send: built from interpolated strings whose every hole is encoded unless it is markup itself.</summary>
public readonly record struct Markup(string Text)
{
    public static readonly Markup None = new("");

    public static Markup Of(MarkupHandler text) => new(text.ToString());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Text)));

    /// <summary>A metric's name, which breaks between its words where it is too long for its place.</summary>
    public static Markup Name(string name) =>
        Join(name.Split('_').Select((word, i) => i == 0 ? Of($"{word}") : Of($"_<wbr>{word}")));

    public override string ToString() => Text;
}

/// <summary>Encodes the holes of <see cref="Markup.Of"/>: text by HTML rules, numbers in the invariant culture, markup as it is.</summary>
[InterpolatedStringHandler]
public readonly ref struct MarkupHandler(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + (16 * formattedCount));

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(Markup markup) => text.Append(markup.Text);

    public void AppendFormatted(IEnumerable<Markup> parts)
    {
        foreach (var part in parts)
            text.Append(part.Text);
    }

    public void AppendFormatted(string? value) => text.Append(WebUtility.HtmlEncode(value));

    public void AppendFormatted(int value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(double value, string format) =>
        text.Append(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));

    public override string ToString() => text.ToString();
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DevRel.Resources;

/// <summary>What is wrong with one value, and what to write instead.</summary>
internal readonly record struct Complaint(string Reason, string What, string Instead);

/// <summary>One word of a manifest to the value its field wants, with the bounds of the field. Pure.</summary>
internal static class ScalarReader
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    /// <summary>Null with a complaint.</summary>
    public static object? Read(YamlScalar scalar, SchemaNode node, out Complaint? complaint)
    {
        var value = scalar.Value;
        complaint = null;
        return node.Type switch
        {
            FieldType.Text => Text(scalar, node, out complaint),
            FieldType.Flag => Flag(scalar, out complaint),
            FieldType.Integer => Integer(scalar, node, out complaint),
            FieldType.Number => Number(scalar, node, out complaint),
            FieldType.Duration => Duration(value, node, out complaint),
            FieldType.Date => Date(value, out complaint),
            FieldType.Time => Time(value, out complaint),
            FieldType.Quantity => QuantityOf(scalar, out complaint),
            _ => Untyped(scalar),
        };
    }

    /// <summary>Values of Kubernetes' own shapes, as JSON would hold them.</summary>
    public static object? Untyped(YamlScalar scalar) =>
        scalar.Kind switch
        {
            PlainKind.Null => null,
            PlainKind.Flag => PlainText.Flag(scalar.Value) is { } flag ? flag : scalar.Value,
            PlainKind.Integer
                when long.TryParse(
                    scalar.Value,
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var count
                ) => count,
            PlainKind.Number
                when double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                number,
            _ => scalar.Value,
        };

    /// <summary>Text that satisfies length, pattern and closed set.</summary>
    public static Complaint? CheckText(string value, SchemaNode node)
    {
        if (node.Values.Count > 0)
            return node.Values.Contains(value, StringComparer.Ordinal) ? null : OneOf(value, node.Values);
        if (value.Length == 0 && node.Required)
            return new Complaint(Reasons.Missing, "is empty", Wanted(node));
        if (value.Length < node.MinLength)
            return new Complaint(
                Reasons.OutOfBounds,
                Invariant($"is shorter than {node.MinLength} characters"),
                Wanted(node)
            );
        if (value.Length > node.MaxLength)
            return new Complaint(
                Reasons.OutOfBounds,
                Invariant($"{Looks.Show(value)} has {value.Length} characters"),
                Invariant($"at most {node.MaxLength} are allowed")
            );
        return node.Pattern is null || Matches(node.Pattern, value)
            ? null
            : new Complaint(Reasons.Malformed, $"{Looks.Show(value)} does not fit", Wanted(node));
    }

    public static bool Matches(string pattern, string value)
    {
        if (value.Length > SchemaLimits.Pattern)
            return false;
        try
        {
            return Patterns
                .GetOrAdd(
                    pattern,
                    static key => new Regex(
                        key,
                        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
                        TimeSpan.FromSeconds(1)
                    )
                )
                .IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    public static Complaint OneOf(string value, IReadOnlyList<string> values)
    {
        var near = Nearest.Of(value, values);
        var all = string.Join(", ", values);
        var instead = near is not null ? $"did you mean '{near}'? Allowed: {all}" : $"write one of {all}";
        return new Complaint(Reasons.UnknownValue, $"{Looks.Show(value)} is not allowed here", instead);
    }

    private static object? Text(YamlScalar scalar, SchemaNode node, out Complaint? complaint)
    {
        if (scalar.Kind != PlainKind.Text)
        {
            complaint = new Complaint(
                Reasons.WrongType,
                $"{Looks.Show(scalar.Value)} is read as {scalar.Noun}, and the field wants text",
                $"write it in quotes: \"{Looks.Shorten(scalar.Value)}\""
            );
            return null;
        }

        complaint = CheckText(scalar.Value, node);
        if (complaint is not null)
            return null;
        if (node.ClrType.IsEnum)
            return Enum.Parse(node.ClrType, scalar.Value);
        if (node.ClrType != typeof(Uri))
            return scalar.Value;
        if (Uri.TryCreate(scalar.Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            return uri;
        complaint = new Complaint(
            Reasons.Malformed,
            $"{Looks.Show(scalar.Value)} is no URL",
            "write it with its scheme: https://example.com"
        );
        return null;
    }

    private static object? Flag(YamlScalar scalar, out Complaint? complaint)
    {
        complaint = null;
        if (scalar.Plain && PlainText.Flag(scalar.Value) is { } flag)
            return flag;
        var instead = PlainText.Flag(scalar.Value) is { } quoted
            ? $"write {(quoted ? "true" : "false")} without quotes"
            : "write true or false";
        complaint = new Complaint(Reasons.WrongType, $"{Looks.Show(scalar.Value)} is neither true nor false", instead);
        return null;
    }

    private static object? Integer(YamlScalar scalar, SchemaNode node, out Complaint? complaint)
    {
        complaint = null;
        var parsed = long.TryParse(
            scalar.Value,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var count
        );
        if (parsed && scalar.Plain && OutOfBounds(count, node, scalar.Value) is { } outside)
            complaint = outside;
        else if (!parsed || !scalar.Plain)
            complaint = new Complaint(
                Reasons.WrongType,
                parsed
                    ? $"{Looks.Show(scalar.Value)} is text because of its quotes"
                    : $"{Looks.Show(scalar.Value)} is no whole number",
                parsed ? $"write {count.ToString(CultureInfo.InvariantCulture)} without quotes" : "write digits only"
            );
        else if (node.ClrType == typeof(int) && count is > int.MaxValue or < int.MinValue)
            complaint = new Complaint(
                Reasons.OutOfBounds,
                $"{Looks.Show(scalar.Value)} is too large",
                "write a smaller number"
            );
        return complaint is not null ? null
            : node.ClrType == typeof(int) ? (object)(int)count
            : count;
    }

    private static object? Number(YamlScalar scalar, SchemaNode node, out Complaint? complaint)
    {
        complaint = null;
        if (
            !scalar.Plain
            || !decimal.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        )
        {
            complaint = new Complaint(
                Reasons.WrongType,
                $"{Looks.Show(scalar.Value)} is no number",
                "write digits, without quotes"
            );
            return null;
        }

        complaint = OutOfBounds((double)number, node, scalar.Value);
        return complaint is not null ? null
            : node.ClrType == typeof(decimal) ? (object)number
            : (double)number;
    }

    private static object? Duration(string value, SchemaNode node, out Complaint? complaint)
    {
        complaint = null;
        if (!Durations.TryParse(value, out var duration))
        {
            var guess = DurationGuess.Advice(value);
            complaint = new Complaint(Reasons.Malformed, $"{Looks.Show(value)} is no duration", guess);
            return null;
        }

        complaint = OutOfBounds(duration.TotalSeconds, node, value);
        return complaint is null ? duration : null;
    }

    private static object? Date(string value, out Complaint? complaint)
    {
        complaint = null;
        if (
            DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        )
            return date;
        string[] others = ["yyyy/MM/dd", "dd.MM.yyyy", "d.M.yyyy", "yyyyMMdd", "yyyy-M-d"];
        var head = value.Length > 10 && value[10] is 'T' or 't' or ' ' ? value[..10] : value;
        var guess = DateOnly.TryParseExact(
            head,
            [.. others, "yyyy-MM-dd"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var near
        )
            ? $"write \"{near.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\""
            : "write year-month-day: \"2026-12-31\"";
        complaint = new Complaint(Reasons.Malformed, $"{Looks.Show(value)} is no date", guess);
        return null;
    }

    private static object? Time(string value, out Complaint? complaint)
    {
        complaint = null;
        if (TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        complaint = new Complaint(
            Reasons.Malformed,
            $"{Looks.Show(value)} is no time of day",
            "write hours and minutes: \"09:00\""
        );
        return null;
    }

    private static object? QuantityOf(YamlScalar scalar, out Complaint? complaint)
    {
        complaint = null;
        if (scalar.Kind == PlainKind.Number)
            complaint = new Complaint(
                Reasons.WrongType,
                $"{Looks.Show(scalar.Value)} is a fraction without quotes",
                $"write it in quotes: \"{Looks.Shorten(scalar.Value)}\""
            );
        else if (Quantity.TryParse(scalar.Value, out var quantity))
            return quantity;
        complaint ??= new Complaint(
            Reasons.Malformed,
            $"{Looks.Show(scalar.Value)} is no quantity",
            "write a whole number (80), a fraction in quotes (\"0.5\") or a duration (48h)"
        );
        return null;
    }

    private static Complaint? OutOfBounds(double value, SchemaNode node, string written)
    {
        var low = value < node.Minimum;
        if (!low && !(value > node.Maximum))
            return null;
        var bounds =
            double.IsNaN(node.Minimum) ? $"write at most {Bound(node, node.Maximum)}"
            : double.IsNaN(node.Maximum) ? $"write at least {Bound(node, node.Minimum)}"
            : $"write something from {Bound(node, node.Minimum)} to {Bound(node, node.Maximum)}";
        return new Complaint(Reasons.OutOfBounds, $"{Looks.Show(written)} is too {Size(node, low)}", bounds);
    }

    private static string Size(SchemaNode node, bool low) =>
        node.Type == FieldType.Duration ? (low ? "short" : "long") : (low ? "small" : "large");

    internal static string Bound(SchemaNode node, double bound) =>
        node.Type == FieldType.Duration
            ? Durations.Format(TimeSpan.FromSeconds(bound))
            : bound.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Wanted(SchemaNode node) =>
        node.Shape is { } shape ? $"write {shape}"
        : node.Pattern is { } pattern ? $"it must match {pattern}"
        : $"write {node.TypeName}";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

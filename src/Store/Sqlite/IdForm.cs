using SQLitePCL;

namespace DevRel.Store.Sqlite;

/// <summary>
/// An id as a name that repeats and a part that does not: <c>issue/1234#closed</c> is <c>issue/*#closed</c> and 1234. Names go to a dictionary, parts
/// to the row: an integer for decimal digits, bytes for a hexadecimal hash, else the whole id as text. A third of the room of the text, and ids of one
/// name lie side by side in the index.
/// </summary>
internal readonly record struct IdForm(PartKind Kind, int Start, int Length)
{
    public const string Whole = "*";
    private const int ShortestHash = 16;
    private const int LongestNumber = 18;
    private const int LongestHash = 128;

    public static IdForm Of(ReadOnlySpan<char> id)
    {
        var best = new IdForm(PartKind.Text, 0, id.Length);
        if (id.Contains('*'))
            return best;
        for (var start = 0; start < id.Length; )
        {
            var end = start;
            while (end < id.Length && !IsBorder(id[end]))
                end++;
            if (Classify(id[start..end]) is var kind and not PartKind.Text && IsBetter(kind, end - start, best))
                best = new IdForm(kind, start, end - start);
            start = end + 1;
        }

        return best;
    }

    /// <summary>The id with an asterisk for its part, written to <paramref name="name"/>.</summary>
    public ReadOnlySpan<char> Name(ReadOnlySpan<char> id, Span<char> name)
    {
        if (Kind == PartKind.Text)
            return Whole;
        id[..Start].CopyTo(name);
        name[Start] = '*';
        id[(Start + Length)..].CopyTo(name[(Start + 1)..]);
        return name[..(id.Length - Length + 1)];
    }

    // The longer run is the one that varies; of two numbers alike the later: contoso/sdk/2#3.
    private static bool IsBetter(PartKind kind, int length, IdForm best) =>
        best.Kind == PartKind.Text
        || (kind == PartKind.Hash && best.Kind == PartKind.Number)
        || (kind == best.Kind && length >= best.Length);

    // Digits inside a word (sdk2, a node id, a UUID) are no numbers: each would make a name of its own.
    private static bool IsBorder(char letter) => letter is '/' or '#' or ':' or '@' or '=';

    private static PartKind Classify(ReadOnlySpan<char> run)
    {
        if (IsNumber(run))
            return PartKind.Number;
        var isHash =
            run.Length is >= ShortestHash and <= LongestHash
            && run.Length % 2 == 0
            && !run.ContainsAnyExcept("0123456789abcdef");
        return isHash ? PartKind.Hash : PartKind.Text;
    }

    // No leading zero, or it would come back as another text.
    private static bool IsNumber(ReadOnlySpan<char> run) =>
        run.Length is > 0 and <= LongestNumber
        && !run.ContainsAnyExceptInRange('0', '9')
        && (run.Length == 1 || run[0] != '0');
}

internal enum PartKind : byte
{
    Text,
    Number,
    Hash,
}

/// <summary>A name of the dictionary, cut at its asterisk.</summary>
internal sealed record Name(string Before, string After)
{
    public static Name Parse(string text)
    {
        var at = text.IndexOf('*', StringComparison.Ordinal);
        return new Name(text[..at], text[(at + 1)..]);
    }

    /// <summary>The id whose part stands in a column.</summary>
    public string Join(Statement row, int column) =>
        row.Type(column) switch
        {
            raw.SQLITE_INTEGER => Join(row.Integer(column)),
            raw.SQLITE_BLOB => string.Concat(Before, Convert.ToHexStringLower(row.Blob(column)), After),
            _ => string.Concat(Before, row.Text(column), After),
        };

    private string Join(long number)
    {
        Span<char> digits = stackalloc char[20];
        number.TryFormat(digits, out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        return string.Concat(Before, digits[..length], After);
    }
}

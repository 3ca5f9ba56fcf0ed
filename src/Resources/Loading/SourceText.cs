namespace DevRel.Resources;

/// <summary>A place in a text, both from 1, columns in UTF-16 units.</summary>
internal readonly record struct Position(int Line, int Column);

/// <summary>A manifest's text with its lines, and what of it must never be shown.</summary>
/// <param name="file">As the user named it.</param>
/// <param name="shift">Where the text begins in that file, for YAML inside a ConfigMap; (1, 1) otherwise.</param>
internal sealed class SourceText(string file, string text, Position shift)
{
    private const int Widest = 140;
    private const int LongestJudged = 4000;
    private readonly Dictionary<int, List<(int From, int To)>> hidden = [];
    private int[]? starts;

    public string File => file;
    public string Text => text;
    public int LineCount => Starts.Length;

    private int[] Starts => starts ??= FindStarts(text);

    public int StartOf(int line) => Starts[line - 1];

    public string Line(int line)
    {
        if (line < 1 || line > Starts.Length)
            return "";
        var end = line == Starts.Length ? text.Length : Starts[line] - 1;
        return text[Starts[line - 1]..Math.Max(Starts[line - 1], end)].TrimEnd('\r');
    }

    public Position At(int index)
    {
        var line = Array.BinarySearch(Starts, index);
        line = line < 0 ? ~line : line + 1;
        return new Position(line, index - Starts[line - 1] + 1);
    }

    /// <summary>Where it is in the file.</summary>
    public Position InFile(Position position) =>
        new(position.Line + shift.Line - 1, position.Column + shift.Column - 1);

    /// <summary>Nothing between the two places is quoted from now on.</summary>
    public void Hide(Position from, Position to)
    {
        for (var line = from.Line; line <= Math.Min(to.Line, LineCount); line++)
        {
            var shown = Line(line);
            var begin = line == from.Line ? from.Column - 1 : shown.Length - shown.TrimStart().Length;
            var end = line == to.Line ? to.Column - 1 : shown.Length;
            if (!hidden.TryGetValue(line, out var ranges))
                hidden[line] = ranges = [];
            ranges.Add((Math.Min(begin, shown.Length), Math.Min(end, shown.Length)));
        }
    }

    /// <summary>The line, masked, tabs as spaces, cut around the place; with where the caret stands in it.</summary>
    public (string Line, int Caret) Quote(Position position)
    {
        // Of a line without end only the part around the place is looked at.
        var whole = Line(position.Line);
        var at = Math.Clamp(position.Column - 1, 0, whole.Length);
        var start = Math.Max(0, at - LongestJudged / 2);
        var line = whole.Substring(start, Math.Min(LongestJudged, whole.Length - start));
        var ranges = (hidden.GetValueOrDefault(position.Line) ?? [])
            .Select(range =>
                (Math.Clamp(range.From - start, 0, line.Length), Math.Clamp(range.To - start, 0, line.Length))
            )
            .Concat(Looks.HiddenIn(line));
        var masked = Looks.Apply(line, ranges, at - start, out var caret);
        var shown = string.Concat(masked.Select(letter => char.IsControl(letter) ? ' ' : letter)).TrimEnd();
        if (shown.Length <= Widest)
            return (shown, caret);
        var from = Math.Clamp(caret - Widest / 2, 0, shown.Length - Widest);
        var cut = shown.Substring(from, Widest);
        return ((from > 0 ? "…" + cut[1..] : cut) + (from + Widest < shown.Length ? "…" : ""), caret - from);
    }

    private static int[] FindStarts(string text)
    {
        var found = new List<int> { 0 };
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
            found.Add(i + 1);
        return [.. found];
    }
}

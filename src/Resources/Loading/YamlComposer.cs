using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DevRel.Resources;

/// <summary>YAML text in, documents with positions out. After a syntax error it goes on at the next document, so that one slip does not hide others.</summary>
internal sealed class YamlComposer(SourceText source, ProblemList problems)
{
    private const int Deepest = 64;
    private const int MostNodes = 200_000;
    private readonly Dictionary<string, YamlItem> anchors = new(StringComparer.Ordinal);
    private IParser parser = null!;
    private int firstLine;

    public IReadOnlyList<YamlItem> Documents()
    {
        var documents = new List<YamlItem>();
        for (var line = 1; line > 0; )
            line = ReadFrom(line, documents);
        return documents;
    }

    /// <summary>The line where reading can go on; 0 at the end.</summary>
    private int ReadFrom(int line, List<YamlItem> documents)
    {
        firstLine = line;
        parser = new Parser(new StringReader(source.Text[source.StartOf(line)..]));
        try
        {
            while (Move())
            {
                if (parser.Current is DocumentStart)
                    anchors.Clear();
                else if (parser.Current is NodeEvent)
                    documents.Add(Compose(0));
            }

            return 0;
        }
        catch (YamlException failure)
        {
            var at = PlaceOf(failure);
            if (failure is not TooLargeException)
                ReportSyntax(at, failure.Message);
            else
                problems.Error(source, at, Reasons.TooLarge, failure.Message, "write it out in smaller documents");
            return NextDocument(Math.Max(at.Line, line) + 1);
        }
    }

    /// <summary>The parser blames a tab on the beginning of the text: the first one behind what was read is meant.</summary>
    private Position PlaceOf(YamlException failure)
    {
        var at = At(failure.Start);
        var read = parser.Current is { } last ? At(last.End) : at;
        if (!failure.Message.Contains("tab", StringComparison.OrdinalIgnoreCase))
            return at.Line < read.Line ? read : at;
        for (var line = read.Line; line <= source.LineCount; line++)
        {
            var tab = source.Line(line).IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && string.IsNullOrWhiteSpace(source.Line(line)[..tab]))
                return new Position(line, tab + 1);
        }

        return at;
    }

    private int NextDocument(int line)
    {
        for (; line <= source.LineCount; line++)
        {
            var text = source.Line(line);
            if (text == "---" || text.StartsWith("--- ", StringComparison.Ordinal))
                return line;
        }

        return 0;
    }

    /// <summary>The node whose first event is current; leaves its last event current.</summary>
    private YamlItem Compose(int depth)
    {
        if (parser.Current is AnchorAlias alias)
            return Resolve(alias);
        var (start, end) = (parser.Current!.Start, parser.Current.End);
        if (parser.Current is not NodeEvent current)
            throw new SyntaxErrorException(start, end, "did not find expected node content");
        if (depth > Deepest)
            throw new TooLargeException(start, $"nested deeper than {Deepest} levels");
        if (current.Tag is { IsEmpty: false, IsNonSpecific: false } tag && !IsCore(tag.Value))
            throw new SyntaxErrorException(start, end, "tags are not used in manifests");
        YamlItem item = current switch
        {
            Scalar scalar => new YamlScalar(
                scalar.Value,
                scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty,
                scalar.Style == ScalarStyle.Literal,
                At(scalar.Start),
                At(scalar.End)
            ),
            SequenceStart => ComposeSequence(depth),
            _ => ComposeMapping(depth),
        };
        if (!current.Anchor.IsEmpty)
            anchors[current.Anchor.Value] = item;
        return item;
    }

    private YamlItem Resolve(AnchorAlias alias) =>
        anchors.GetValueOrDefault(alias.Value.Value)
        ?? throw new SyntaxErrorException(
            alias.Start,
            alias.End,
            $"alias *{Looks.Shorten(alias.Value.Value)} refers to no anchor above it"
        );

    private YamlSequence ComposeSequence(int depth)
    {
        var start = parser.Current!.Start;
        var (items, weight) = (new List<YamlItem>(), 1);
        while (Next() is not SequenceEnd)
        {
            items.Add(Compose(depth + 1));
            weight = Weigh(weight, items[^1]);
        }

        return new YamlSequence(At(start), At(parser.Current!.End), items).Weigh(weight);
    }

    private YamlMapping ComposeMapping(int depth)
    {
        var start = parser.Current!.Start;
        var (entries, weight) = (new List<YamlEntry>(), 1);
        var keys = new Dictionary<string, Position>(StringComparer.Ordinal);
        var merges = new List<YamlItem>();
        while (Next() is not MappingEnd)
        {
            if (Compose(depth + 1) is not YamlScalar key)
                throw new SyntaxErrorException(
                    parser.Current!.Start,
                    parser.Current.End,
                    "a key must be a single word or text"
                );
            Next();
            var value = Compose(depth + 1);
            weight = Weigh(weight, value) + 1;
            if (key is { Value: "<<", Plain: true })
                merges.Add(value);
            else if (keys.TryAdd(key.Value, key.Start))
                entries.Add(new YamlEntry(key, value));
            else
                ReportDuplicate(key, keys[key.Value]);
        }

        foreach (var merged in merges.SelectMany(Mappings).SelectMany(mapping => mapping.Entries))
        {
            if (keys.TryAdd(merged.Key.Value, merged.Key.Start))
                entries.Add(merged);
        }

        return new YamlMapping(At(start), At(parser.Current!.End), entries).Weigh(weight);
    }

    private static IEnumerable<YamlMapping> Mappings(YamlItem merged) =>
        merged switch
        {
            YamlMapping mapping => [mapping],
            YamlSequence sequence => sequence.Items.OfType<YamlMapping>(),
            _ => [],
        };

    private bool Move()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception failure)
            when (failure
                    is InvalidOperationException
                        or ArgumentException
                        or IndexOutOfRangeException
                        or NullReferenceException
                        or OverflowException
            )
        {
            // On some broken texts the parser loses its own thread instead of saying so; random texts in the tests find them.
            var at = parser.Current?.End ?? Mark.Empty;
            throw new SyntaxErrorException(at, at, "the text breaks off in the middle of something");
        }
    }

    private ParsingEvent Next()
    {
        if (!Move())
            throw new SyntaxErrorException("the document ends too early");
        return parser.Current!;
    }

    private int Weigh(int weight, YamlItem added)
    {
        // Both are at most the limit, so the sum stays far from overflow.
        weight += added.Weight;
        return weight <= MostNodes
            ? weight
            : throw new TooLargeException(
                parser.Current!.Start,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"more than {MostNodes} values in one document, aliases expanded"
                )
            );
    }

    private void ReportDuplicate(YamlScalar key, Position first) =>
        problems.Error(
            source,
            key.Start,
            Reasons.DuplicateKey,
            string.Create(
                CultureInfo.InvariantCulture,
                $"key {Looks.Show(key.Value)} stands twice, first in line {source.InFile(first).Line}"
            ),
            "keep one of them"
        );

    private void ReportSyntax(Position at, string message)
    {
        var line = source.Line(at.Line);
        var (what, instead) =
            line.TakeWhile(char.IsWhiteSpace).Contains('\t') ? ("a tab indents this line", "indent with spaces")
            : SyntaxHints.For(message) is { } hint ? hint
            : ("this is not YAML: " + Looks.Shorten(SyntaxHints.Clean(message)), "");
        problems.Error(source, at, Reasons.Syntax, what, instead);
    }

    private Position At(Mark mark)
    {
        var line = Math.Clamp((int)mark.Line + firstLine - 1, 1, source.LineCount);
        return new Position(line, Math.Max(1, (int)mark.Column));
    }

    private static bool IsCore(string tag) =>
        tag.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal) || tag == "!";

    private sealed class TooLargeException(Mark at, string message) : YamlException(at, at, message);
}

using System.Text;
using System.Text.Json;

namespace DevRel.Resources;

/// <summary>JSON text in, one document with positions out; the same tree as YAML gives.</summary>
internal static class JsonComposer
{
    private const int Deepest = 64;

    public static YamlItem? Document(SourceText source, ProblemList problems)
    {
        var bytes = Encoding.UTF8.GetBytes(source.Text);
        var places = new Places(bytes);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            if (!reader.Read())
                return null;
            var document = Compose(ref reader, source, places, problems);
            reader.Read();
            return document;
        }
        catch (JsonException failure)
        {
            var line = (int)Math.Clamp((failure.LineNumber ?? 0) + 1, 1, source.LineCount);
            var at = places.At(places.StartOf(line) + (int)(failure.BytePositionInLine ?? 0));
            problems.Error(
                source,
                at,
                Reasons.Syntax,
                "this is not JSON from here on",
                "check commas, quotes and brackets around it"
            );
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, as an escape: JSON by grammar, but no text.
            problems.Error(
                source,
                places.At((int)reader.TokenStartIndex),
                Reasons.Syntax,
                "an escape that is no character",
                "write \\uD83D\\uDE00 in pairs"
            );
            return null;
        }
    }

    private static YamlItem Compose(ref Utf8JsonReader reader, SourceText source, Places places, ProblemList problems)
    {
        var start = places.At((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                var (items, weight) = (new List<YamlItem>(), 1);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Compose(ref reader, source, places, problems));
                    weight += items[^1].Weight;
                }

                return new YamlSequence(start, places.At((int)reader.BytesConsumed), items).Weigh(weight);
            case JsonTokenType.StartObject:
                return ComposeObject(ref reader, start, source, places, problems);
            case JsonTokenType.String:
                return new YamlScalar(reader.GetString()!, false, false, start, places.At((int)reader.BytesConsumed));
            default:
                var text = Encoding.UTF8.GetString(reader.ValueSpan);
                return new YamlScalar(text, plain: true, false, start, places.At((int)reader.BytesConsumed));
        }
    }

    private static YamlMapping ComposeObject(
        ref Utf8JsonReader reader,
        Position start,
        SourceText source,
        Places places,
        ProblemList problems
    )
    {
        var (entries, weight) = (new List<YamlEntry>(), 1);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var at = places.At((int)reader.TokenStartIndex);
            var key = new YamlScalar(reader.GetString()!, false, false, at, places.At((int)reader.BytesConsumed));
            reader.Read();
            var value = Compose(ref reader, source, places, problems);
            weight += value.Weight + 1;
            if (keys.Add(key.Value))
                entries.Add(new YamlEntry(key, value));
            else
                problems.Error(
                    source,
                    at,
                    Reasons.DuplicateKey,
                    $"key {Looks.Show(key.Value)} stands twice",
                    "keep one of them"
                );
        }

        return new YamlMapping(start, places.At((int)reader.BytesConsumed), entries).Weigh(weight);
    }

    /// <summary>Byte offsets to lines and columns.</summary>
    private sealed class Places(byte[] bytes)
    {
        private readonly List<int> starts = Find(bytes);

        public int StartOf(int line) => starts[line - 1];

        public Position At(int offset)
        {
            offset = Math.Min(offset, bytes.Length);
            var line = starts.BinarySearch(offset);
            line = line < 0 ? ~line : line + 1;
            var start = starts[line - 1];
            return new Position(line, Encoding.UTF8.GetCharCount(bytes, start, offset - start) + 1);
        }

        private static List<int> Find(byte[] bytes)
        {
            var found = new List<int> { 0 };
            for (var i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] == '\n')
                    found.Add(i + 1);
            }

            return found;
        }
    }
}

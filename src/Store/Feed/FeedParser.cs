using System.Text.Json;
using DevRel.Activities;

namespace DevRel.Store;

/// <summary>
/// A line of the feed, understood. Properties and types of record that a later version adds are passed over; a kind it adds counts as
/// <see cref="ActivityKind.Other"/>. Errors: <see cref="JsonException"/> for anything else.
/// </summary>
internal sealed class FeedParser
{
    private readonly TextCache texts = new();
    private readonly PlainActivity plain;
    private string epoch = "";

    public FeedParser() => plain = new PlainActivity(texts);

    /// <summary>Null for a type of record this version does not know.</summary>
    public FeedEntry? Parse(ReadOnlySpan<byte> line)
    {
        if (plain.TryRead(line, out var at, out var activity))
            return FeedEntry.Of(Position(at), activity);
        var json = new Utf8JsonReader(line);
        Expect(json.Read() && json.TokenType == JsonTokenType.StartObject, "an object");
        var type = Named(ref json, "type"u8);
        var position = Position(ref json);
        if (type == "bookmark")
            return FeedEntry.Bookmark(position);
        var source = Named(ref json, "source"u8);
        LogRecord? record = type switch
        {
            "activity" => ActivityLine.Parse(ref json, source, texts),
            "retraction" => new Retraction { Source = source, NativeId = Named(ref json, "id"u8) },
            "observation" => RecordLines.Observation(ref json, source, texts),
            "member_fact" => RecordLines.Fact(ref json, source, texts),
            "source_state" => RecordLines.State(ref json, source, texts),
            "erasure" => RecordLines.Erasure(ref json, source),
            _ => null,
        };
        return record is null ? null : FeedEntry.Of(position, record);
    }

    public static void Expect(bool met, string what)
    {
        if (!met)
            throw new JsonException($"expected {what}");
    }

    private FeedPosition Position(ref Utf8JsonReader json)
    {
        Expect(
            json.Read() && json.ValueTextEquals("position"u8) && json.Read() && json.TokenType == JsonTokenType.String,
            "a position"
        );
        return Position(json.ValueSpan);
    }

    private FeedPosition Position(ReadOnlySpan<byte> text)
    {
        var colon = text.LastIndexOf((byte)':');
        Expect(
            System.Buffers.Text.Utf8Parser.TryParse(text[(colon + 1)..], out long sequence, out var digits)
                && colon > 0
                && digits == text.Length - colon - 1,
            "EPOCH:SEQ"
        );
        if (!System.Text.Ascii.Equals(text[..colon], epoch))
            epoch = System.Text.Encoding.ASCII.GetString(text[..colon]);
        return new FeedPosition(epoch, sequence);
    }

    // The first properties stand in a fixed order, so that the rest can be read in one pass.
    private string Named(ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        Expect(
            json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(name),
            "type, position, source"
        );
        Expect(json.Read() && json.TokenType == JsonTokenType.String, "text");
        return texts.Get(ref json);
    }
}

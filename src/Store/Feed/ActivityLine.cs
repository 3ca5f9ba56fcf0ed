using System.Text.Json;
using DevRel.Activities;

namespace DevRel.Store;

/// <summary>Reads what follows the source in the line of an activity.</summary>
internal static class ActivityLine
{
    public static Activity Parse(ref Utf8JsonReader json, string source, TextCache texts)
    {
        string? id = null,
            platform = null,
            thread = null,
            parent = null,
            container = null;
        ActivityKind? kind = null;
        MemberId? member = null;
        var hints = MemberHints.None;
        DateTimeOffset? occurred = null;
        var collected = default(DateTimeOffset);
        var evidence = Evidence.Event;
        var attributes = ActivityAttributes.None;
        while (Values.Next(ref json, out var name))
        {
            if (name.SequenceEqual("id"u8))
                id = json.GetString();
            else if (name.SequenceEqual("platform"u8))
                platform = texts.Get(ref json);
            else if (name.SequenceEqual("kind"u8))
                kind = ActivityKinds.TryParse(texts.Get(ref json), out var known) ? known : ActivityKind.Other;
            else if (name.SequenceEqual("member"u8))
                member = Values.Member(ref json);
            else if (name.SequenceEqual("hints"u8))
                hints = Values.Hints(ref json, texts);
            else if (name.SequenceEqual("thread"u8))
                thread = json.GetString();
            else if (name.SequenceEqual("parent"u8))
                parent = json.GetString();
            else if (name.SequenceEqual("container"u8))
                container = texts.Get(ref json);
            else if (name.SequenceEqual("occurredAt"u8))
                occurred = json.GetDateTimeOffset();
            else if (name.SequenceEqual("collectedAt"u8))
                collected = json.GetDateTimeOffset();
            else if (name.SequenceEqual("evidence"u8))
                evidence = Values.Known<Evidence>(ref json, texts) ?? Evidence.Event;
            else if (name.SequenceEqual("attributes"u8))
                attributes = Attributes(ref json, texts);
            else
                json.Skip();
        }

        return new Activity
        {
            Source = source,
            NativeId = id ?? throw new JsonException("an activity without id"),
            Platform = platform ?? throw new JsonException("an activity without platform"),
            Kind = kind ?? throw new JsonException("an activity without kind"),
            Member = member,
            Hints = hints,
            Thread = thread,
            Parent = parent,
            Container = container,
            OccurredAt = occurred ?? throw new JsonException("an activity without occurredAt"),
            CollectedAt = collected,
            Evidence = evidence,
            Attributes = attributes,
        };
    }

    /// <summary>Stands on the brace that opens them; after it, on the one that closes them.</summary>
    public static ActivityAttributes Attributes(ref Utf8JsonReader json, TextCache texts)
    {
        var read = ActivityAttributes.None;
        while (Values.Next(ref json, out var name))
        {
            if (name.SequenceEqual("asksAnswer"u8))
                read = read with { AsksAnswer = json.GetBoolean() };
            else if (name.SequenceEqual("outcome"u8))
                read = read with { Outcome = texts.Get(ref json) };
            else if (name.SequenceEqual("merge"u8))
                read = read with { Merge = json.GetBoolean() };
            else if (name.SequenceEqual("draft"u8))
                read = read with { Draft = json.GetBoolean() };
            else if (name.SequenceEqual("coAuthor"u8))
                read = read with { CoAuthor = json.GetBoolean() };
            else if (name.SequenceEqual("linesAdded"u8))
                read = read with { LinesAdded = json.GetInt32() };
            else if (name.SequenceEqual("linesDeleted"u8))
                read = read with { LinesDeleted = json.GetInt32() };
            else if (name.SequenceEqual("filesChanged"u8))
                read = read with { FilesChanged = json.GetInt32() };
            else if (name.SequenceEqual("utcOffsetMinutes"u8))
                read = read with { UtcOffsetMinutes = json.GetInt32() };
            else if (name.SequenceEqual("value"u8))
                read = read with { Value = json.GetDouble() };
            else if (name.SequenceEqual("tags"u8))
                read = read with { Tags = Values.Texts(ref json, texts) };
            else
                json.Skip();
        }

        return read;
    }
}

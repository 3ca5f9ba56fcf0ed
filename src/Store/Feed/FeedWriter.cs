using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DevRel.Activities;

namespace DevRel.Store;

/// <summary>One entry, one line of JSON. Written by hand: a feed is read from the start by every reader that lost its memory.</summary>
internal sealed class FeedWriter(IBufferWriter<byte> output) : IDisposable
{
    private static readonly (MemberHints Hint, JsonEncodedText Text)[] Hints =
    [
        .. Enum.GetValues<MemberHints>()
            .Where(hint => hint != MemberHints.None)
            .Select(hint => (hint, Spelling<MemberHints>.Text(hint))),
    ];

    private readonly Utf8JsonWriter json = new(
        output,
        // The relaxed encoder leaves letters of all languages readable; nothing here is put into HTML.
        new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    /// <summary>Bytes of the line. A reset has no line: the server ends its answer.</summary>
    public long Write(FeedEntry entry)
    {
        json.WriteStartObject();
        Write(entry.Record, entry.Position);
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
        var length = json.BytesCommitted + 1;
        json.Reset();
        return length;
    }

    public void Dispose() => json.Dispose();

    private void Write(LogRecord? record, FeedPosition position)
    {
        switch (record)
        {
            case null:
                Begin("bookmark"u8, position, null);
                break;
            case Activity activity:
                Begin("activity"u8, position, activity.Source);
                Write(activity);
                break;
            case Retraction retraction:
                Begin("retraction"u8, position, retraction.Source);
                json.WriteString("id"u8, retraction.NativeId);
                break;
            case Observation observation:
                Begin("observation"u8, position, observation.Source);
                Write(observation);
                break;
            case MemberFact fact:
                Begin("member_fact"u8, position, fact.Source);
                Write(fact);
                break;
            case SourceState state:
                Begin("source_state"u8, position, state.Source);
                Write(state);
                break;
            case Erasure erasure:
                Begin("erasure"u8, position, erasure.Source);
                Member(erasure.Member);
                break;
            default:
                throw new ArgumentException($"{record.GetType().Name} is not a record of the log");
        }
    }

    private void Begin(ReadOnlySpan<byte> type, FeedPosition position, string? source)
    {
        json.WriteString("type"u8, type);
        Span<byte> text = stackalloc byte[96];
        var length = Encoding.ASCII.GetBytes(position.Epoch, text);
        text[length++] = (byte)':';
        Utf8Formatter.TryFormat(position.Sequence, text[length..], out var digits);
        json.WriteString("position"u8, text[..(length + digits)]);
        Text("source"u8, source);
    }

    private void Write(Activity activity)
    {
        json.WriteString("id"u8, activity.NativeId);
        json.WriteString("platform"u8, activity.Platform);
        json.WriteString("kind"u8, Spelling<ActivityKind>.Text(activity.Kind));
        if (activity.Member is { } member)
            Member(member);
        WriteHints(activity.Hints);
        Text("thread"u8, activity.Thread);
        Text("parent"u8, activity.Parent);
        Text("container"u8, activity.Container);
        Instant("occurredAt"u8, activity.OccurredAt);
        Instant("collectedAt"u8, activity.CollectedAt);
        if (activity.Evidence != Evidence.Event)
            json.WriteString("evidence"u8, Spelling<Evidence>.Text(activity.Evidence));
        if (!ReferenceEquals(activity.Attributes, ActivityAttributes.None))
            Write(activity.Attributes);
    }

    private void Write(ActivityAttributes attributes)
    {
        json.WriteStartObject("attributes"u8);
        Text("outcome"u8, attributes.Outcome);
        Flag("asksAnswer"u8, attributes.AsksAnswer);
        Flag("merge"u8, attributes.Merge);
        Flag("draft"u8, attributes.Draft);
        Flag("coAuthor"u8, attributes.CoAuthor);
        Number("linesAdded"u8, attributes.LinesAdded);
        Number("linesDeleted"u8, attributes.LinesDeleted);
        Number("filesChanged"u8, attributes.FilesChanged);
        Number("utcOffsetMinutes"u8, attributes.UtcOffsetMinutes);
        if (attributes.Value is { } value)
            json.WriteNumber("value"u8, value);
        WriteTags(attributes.Tags);
        json.WriteEndObject();
    }

    private void Write(Observation observation)
    {
        json.WriteString("platform"u8, observation.Platform);
        json.WriteString("signal"u8, Spelling<Signal>.Text(observation.Signal));
        json.WriteString("resource"u8, observation.Resource);
        Instant("observedAt"u8, observation.ObservedAt);
        json.WriteNumber("value"u8, observation.Value);
    }

    private void Write(MemberFact fact)
    {
        json.WriteString("platform"u8, fact.Platform);
        Member(fact.Member);
        Hash("handle"u8, fact.Handle);
        Hash("verifiedEmail"u8, fact.VerifiedEmail);
        Hash("claimedEmail"u8, fact.ClaimedEmail);
        Hash("emailDomain"u8, fact.EmailDomain);
        json.WriteString("emailDomainClass"u8, Spelling<EmailDomainClass>.Text(fact.EmailDomainClass));
        Hash("organization"u8, fact.Organization);
        Text("geo"u8, fact.Geo);
        WriteHints(fact.Hints);
        Text("name"u8, fact.Name);
        Instant("accountCreatedAt"u8, fact.AccountCreatedAt);
    }

    private void Write(SourceState state)
    {
        json.WriteString("platform"u8, state.Platform);
        json.WriteString("condition"u8, Spelling<SourceCondition>.Text(state.Condition));
        Text("reason"u8, state.Reason);
        Text("message"u8, state.Message);
        Instant("watermark"u8, state.Watermark);
        Instant("lastSuccess"u8, state.LastSuccess);
        json.WriteNumber("backfillProgress"u8, state.BackfillProgress);
        Flag("truncated"u8, state.Truncated);
    }

    private void Member(MemberId member)
    {
        Span<char> text = stackalloc char[32];
        member.Value.TryFormat(text, out _, "x32", CultureInfo.InvariantCulture);
        json.WriteString("member"u8, text);
    }

    private void Hash(ReadOnlySpan<byte> name, IdentityHash? hash)
    {
        if (hash is { } present)
            json.WriteString(name, present.ToString());
    }

    private void WriteHints(MemberHints hints)
    {
        if (hints == MemberHints.None)
            return;
        json.WriteStartArray("hints"u8);
        foreach (var (hint, text) in Hints)
            if ((hints & hint) != MemberHints.None)
                json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private void WriteTags(IReadOnlyList<string> tags)
    {
        if (tags.Count == 0)
            return;
        json.WriteStartArray("tags"u8);
        foreach (var tag in tags)
            json.WriteStringValue(tag);
        json.WriteEndArray();
    }

    private void Text(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private void Flag(ReadOnlySpan<byte> name, bool set)
    {
        if (set)
            json.WriteBoolean(name, value: true);
    }

    private void Number(ReadOnlySpan<byte> name, int? number)
    {
        if (number is { } present)
            json.WriteNumber(name, present);
    }

    private void Instant(ReadOnlySpan<byte> name, DateTimeOffset? instant)
    {
        if (instant is { } present)
            json.WriteString(name, present.UtcDateTime);
    }
}

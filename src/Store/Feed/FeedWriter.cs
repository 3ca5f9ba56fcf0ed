using System.Text.Json;
using DevRel.Activities;

namespace DevRel.Store;

/// <summary>One entry, one line of JSON. Written by hand: a feed is read from the start by every reader that lost its memory.</summary>
internal sealed class FeedWriter(Utf8Lines output)
{
    private static readonly (MemberHints Hint, JsonEncodedText Text)[] Hints =
    [
        .. Enum.GetValues<MemberHints>()
            .Where(hint => hint != MemberHints.None)
            .Select(hint => (hint, Spelling<MemberHints>.Text(hint))),
    ];

    /// <summary>A reset has no line: the server ends its answer.</summary>
    public void Write(FeedEntry entry)
    {
        Write(entry.Record, entry.Position);
        output.Raw("}\n"u8);
    }

    private void Write(LogRecord? record, FeedPosition position)
    {
        switch (record)
        {
            case null:
                Begin("{\"type\":\"bookmark\",\"position\":\""u8, position, null);
                break;
            case Activity activity:
                Begin("{\"type\":\"activity\",\"position\":\""u8, position, activity.Source);
                Write(activity);
                break;
            case Retraction retraction:
                Begin("{\"type\":\"retraction\",\"position\":\""u8, position, retraction.Source);
                Text("id"u8, retraction.NativeId);
                break;
            case Observation observation:
                Begin("{\"type\":\"observation\",\"position\":\""u8, position, observation.Source);
                Write(observation);
                break;
            case MemberFact fact:
                Begin("{\"type\":\"member_fact\",\"position\":\""u8, position, fact.Source);
                Write(fact);
                break;
            case SourceState state:
                Begin("{\"type\":\"source_state\",\"position\":\""u8, position, state.Source);
                Write(state);
                break;
            case Erasure erasure:
                Begin("{\"type\":\"erasure\",\"position\":\""u8, position, erasure.Source);
                Member(erasure.Member);
                break;
            default:
                throw new ArgumentException($"{record.GetType().Name} is not a record of the log");
        }
    }

    /// <param name="start">The line up to the position.</param>
    private void Begin(ReadOnlySpan<byte> start, FeedPosition position, string? source)
    {
        output.Raw(start);
        output.Text(position.Epoch);
        output.Raw(":"u8);
        output.Number(position.Sequence);
        output.Raw("\""u8);
        Text("source"u8, source);
    }

    private void Write(Activity activity)
    {
        Text("id"u8, activity.NativeId);
        Text("platform"u8, activity.Platform);
        Word("kind"u8, Spelling<ActivityKind>.Text(activity.Kind));
        if (activity.Member is { } member)
            Member(member);
        WriteHints(activity.Hints);
        Text("thread"u8, activity.Thread);
        Text("parent"u8, activity.Parent);
        Text("container"u8, activity.Container);
        Instant("occurredAt"u8, activity.OccurredAt);
        Instant("collectedAt"u8, activity.CollectedAt);
        if (activity.Evidence != Evidence.Event)
            Word("evidence"u8, Spelling<Evidence>.Text(activity.Evidence));
        if (!ReferenceEquals(activity.Attributes, ActivityAttributes.None))
            Write(activity.Attributes);
    }

    private void Write(ActivityAttributes attributes)
    {
        output.Property("attributes"u8);
        output.Raw("{"u8);
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
            Number("value"u8, value);
        WriteTags(attributes.Tags);
        output.Raw("}"u8);
    }

    private void Write(Observation observation)
    {
        Text("platform"u8, observation.Platform);
        Word("signal"u8, Spelling<Signal>.Text(observation.Signal));
        Text("resource"u8, observation.Resource);
        Instant("observedAt"u8, observation.ObservedAt);
        Number("value"u8, observation.Value);
    }

    private void Write(MemberFact fact)
    {
        Text("platform"u8, fact.Platform);
        Member(fact.Member);
        Hash("handle"u8, fact.Handle);
        Hash("verifiedEmail"u8, fact.VerifiedEmail);
        Hash("claimedEmail"u8, fact.ClaimedEmail);
        Hash("emailDomain"u8, fact.EmailDomain);
        Word("emailDomainClass"u8, Spelling<EmailDomainClass>.Text(fact.EmailDomainClass));
        Hash("organization"u8, fact.Organization);
        Text("geo"u8, fact.Geo);
        WriteHints(fact.Hints);
        Text("name"u8, fact.Name);
        Instant("accountCreatedAt"u8, fact.AccountCreatedAt);
    }

    private void Write(SourceState state)
    {
        Text("platform"u8, state.Platform);
        Word("condition"u8, Spelling<SourceCondition>.Text(state.Condition));
        Text("reason"u8, state.Reason);
        Text("message"u8, state.Message);
        Instant("watermark"u8, state.Watermark);
        Instant("lastSuccess"u8, state.LastSuccess);
        Number("backfillProgress"u8, state.BackfillProgress);
        Flag("truncated"u8, state.Truncated);
    }

    private void Member(MemberId member)
    {
        output.Property("member"u8);
        output.Raw("\""u8);
        output.Hexadecimal(member.Value);
        output.Raw("\""u8);
    }

    private void Hash(ReadOnlySpan<byte> name, IdentityHash? hash)
    {
        if (hash is { } present)
            Text(name, present.ToString());
    }

    private void WriteHints(MemberHints hints)
    {
        if (hints == MemberHints.None)
            return;
        output.Property("hints"u8);
        output.Raw("["u8);
        var count = 0;
        foreach (var (hint, text) in Hints)
            if ((hints & hint) != MemberHints.None)
            {
                output.Raw(count++ == 0 ? "\""u8 : ",\""u8);
                output.Raw(text.EncodedUtf8Bytes);
                output.Raw("\""u8);
            }

        output.Raw("]"u8);
    }

    private void WriteTags(IReadOnlyList<string> tags)
    {
        if (tags.Count == 0)
            return;
        output.Property("tags"u8);
        var before = "[\""u8;
        foreach (var tag in tags)
        {
            output.Raw(before);
            output.Text(tag);
            before = "\",\""u8;
        }

        output.Raw("\"]"u8);
    }

    private void Text(ReadOnlySpan<byte> name, string? text)
    {
        if (text is null)
            return;
        output.Property(name);
        output.Raw("\""u8);
        output.Text(text);
        output.Raw("\""u8);
    }

    private void Word(ReadOnlySpan<byte> name, JsonEncodedText word)
    {
        output.Property(name);
        output.Raw("\""u8);
        output.Raw(word.EncodedUtf8Bytes);
        output.Raw("\""u8);
    }

    private void Flag(ReadOnlySpan<byte> name, bool set)
    {
        if (!set)
            return;
        output.Property(name);
        output.Raw("true"u8);
    }

    private void Number(ReadOnlySpan<byte> name, int? number)
    {
        if (number is not { } present)
            return;
        output.Property(name);
        output.Number(present);
    }

    private void Number(ReadOnlySpan<byte> name, double number)
    {
        output.Property(name);
        output.Number(number);
    }

    private void Instant(ReadOnlySpan<byte> name, DateTimeOffset? instant)
    {
        if (instant is not { } present)
            return;
        output.Property(name);
        output.Raw("\""u8);
        output.Instant(present);
        output.Raw("\""u8);
    }
}

using System.Text.Json;
using DevRel.Activities;

namespace DevRel.Store;

/// <summary>Reads what follows the source in the lines that are not activities. Null: of a set that a later version enlarged.</summary>
internal static class RecordLines
{
    public static Observation? Observation(ref Utf8JsonReader json, string source, TextCache texts)
    {
        string platform = "",
            resource = "";
        Signal? signal = null;
        var (observed, value) = (default(DateTimeOffset), 0d);
        while (Values.Next(ref json, out var name))
        {
            if (name.SequenceEqual("platform"u8))
                platform = texts.Get(ref json);
            else if (name.SequenceEqual("signal"u8))
                signal = Values.Known<Signal>(ref json, texts);
            else if (name.SequenceEqual("resource"u8))
                resource = texts.Get(ref json);
            else if (name.SequenceEqual("observedAt"u8))
                observed = json.GetDateTimeOffset();
            else if (name.SequenceEqual("value"u8))
                value = json.GetDouble();
            else
                json.Skip();
        }

        return signal is { } known
            ? new Observation
            {
                Source = source,
                Platform = platform,
                Signal = known,
                Resource = resource,
                ObservedAt = observed,
                Value = value,
            }
            : null;
    }

    public static MemberFact Fact(ref Utf8JsonReader json, string source, TextCache texts)
    {
        var fact = new MemberFact
        {
            Source = source,
            Platform = "",
            Member = default,
        };
        while (Values.Next(ref json, out var name))
        {
            if (name.SequenceEqual("platform"u8))
                fact = fact with { Platform = texts.Get(ref json) };
            else if (name.SequenceEqual("member"u8))
                fact = fact with { Member = Values.Member(ref json) };
            else if (name.SequenceEqual("handle"u8))
                fact = fact with { Handle = Values.Hash(ref json) };
            else if (name.SequenceEqual("verifiedEmail"u8))
                fact = fact with { VerifiedEmail = Values.Hash(ref json) };
            else if (name.SequenceEqual("claimedEmail"u8))
                fact = fact with { ClaimedEmail = Values.Hash(ref json) };
            else if (name.SequenceEqual("emailDomain"u8))
                fact = fact with { EmailDomain = Values.Hash(ref json) };
            else if (name.SequenceEqual("emailDomainClass"u8))
                fact = fact with
                {
                    EmailDomainClass = Values.Known<EmailDomainClass>(ref json, texts) ?? EmailDomainClass.Unknown,
                };
            else if (name.SequenceEqual("organization"u8))
                fact = fact with { Organization = Values.Hash(ref json) };
            else if (name.SequenceEqual("geo"u8))
                fact = fact with { Geo = texts.Get(ref json) };
            else if (name.SequenceEqual("hints"u8))
                fact = fact with { Hints = Values.Hints(ref json, texts) };
            else if (name.SequenceEqual("name"u8))
                fact = fact with { Name = json.GetString() };
            else if (name.SequenceEqual("accountCreatedAt"u8))
                fact = fact with { AccountCreatedAt = json.GetDateTimeOffset() };
            else
                json.Skip();
        }

        return fact;
    }

    public static SourceState State(ref Utf8JsonReader json, string source, TextCache texts)
    {
        var state = new SourceState
        {
            Source = source,
            Platform = "",
            Condition = SourceCondition.Failing,
        };
        while (Values.Next(ref json, out var name))
        {
            if (name.SequenceEqual("platform"u8))
                state = state with { Platform = texts.Get(ref json) };
            else if (name.SequenceEqual("condition"u8))
                state = state with
                {
                    Condition = Values.Known<SourceCondition>(ref json, texts) ?? SourceCondition.Failing,
                };
            else if (name.SequenceEqual("reason"u8))
                state = state with { Reason = texts.Get(ref json) };
            else if (name.SequenceEqual("message"u8))
                state = state with { Message = json.GetString() };
            else if (name.SequenceEqual("watermark"u8))
                state = state with { Watermark = json.GetDateTimeOffset() };
            else if (name.SequenceEqual("lastSuccess"u8))
                state = state with { LastSuccess = json.GetDateTimeOffset() };
            else if (name.SequenceEqual("backfillProgress"u8))
                state = state with { BackfillProgress = json.GetDouble() };
            else if (name.SequenceEqual("truncated"u8))
                state = state with { Truncated = json.GetBoolean() };
            else
                json.Skip();
        }

        return state;
    }

    public static Erasure Erasure(ref Utf8JsonReader json, string source)
    {
        MemberId? member = null;
        while (Values.Next(ref json, out var name))
        {
            if (name.SequenceEqual("member"u8))
                member = Values.Member(ref json);
            else
                json.Skip();
        }

        return new Erasure { Source = source, Member = member ?? throw new JsonException("an erasure without member") };
    }
}

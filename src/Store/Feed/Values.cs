using System.Globalization;
using System.Text.Json;
using DevRel.Activities;

namespace DevRel.Store;

/// <summary>Reads the values that several kinds of line share.</summary>
internal static class Values
{
    /// <summary>Stands on the value of the next property; false at the end of the object.</summary>
    public static bool Next(ref Utf8JsonReader json, out ReadOnlySpan<byte> name)
    {
        FeedParser.Expect(json.Read(), "more of the line");
        name = json.ValueSpan;
        if (json.TokenType == JsonTokenType.EndObject)
            return false;
        FeedParser.Expect(json.TokenType == JsonTokenType.PropertyName && json.Read(), "a property");
        return true;
    }

    public static MemberId Member(ref Utf8JsonReader json)
    {
        FeedParser.Expect(
            json.ValueSpan.Length == 32
                & UInt128.TryParse(
                    json.ValueSpan,
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var value
                ),
            "a member of 32 hexadecimal digits"
        );
        return new MemberId(value);
    }

    public static IdentityHash Hash(ref Utf8JsonReader json)
    {
        FeedParser.Expect(
            IdentityHash.TryParse(json.GetString() ?? "", out var hash),
            "a hash of 16 hexadecimal digits"
        );
        return hash;
    }

    public static MemberHints Hints(ref Utf8JsonReader json, TextCache texts)
    {
        var hints = MemberHints.None;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            hints |= Known<MemberHints>(ref json, texts) ?? MemberHints.None;
        return hints;
    }

    public static IReadOnlyList<string> Texts(ref Utf8JsonReader json, TextCache texts)
    {
        var found = new List<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            found.Add(texts.Get(ref json));
        return found;
    }

    /// <summary>Null for a value that a later version added.</summary>
    public static T? Known<T>(ref Utf8JsonReader json, TextCache texts)
        where T : struct, Enum => Spelling<T>.TryParse(texts.Get(ref json), out var value) ? value : null;
}

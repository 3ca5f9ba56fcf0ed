using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DevRel.Activities;

namespace DevRel.Collectors.Door;

/// <summary>Ids, tags and outcomes: short, and free of addresses.</summary>
internal sealed partial class Labels(Pseudonyms pseudonyms)
{
    public const int MaxId = 200;
    public const int MaxTags = 20;
    public const int MaxTag = 50;

    public string? IdOrNull(string? id) => string.IsNullOrEmpty(id) ? null : Id(id);

    /// <summary>As it is, where it is short and holds no address; else a stable stand-in, equal for equal ids.</summary>
    public string Id(string id)
    {
        if (Addresses().IsMatch(id))
            return "hidden/" + pseudonyms.Member("native id", id);
        if (id.Length <= MaxId)
            return id;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));
        return id[..(MaxId - 33)] + "~" + hash;
    }

    public ActivityAttributes Clean(ActivityAttributes attributes)
    {
        var clean = attributes.Outcome is null || Word().IsMatch(attributes.Outcome);
        if (clean && attributes.Tags.Count == 0 && attributes.Value is null)
            return attributes;
        return attributes with
        {
            Outcome = clean ? attributes.Outcome : null,
            Value = attributes.Value is { } value && double.IsFinite(value) ? value : null,
            Tags = [.. attributes.Tags.Where(IsTag).Select(Short).Take(MaxTags)],
        };
    }

    /// <summary>Labels are the maintainers' words; one with an address or a mention in it points at a person.</summary>
    private static bool IsTag(string tag) => tag.Length > 0 && !tag.Contains('@') && !Addresses().IsMatch(tag);

    private static string Short(string tag)
    {
        if (tag.Length <= MaxTag)
            return tag;
        // Never half of a surrogate pair.
        var length = char.IsHighSurrogate(tag[MaxTag - 1]) ? MaxTag - 1 : MaxTag;
        return tag[..length];
    }

    [GeneratedRegex(@"://|[^\s@/<>]+@[^\s@/<>]+\.[^\s@/<>]+", RegexOptions.None, 1000)]
    private static partial Regex Addresses();

    [GeneratedRegex("^[a-z_]{1,40}$", RegexOptions.None, 1000)]
    private static partial Regex Word();
}

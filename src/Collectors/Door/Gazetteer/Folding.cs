using System.Collections.Frozen;
using System.Text;

namespace DevRel.Collectors.Door.Gazetteer;

/// <summary>Brings «São Paulo», «sao paulo» and «SAO-PAULO» to one spelling. Its own table, because culture data is switched off.</summary>
internal static class Folding
{
    private static readonly FrozenDictionary<char, string> Plain = new Dictionary<string, string>
    {
        ["àáâãäåāăąạảấầẩẫậắằẳẵặ"] = "a",
        ["çćĉċč"] = "c",
        ["ďđð"] = "d",
        ["èéêëēĕėęěẹẻẽềếểễệə"] = "e",
        ["ĝğġģ"] = "g",
        ["ĥħ"] = "h",
        ["ìíîïĩīĭįıỉị"] = "i",
        ["ķ"] = "k",
        ["ĺļľŀł"] = "l",
        ["ñńņňŋ"] = "n",
        ["òóôõöøōŏőơọỏốồổỗộớờởỡợ"] = "o",
        ["ŕŗř"] = "r",
        ["śŝşšș"] = "s",
        ["ţťŧț"] = "t",
        ["ùúûüũūŭůűųưụủứừửữự"] = "u",
        ["ŵ"] = "w",
        ["ýÿŷỳỵỷỹ"] = "y",
        ["źżž"] = "z",
        ["ß"] = "ss",
        ["æ"] = "ae",
        ["œ"] = "oe",
        ["þ"] = "th",
        ["’ʻ‘`´"] = "'",
        ["-_"] = " ",
        ["."] = "",
        ["̇"] = "",
    }
        .SelectMany(row => row.Key.Select(letter => KeyValuePair.Create(letter, row.Value)))
        .ToFrozenDictionary();

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant())
        {
            if (Plain.TryGetValue(letter, out var plain))
                folded.Append(plain);
            else
                folded.Append(letter);
        }

        return string.Join(' ', folded.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}

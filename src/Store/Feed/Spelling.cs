using System.Collections.Frozen;
using System.Text.Json;

namespace DevRel.Store;

/// <summary>How the members of a closed set are spelled on the wire: snake_case, as <see cref="Activities.ActivityKinds"/> spells kinds.</summary>
internal static class Spelling<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, JsonEncodedText> Texts = Enum.GetValues<T>()
        .ToFrozenDictionary(value => value, value => JsonEncodedText.Encode(Spell(value)));

    private static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>()
        .ToFrozenDictionary(Spell, value => value, StringComparer.Ordinal);

    public static JsonEncodedText Text(T value) => Texts[value];

    public static bool TryParse(string text, out T value) => Values.TryGetValue(text, out value);

    private static string Spell(T value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

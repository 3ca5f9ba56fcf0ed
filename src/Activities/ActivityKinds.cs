using System.Collections.Frozen;
using System.Text;

namespace DevRel.Activities;

/// <summary>The spelling of <see cref="ActivityKind"/> outside the code: <c>pull_request_merged</c>.</summary>
public static class ActivityKinds
{
    public static IReadOnlyList<ActivityKind> All { get; } = Enum.GetValues<ActivityKind>();

    private static readonly FrozenDictionary<ActivityKind, string> Names = All.ToFrozenDictionary(kind => kind, Spell);
    private static readonly FrozenDictionary<string, ActivityKind> Kinds = Names.ToFrozenDictionary(
        pair => pair.Value,
        pair => pair.Key,
        StringComparer.Ordinal
    );

    public static string Name(this ActivityKind kind) => Names[kind];

    public static bool TryParse(string name, out ActivityKind kind) => Kinds.TryGetValue(name, out kind);

    private static string Spell(ActivityKind kind)
    {
        var name = new StringBuilder();
        foreach (var letter in kind.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}

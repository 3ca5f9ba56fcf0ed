using System.Collections.Frozen;

namespace DevRel.Models.Members;

/// <summary>
/// The closed set of the label <c>geo</c>: the 22 subregions of UN M49 ("Standard country or area codes for statistical use"), where
/// Sub-Saharan Africa and Latin America are given by their parts; <c>unknown</c> for who does not say.
/// </summary>
public static class Geography
{
    public const string Unknown = "unknown";

    /// <summary>What small groups are merged into; never the geo of a person.</summary>
    public const string Other = "other";

    /// <summary>By continent, as UN M49 lists them.</summary>
    public static IReadOnlyList<string> Subregions { get; } =
    [
        "Northern Africa",
        "Eastern Africa",
        "Middle Africa",
        "Southern Africa",
        "Western Africa",
        "Caribbean",
        "Central America",
        "South America",
        "Northern America",
        "Central Asia",
        "Eastern Asia",
        "South-eastern Asia",
        "Southern Asia",
        "Western Asia",
        "Eastern Europe",
        "Northern Europe",
        "Southern Europe",
        "Western Europe",
        "Australia and New Zealand",
        "Melanesia",
        "Micronesia",
        "Polynesia",
    ];

    /// <summary>Subregions and <c>unknown</c>: every value a person can have. Index 0 is <c>unknown</c>.</summary>
    public static IReadOnlyList<string> Values { get; } = [Unknown, .. Subregions];

    private static readonly FrozenDictionary<string, byte> Indexes = Values
        .Select((name, index) => (name, index))
        .ToFrozenDictionary(pair => pair.name, pair => checked((byte)pair.index), StringComparer.OrdinalIgnoreCase);

    /// <summary>Index into <see cref="Values"/>; 0 (unknown) and false for a name that UN M49 does not have.</summary>
    public static bool TryIndex(string? name, out byte index)
    {
        index = 0;
        return name is not null && Indexes.TryGetValue(name.Trim(), out index);
    }
}

/// <summary>The closed set of the label <c>vertical</c>, without <c>other</c>, which small groups are merged into.</summary>
public static class Verticals
{
    public const string Unknown = "unknown";

    /// <summary>Index 0 is <c>unknown</c>.</summary>
    public static IReadOnlyList<string> Values { get; } =
    [Unknown, "for_profit", "non_commercial", "academia", "public_sector", "individual"];

    public static readonly byte Academia = IndexOf("academia");
    public static readonly byte PublicSector = IndexOf("public_sector");

    /// <summary>Index into <see cref="Values"/>; 0 (unknown) and false for any other word.</summary>
    public static bool TryIndex(string? name, out byte index)
    {
        index = 0;
        if (name is null)
            return false;
        for (var i = 0; i < Values.Count; i++)
        {
            if (!string.Equals(Values[i], name.Trim(), StringComparison.OrdinalIgnoreCase))
                continue;
            index = checked((byte)i);
            return true;
        }

        return false;
    }

    private static byte IndexOf(string name) => TryIndex(name, out var index) ? index : (byte)0;
}

namespace DevRel.Models.Engine;

/// <summary>Numbers for (source, platform), in order of arrival: never let a number decide an order that is seen.</summary>
public sealed class Names
{
    private readonly Dictionary<(string Source, string Platform), ushort> numbers = [];
    private readonly List<(string Source, string Platform)> origins = [];

    public int Count => origins.Count;

    public string Source(ushort origin) => origins[origin].Source;

    public string Platform(ushort origin) => origins[origin].Platform;

    internal ushort Number(string source, string platform)
    {
        if (numbers.TryGetValue((source, platform), out var known))
            return known;
        var number = checked((ushort)origins.Count);
        origins.Add((source, platform));
        numbers.Add((source, platform), number);
        return number;
    }
}

using System.Reflection;

namespace DevRel.Collectors.Door.Gazetteer;

/// <summary>The names of <c>places.txt</c>, whose head explains its lines.</summary>
internal sealed class PlaceNames
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> codes = new(StringComparer.Ordinal);
    private readonly HashSet<string> whole = new(StringComparer.Ordinal);
    private readonly List<string> unspaced = [];

    public static PlaceNames Shipped { get; } = Read(Text("places.txt"));

    public int MostWords { get; private set; }

    /// <summary>In scripts written without spaces, names are looked for inside a longer text; longest first.</summary>
    public IReadOnlyList<string> Unspaced => unspaced;

    public IReadOnlyCollection<string> Subregions =>
        names.Values.SelectMany(set => set).ToHashSet(StringComparer.Ordinal);

    /// <summary>Subregions of a folded name; empty for one that says nothing; null for one not known.</summary>
    public IReadOnlySet<string>? Find(string name, bool inside)
    {
        if (inside && whole.Contains(name))
            return null;
        return names.TryGetValue(name, out var found) ? found : null;
    }

    /// <summary>Of an upper-case code of a country or state.</summary>
    public IReadOnlySet<string> OfCode(string code) => codes.TryGetValue(code, out var found) ? found : Nothing;

    public static string Text(string file)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static PlaceNames Read(string text)
    {
        var places = new PlaceNames();
        var section = "";
        foreach (
            var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')
        )
        {
            if (line[0] == '[')
                section = line.Trim('[', ']');
            else
                places.Add(section, line);
        }

        places.unspaced.Sort((one, other) => other.Length.CompareTo(one.Length));
        return places;
    }

    private void Add(string section, string line)
    {
        var word = line.Split(' ')[0];
        var rest = line[(word.Length + 1)..];
        switch (word)
        {
            case "country":
                AddCodes(section, rest[..2], rest[3..6]);
                AddNames(section, rest[7..].Split('|'));
                break;
            case "state":
                var code = rest.Split(' ')[0];
                if (code != "-")
                    AddCodes(section, code);
                AddNames(section, rest[(code.Length + 1)..].Split('|'));
                break;
            case "only":
                AddNames(section, rest.Split(", "));
                whole.UnionWith(rest.Split(", ").Select(Folding.Fold));
                break;
            default:
                AddNames(section, rest.Split(", "));
                break;
        }
    }

    private void AddCodes(string section, params string[] added)
    {
        foreach (var code in added)
            Set(codes, code).Add(section);
    }

    private void AddNames(string section, IEnumerable<string> added)
    {
        foreach (var name in added.Select(Folding.Fold))
        {
            var set = Set(names, name);
            if (section != "-")
                set.Add(section);
            MostWords = Math.Max(MostWords, name.Split(' ').Length);
            if (name[0] >= '⺀' && name.Length > 1)
                unspaced.Add(name);
        }
    }

    private static HashSet<string> Set(Dictionary<string, HashSet<string>> into, string key)
    {
        if (!into.TryGetValue(key, out var set))
            into[key] = set = new HashSet<string>(StringComparer.Ordinal);
        return set;
    }
}

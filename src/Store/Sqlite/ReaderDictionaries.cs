namespace DevRel.Store.Sqlite;

/// <summary>The reader's side of the dictionary tables: number in, text out. Ids are never used twice, so what was read once stays true.</summary>
internal sealed class ReaderDictionaries(Database database)
{
    private const int Remembered = 200_000;

    private readonly Statement readSource = database.Prepare("SELECT name FROM source WHERE id = ?");
    private readonly Statement readWord = database.Prepare("SELECT text FROM word WHERE id = ?");
    private readonly Statement readName = database.Prepare("SELECT text FROM name WHERE id = ?");
    private readonly Dictionary<long, string> sources = [];
    private readonly Dictionary<long, string> words = [];
    private readonly Dictionary<long, IReadOnlyList<string>> tags = [];
    private readonly Dictionary<long, Name> names = [];

    public string Source(long id) => Lookup(sources, id, readSource, text => text);

    public string Word(long id) => Lookup(words, id, readWord, text => text);

    public string? Word(long? id) => id is { } present ? Word(present) : null;

    public IReadOnlyList<string> Tags(long id) => Lookup(tags, id, readWord, text => text.Split('\n'));

    public Name Name(long id) => Lookup(names, id, readName, Sqlite.Name.Parse);

    private static T Lookup<T>(Dictionary<long, T> known, long id, Statement read, Func<string, T> parse)
    {
        if (known.TryGetValue(id, out var value))
            return value;
        read.Bind(1, id);
        value = parse(
            read.Step() ? read.Text(0) : throw new InvalidOperationException($"dictionary entry {id} is gone")
        );
        read.Reset();
        if (known.Count >= Remembered)
            known.Clear();
        return known[id] = value;
    }
}

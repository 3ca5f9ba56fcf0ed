using DevRel.Activities;

namespace DevRel.Store.Sqlite;

/// <summary>The writer's side of the dictionary tables: text or pseudonym in, small number out. What is remembered is bounded.</summary>
internal sealed class Dictionaries(Database database)
{
    private const int Remembered = 100_000;

    private readonly Dictionary<string, long> sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> words = new(StringComparer.Ordinal);
    private readonly Dictionary<UInt128, long> members = [];
    private readonly Statement findSource = database.Prepare("SELECT id FROM source WHERE name = ?");
    private readonly Statement addSource = database.Prepare("INSERT INTO source (name) VALUES (?)");
    private readonly Statement findWord = database.Prepare("SELECT id FROM word WHERE text = ?");
    private readonly Statement addWord = database.Prepare("INSERT INTO word (text) VALUES (?)");
    private readonly Statement findMember = database.Prepare("SELECT id FROM member WHERE pseudonym = ?");
    private readonly Statement addMember = database.Prepare("INSERT INTO member (pseudonym) VALUES (?)");

    public NameTable Names { get; } = new(database);

    public long Source(string name) => Number(sources, findSource, addSource, name);

    public long? FindSource(string name) => sources.TryGetValue(name, out var id) ? id : Find(findSource, name);

    public long Word(string text) => Number(words, findWord, addWord, text);

    public long? Word(IReadOnlyList<string> tags) =>
        tags.Count switch
        {
            0 => null,
            1 => Word(tags[0]),
            _ => Word(string.Join('\n', tags)),
        };

    public long Member(MemberId member)
    {
        if (members.TryGetValue(member.Value, out var id))
            return id;
        id = FindMember(member) ?? AddMember(member);
        if (members.Count >= Remembered)
            members.Clear();
        return members[member.Value] = id;
    }

    public long? FindMember(MemberId member)
    {
        findMember.Bind(1, member.Value);
        return First(findMember);
    }

    /// <summary>After a rollback or a deletion nothing remembered can be trusted.</summary>
    public void Forget()
    {
        sources.Clear();
        words.Clear();
        members.Clear();
        Names.Forget();
    }

    private long AddMember(MemberId member)
    {
        addMember.Bind(1, member.Value);
        addMember.Run();
        return database.LastInsertedId;
    }

    private long Number(Dictionary<string, long> known, Statement find, Statement add, string text)
    {
        if (known.TryGetValue(text, out var id))
            return id;
        id = Find(find, text) ?? Add(add, text);
        if (known.Count >= Remembered)
            known.Clear();
        return known[text] = id;
    }

    private static long? Find(Statement find, string text)
    {
        find.Bind(1, text);
        return First(find);
    }

    private long Add(Statement add, string text)
    {
        add.Bind(1, text);
        add.Run();
        return database.LastInsertedId;
    }

    private static long? First(Statement statement)
    {
        long? found = statement.Step() ? statement.Integer(0) : null;
        statement.Reset();
        return found;
    }
}

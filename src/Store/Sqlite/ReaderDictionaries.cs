using DevRel.Activities;

namespace DevRel.Store.Sqlite;

/// <summary>The reader's side of the dictionary tables: number in, text or pseudonym out. Ids are never used twice, so what was read once stays true.</summary>
internal sealed class ReaderDictionaries(Database database)
{
    private const int MostTexts = 1 << 18;

    // 32 bytes each: what half a million people take is all the memory a reader keeps.
    private const int MostMembers = 1 << 19;

    private readonly IdCache<string> sources = Texts(database, "SELECT name FROM source WHERE id = ?", text => text);
    private readonly IdCache<string> words = Texts(database, "SELECT text FROM word WHERE id = ?", text => text);
    private readonly IdCache<string[]> tags = Texts(
        database,
        "SELECT text FROM word WHERE id = ?",
        text => text.Split('\n')
    );
    private readonly IdCache<Name> names = Texts(database, "SELECT text FROM name WHERE id = ?", Sqlite.Name.Parse);
    private readonly IdCache<MemberId> members = Open(
        database,
        "SELECT pseudonym FROM member WHERE id = ?",
        MostMembers,
        row => new MemberId(row.Wide(0))
    );

    public string Source(long id) => sources.Get(id);

    public string Word(long id) => words.Get(id);

    public string? WordOrNull(long id) => id == 0 ? null : words.Get(id);

    /// <summary>None for 0.</summary>
    public IReadOnlyList<string> Tags(long id) => id == 0 ? [] : tags.Get(id);

    public Name Name(long id) => names.Get(id);

    public MemberId? MemberOrNull(long id) => id == 0 ? null : members.Get(id);

    private static IdCache<T> Texts<T>(Database database, string sql, Func<string, T> parse) =>
        Open(database, sql, MostTexts, row => parse(row.Text(0)));

    private static IdCache<T> Open<T>(Database database, string sql, int most, Func<Statement, T> parse)
    {
        var read = database.Prepare(sql);
        return new IdCache<T>(
            most,
            id =>
            {
                read.Bind(1, id);
                if (!read.Step())
                    throw SqliteFailures.Corrupt(database.Path, $"entry {id} of a dictionary is gone");
                var value = parse(read);
                read.Reset();
                return value;
            }
        );
    }
}

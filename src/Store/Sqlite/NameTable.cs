using System.Globalization;

namespace DevRel.Store.Sqlite;

/// <summary>Writes ids as <see cref="IdForm"/>. Names of a source are few; all of them are kept in memory.</summary>
internal sealed class NameTable(Database database)
{
    /// <summary>A platform whose ids have no form we know makes no more names than this a source; the rest is stored whole.</summary>
    public const int Most = 20_000;

    private readonly Dictionary<long, Dictionary<string, long>> sources = [];
    private readonly Statement read = database.Prepare("SELECT id, text FROM name WHERE source = ?");
    private readonly Statement insert = database.Prepare("INSERT INTO name (source, text) VALUES (?, ?)");

    /// <summary>Binds name and part to two parameters. Makes the name when it is new.</summary>
    public void Bind(Statement statement, int name, int part, long source, string id)
    {
        var form = IdForm.Of(id);
        var number = Find(source, form, id, out var known) ? known : Add(source, ref form, id);
        statement.Bind(name, number);
        BindPart(statement, part, form, id);
    }

    /// <summary>As <see cref="Bind"/>; false, and nothing bound, when no row can have this id.</summary>
    public bool BindKnown(Statement statement, int name, int part, long source, string id)
    {
        var form = IdForm.Of(id);
        if (!Find(source, form, id, out var number))
        {
            form = new IdForm(PartKind.Text, 0, id.Length);
            if (!Find(source, form, id, out number))
                return false;
        }

        statement.Bind(name, number);
        BindPart(statement, part, form, id);
        return true;
    }

    /// <summary>After a rollback nothing remembered can be trusted.</summary>
    public void Forget() => sources.Clear();

    private bool Find(long source, IdForm form, string id, out long number)
    {
        Span<char> buffer = id.Length < 256 ? stackalloc char[256] : new char[id.Length + 1];
        return Names(source).GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(form.Name(id, buffer), out number);
    }

    private long Add(long source, ref IdForm form, string id)
    {
        var names = Names(source);
        if (names.Count >= Most)
            form = new IdForm(PartKind.Text, 0, id.Length);
        var text = form.Name(id, new char[id.Length + 1]).ToString();
        if (names.TryGetValue(text, out var known))
            return known;
        insert.Bind(1, source);
        insert.Bind(2, text);
        insert.Run();
        return names[text] = database.LastInsertedId;
    }

    private Dictionary<string, long> Names(long source)
    {
        if (sources.TryGetValue(source, out var names))
            return names;
        names = new Dictionary<string, long>(StringComparer.Ordinal);
        read.Bind(1, source);
        while (read.Step())
            names.Add(read.Text(1), read.Integer(0));
        return sources[source] = names;
    }

    private static void BindPart(Statement statement, int part, IdForm form, string id)
    {
        var text = id.AsSpan(form.Start, form.Length);
        if (form.Kind == PartKind.Number)
            statement.Bind(part, long.Parse(text, CultureInfo.InvariantCulture));
        else if (form.Kind == PartKind.Hash)
            statement.Bind(part, Convert.FromHexString(text));
        else
            statement.Bind(part, id);
    }
}

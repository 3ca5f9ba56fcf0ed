using DevRel.Activities;
using SQLitePCL;

namespace DevRel.Store.Sqlite;

/// <summary>The inverse of <see cref="ActivityTable"/>. No join: what a number stands for is remembered. Dictionary numbers begin at 1, so 0 is NULL.</summary>
internal sealed class ActivityReader(ReaderDictionaries dictionaries)
{
    private const string Query =
        "SELECT sequence, source, name, part, platform, kind, member, hints, thread, thread_part, parent, parent_part, "
        + "container, occurred, collected, evidence, flags, outcome, tags, lines_added, lines_deleted, files_changed, utc_offset, value "
        + "FROM activity WHERE sequence > ? ORDER BY sequence LIMIT ?";

    private const int FirstNumber = 19;
    private const int LastNumber = 23;
    private const int MostShared = 4096;

    private readonly Shared[] threads = new Shared[MostShared];
    private readonly Dictionary<(long Flags, long Outcome, long Tags), ActivityAttributes> attributes = new()
    {
        [default] = ActivityAttributes.None,
    };

    public LogCursor Open(Database database) => new(database.Prepare(Query), Read);

    private LogRecord Read(Statement row)
    {
        var source = dictionaries.Source(row.Integer(1));
        var id = dictionaries.Name(row.Integer(2)).Join(row, 3);
        var kind = row.Integer(5);
        if (kind == ActivityTable.Retracted)
            return new Retraction { Source = source, NativeId = id };
        return new Activity
        {
            Source = source,
            NativeId = id,
            Platform = dictionaries.Word(row.Integer(4)),
            Kind = (ActivityKind)kind,
            Member = dictionaries.MemberOrNull(row.Integer(6)),
            Hints = (MemberHints)row.Integer(7),
            Thread = Id(row, 8),
            Parent = Id(row, 10),
            Container = dictionaries.WordOrNull(row.Integer(12)),
            OccurredAt = Instants.Read(row.Integer(13)),
            CollectedAt = Instants.Read(row.Integer(14)),
            Evidence = (Evidence)row.Integer(15),
            Attributes = Attributes(row),
        };
    }

    /// <summary>Threads and parents come again soon; those that number them share one text.</summary>
    private string? Id(Statement row, int column)
    {
        var name = row.Integer(column);
        if (name == 0)
            return null;
        if (row.Type(column + 1) != raw.SQLITE_INTEGER)
            return dictionaries.Name(name).Join(row, column + 1);
        var part = row.Integer(column + 1);
        ref var known = ref threads[unchecked((name * 0x9E3779B1) + part) & (MostShared - 1)];
        if (known.Name != name || known.Part != part)
            known = new Shared(name, part, dictionaries.Name(name).Join(row, column + 1));
        return known.Text;
    }

    private ActivityAttributes Attributes(Statement row)
    {
        var key = (row.Integer(16), row.Integer(17), row.Integer(18));
        for (var column = FirstNumber; column <= LastNumber; column++)
            if (!row.IsNull(column))
                return WithNumbers(row, Attributes(key));
        return Attributes(key);
    }

    /// <summary>Few combinations for many activities: each is one object.</summary>
    private ActivityAttributes Attributes((long Flags, long Outcome, long Tags) key)
    {
        if (attributes.TryGetValue(key, out var known))
            return known;
        if (attributes.Count >= MostShared)
            attributes.Clear();
        var flags = (StoredFlags)key.Flags;
        return attributes[key] = new ActivityAttributes
        {
            Outcome = dictionaries.WordOrNull(key.Outcome),
            AsksAnswer = flags.HasFlag(StoredFlags.AsksAnswer),
            Merge = flags.HasFlag(StoredFlags.Merge),
            Draft = flags.HasFlag(StoredFlags.Draft),
            CoAuthor = flags.HasFlag(StoredFlags.CoAuthor),
            Tags = dictionaries.Tags(key.Tags),
        };
    }

    private static ActivityAttributes WithNumbers(Statement row, ActivityAttributes shared) =>
        shared with
        {
            LinesAdded = (int?)row.IntegerOrNull(19),
            LinesDeleted = (int?)row.IntegerOrNull(20),
            FilesChanged = (int?)row.IntegerOrNull(21),
            UtcOffsetMinutes = (int?)row.IntegerOrNull(22),
            Value = row.IsNull(23) ? null : row.Real(23),
        };

    private readonly record struct Shared(long Name, long Part, string Text);
}

using DevRel.Activities;

namespace DevRel.Store.Sqlite;

internal sealed class ActivityReader(ReaderDictionaries dictionaries)
{
    private const string Query =
        "SELECT a.sequence, source, name, part, platform, kind, m.pseudonym, hints, thread, thread_part, parent, parent_part, "
        + "container, occurred, collected, evidence, flags, outcome, lines_added, lines_deleted, files_changed, utc_offset, value, tags "
        + "FROM activity a LEFT JOIN member m ON m.id = a.member WHERE a.sequence > ? ORDER BY a.sequence LIMIT ?";

    private const int FirstAttribute = 17;
    private const int LastAttribute = 23;

    public LogCursor Open(Database database) => new(database.Prepare(Query), Read);

    private LogRecord Read(Statement row)
    {
        var source = dictionaries.Source(row.Integer(1));
        var id = dictionaries.Name(row.Integer(2)).Join(row, 3);
        if (row.Integer(5) == ActivityTable.Retracted)
            return new Retraction { Source = source, NativeId = id };
        return new Activity
        {
            Source = source,
            NativeId = id,
            Platform = dictionaries.Word(row.Integer(4)),
            Kind = (ActivityKind)row.Integer(5),
            Member = row.IsNull(6) ? null : new MemberId(row.Wide(6)),
            Hints = (MemberHints)row.Integer(7),
            Thread = Id(row, 8),
            Parent = Id(row, 10),
            Container = dictionaries.Word(row.IntegerOrNull(12)),
            OccurredAt = Instants.Read(row.Integer(13)),
            CollectedAt = Instants.Read(row.Integer(14)),
            Evidence = (Evidence)row.Integer(15),
            Attributes = Attributes(row, (StoredFlags)row.Integer(16)),
        };
    }

    private string? Id(Statement row, int column) =>
        row.IsNull(column) ? null : dictionaries.Name(row.Integer(column)).Join(row, column + 1);

    private ActivityAttributes Attributes(Statement row, StoredFlags flags) =>
        flags == StoredFlags.None && HasNone(row)
            ? ActivityAttributes.None
            : new ActivityAttributes
            {
                Outcome = dictionaries.Word(row.IntegerOrNull(FirstAttribute)),
                AsksAnswer = flags.HasFlag(StoredFlags.AsksAnswer),
                Merge = flags.HasFlag(StoredFlags.Merge),
                Draft = flags.HasFlag(StoredFlags.Draft),
                CoAuthor = flags.HasFlag(StoredFlags.CoAuthor),
                LinesAdded = (int?)row.IntegerOrNull(18),
                LinesDeleted = (int?)row.IntegerOrNull(19),
                FilesChanged = (int?)row.IntegerOrNull(20),
                UtcOffsetMinutes = (int?)row.IntegerOrNull(21),
                Value = row.IsNull(22) ? null : row.Real(22),
                Tags = row.IsNull(LastAttribute) ? [] : dictionaries.Tags(row.Integer(LastAttribute)),
            };

    // Most carry nothing; they share one object.
    private static bool HasNone(Statement row)
    {
        for (var column = FirstAttribute; column <= LastAttribute; column++)
            if (!row.IsNull(column))
                return false;
        return true;
    }
}

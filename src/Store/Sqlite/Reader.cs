using DevRel.Activities;

namespace DevRel.Store.Sqlite;

/// <summary>
/// A connection that reads. A page is one short transaction: it sees one instant, and a slow caller keeps nothing open behind which the WAL would grow.
/// </summary>
internal sealed class Reader : IDisposable
{
    private readonly Database database;
    private readonly IReadOnlyList<LogCursor> cursors;
    private readonly Statement readHead;
    private readonly Statement readCursor;
    private readonly Statement readState;
    private readonly OtherReaders others;
    private readonly Statement listSources;

    public Reader(Database database)
    {
        this.database = database;
        var dictionaries = new ReaderDictionaries(database);
        others = new OtherReaders(dictionaries);
        cursors = [new ActivityReader(dictionaries).Open(database), .. others.Open(database)];
        readHead = database.Prepare("SELECT epoch, sequence FROM store");
        readCursor = database.Prepare("SELECT cursor FROM source WHERE name = ?");
        readState = database.Prepare(OtherReaders.States + " JOIN source s ON s.id = t.source WHERE s.name = ?");
        listSources = database.Prepare(
            "SELECT s.name, s.cursor, coalesce(a.n, 0), a.newest, coalesce(o.n, 0) FROM source s "
                + "LEFT JOIN (SELECT source, count(*) n, max(occurred) newest FROM activity WHERE kind <> 0 GROUP BY source) a ON a.source = s.id "
                + "LEFT JOIN (SELECT source, count(*) n FROM observation GROUP BY source) o ON o.source = s.id "
                + "WHERE s.cursor IS NOT NULL OR a.n > 0 OR o.n > 0 ORDER BY s.name"
        );
    }

    public LogPage Read(long after, int limit) =>
        InSnapshot(() =>
        {
            readHead.Step();
            var (epoch, head) = (readHead.Text(0), readHead.Integer(1));
            readHead.Reset();
            var entries = new List<LogEntry>(Math.Min(limit, 4096));
            foreach (var cursor in cursors)
                cursor.Start(after, limit);
            while (entries.Count < limit && First(out var next) is { } first)
            while (entries.Count < limit && first.Sequence < next)
                entries.Add(first.Take());
            var complete = First(out _) is null;
            foreach (var cursor in cursors)
                cursor.Stop();
            return new LogPage(epoch, head, complete, entries);
        });

    public string? Cursor(string source)
    {
        readCursor.Bind(1, source);
        var cursor = readCursor.Step() ? readCursor.TextOrNull(0) : null;
        readCursor.Reset();
        return cursor;
    }

    public SourceState? State(string source)
    {
        readState.Bind(1, source);
        var state = readState.Step() ? others.ReadState(readState) : null;
        readState.Reset();
        return state;
    }

    public IReadOnlyList<SourceSummary> Sources()
    {
        var found = new List<SourceSummary>();
        while (listSources.Step())
            found.Add(
                new SourceSummary(
                    listSources.Text(0),
                    listSources.Integer(2),
                    listSources.Integer(4),
                    Instants.Read(listSources.IntegerOrNull(3)),
                    listSources.TextOrNull(1)
                )
            );
        return found;
    }

    public void Check()
    {
        var answer = database.Text("PRAGMA quick_check(1)");
        if (answer != "ok")
            throw SqliteFailures.Corrupt(database.Path, answer);
    }

    public void Dispose() => database.Dispose();

    /// <summary>The cursor whose turn it is, up to where another's begins: activities come in long runs.</summary>
    private LogCursor? First(out long next)
    {
        LogCursor? first = null;
        next = long.MaxValue;
        foreach (var cursor in cursors)
            if (cursor.Sequence < (first?.Sequence ?? long.MaxValue))
                (first, next) = (cursor, first?.Sequence ?? long.MaxValue);
            else
                next = Math.Min(next, cursor.Sequence);
        return first;
    }

    private LogPage InSnapshot(Func<LogPage> work)
    {
        database.Execute("BEGIN");
        try
        {
            return work();
        }
        finally
        {
            if (database.InTransaction)
                database.Execute("COMMIT");
        }
    }
}

/// <summary>The rows of one table in order of sequence.</summary>
internal sealed class LogCursor(Statement rows, Func<Statement, LogRecord> parse)
{
    /// <summary>Of the row it stands on; the highest number when there is none.</summary>
    public long Sequence { get; private set; } = long.MaxValue;

    public void Start(long after, int limit)
    {
        rows.Reset();
        rows.Bind(1, after);
        rows.Bind(2, limit + 1L);
        Advance();
    }

    public LogEntry Take()
    {
        var entry = new LogEntry(Sequence, parse(rows));
        Advance();
        return entry;
    }

    public void Stop() => rows.Reset();

    private void Advance() => Sequence = rows.Step() ? rows.Integer(0) : long.MaxValue;
}

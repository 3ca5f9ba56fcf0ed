using SQLitePCL;

namespace DevRel.Store.Sqlite;

/// <summary>One connection, used by one thread at a time. Every result code becomes a <see cref="StoreException"/> or is expected.</summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 handle;
    private readonly List<Statement> statements = [];

    static Database() => Batteries_V2.Init();

    private Database(string path, sqlite3 handle)
    {
        Path = path;
        this.handle = handle;
    }

    public string Path { get; }

    public static Database Open(string path, StoreOptions options, bool forWriting)
    {
        var access = forWriting ? raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE : raw.SQLITE_OPEN_READONLY;
        var code = raw.sqlite3_open_v2(path, out var handle, access | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new Database(path, handle);
        try
        {
            raw.sqlite3_extended_result_codes(handle, 1);
            database.Expect(code);
            database.Expect(raw.sqlite3_busy_timeout(handle, (int)options.BusyTimeout.TotalMilliseconds));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Closed with the connection.</summary>
    public Statement Prepare(string sql)
    {
        Expect(raw.sqlite3_prepare_v2(handle, sql, out var statement));
        var prepared = new Statement(this, statement);
        statements.Add(prepared);
        return prepared;
    }

    public void Execute(string sql) => Expect(raw.sqlite3_exec(handle, sql));

    public long Scalar(string sql) => long.Parse(Text(sql), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>First column of the first row; empty when there is none.</summary>
    public string Text(string sql)
    {
        Expect(raw.sqlite3_prepare_v2(handle, sql, out var prepared));
        using var statement = new Statement(this, prepared);
        return statement.Step() ? statement.Text(0) : "";
    }

    /// <summary>Rows changed by the statement that ran last.</summary>
    public int Changes => raw.sqlite3_changes(handle);

    public long LastInsertedId => raw.sqlite3_last_insert_rowid(handle);

    public bool InTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    public void Expect(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw SqliteFailures.Translate(code, Path, raw.sqlite3_errmsg(handle).utf8_to_string());
    }

    public void Dispose()
    {
        foreach (var statement in statements)
            statement.Dispose();
        handle.Dispose();
    }
}

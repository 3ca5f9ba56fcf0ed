using System.Buffers.Binary;
using SQLitePCL;

namespace DevRel.Store.Sqlite;

/// <summary>
/// A prepared statement. Parameters count from 1, columns from 0, as in SQLite. Thin, because a commit of a million rows walks through it
/// twenty-odd times a row: ADO.NET looks every parameter up by name on every execution.
/// </summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    // Good while the handle is: statements are closed with their connection, which nobody reads any more by then.
    private readonly nint pointer = handle.DangerousGetHandle();

    public void Bind(int index, long value) => database.Expect(raw.sqlite3_bind_int64(handle, index, value));

    public void Bind(int index, double value) => database.Expect(raw.sqlite3_bind_double(handle, index, value));

    public void Bind(int index, string value) => database.Expect(raw.sqlite3_bind_text(handle, index, value));

    public void Bind(int index, ReadOnlySpan<byte> value) =>
        database.Expect(raw.sqlite3_bind_blob(handle, index, value));

    public void Bind(int index, UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        Bind(index, bytes);
    }

    public void BindNull(int index) => database.Expect(raw.sqlite3_bind_null(handle, index));

    public void BindOrNull(int index, long? value)
    {
        if (value is { } present)
            Bind(index, present);
        else
            BindNull(index);
    }

    public void BindOrNull(int index, string? value)
    {
        if (value is not null)
            Bind(index, value);
        else
            BindNull(index);
    }

    /// <summary>True when there is a row to read; after the last one the statement is ready to run again.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
            return true;
        Reset();
        database.Expect(code);
        return false;
    }

    /// <summary>For statements without rows: true when it changed something.</summary>
    public bool Run()
    {
        Step();
        return database.Changes > 0;
    }

    /// <summary>Its result was reported by <see cref="Step"/> already.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    public bool IsNull(int column) => Columns.Type(pointer, column) == raw.SQLITE_NULL;

    public int Type(int column) => Columns.Type(pointer, column);

    /// <summary>0 for NULL.</summary>
    public long Integer(int column) => Columns.Integer(pointer, column);

    public long? IntegerOrNull(int column) => IsNull(column) ? null : Integer(column);

    public double Real(int column) => Columns.Real(pointer, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string() ?? "";

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public UInt128 Wide(int column) => BinaryPrimitives.ReadUInt128BigEndian(Blob(column));

    public void Dispose() => handle.Dispose();
}

using System.Runtime.InteropServices;

namespace DevRel.Store.Sqlite;

/// <summary>
/// The values of the row a statement stands on, without a safe handle and without the switch between managed and native code: a row has two dozen
/// columns, and 50 ns for each took longer than finding the row. These functions only look at memory; none of them waits.
/// </summary>
internal static class Columns
{
    private const string Library = "e_sqlite3";

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_type", ExactSpelling = true)]
    public static extern int Type(nint statement, int column);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_int64", ExactSpelling = true)]
    public static extern long Integer(nint statement, int column);

    [SuppressGCTransition]
    [DllImport(Library, EntryPoint = "sqlite3_column_double", ExactSpelling = true)]
    public static extern double Real(nint statement, int column);
}

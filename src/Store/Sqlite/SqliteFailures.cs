using SQLitePCL;

namespace DevRel.Store.Sqlite;

/// <summary>The one table from SQLite's result codes to what a person can do.</summary>
internal static class SqliteFailures
{
    // The shared-memory file of the WAL could not be made longer: the same cause under another number.
    private const int SharedMemoryFull = raw.SQLITE_IOERR | (19 << 8);

    public static StoreException Translate(int code, string path, string detail) =>
        code == SharedMemoryFull ? DiskFull(path) : Translate(code & 0xff, code, path, detail);

    public static StoreException Corrupt(string path, string detail) =>
        new(
            StoreFailure.Corrupt,
            $"{path}: the store is damaged ({detail}). Move {path}, {path}-wal and {path}-shm away and start again: "
                + "what the platforms still serve is collected again. Nothing was deleted."
        );

    public static StoreException NotWritable(string path, string detail, Exception? inner = null) =>
        new(
            StoreFailure.NotWritable,
            $"{path}: cannot be made or written ({detail}). Give this user write access to the folder, or name another folder.",
            inner
        );

    public static StoreException NotAStore(string path, string detail) =>
        new(
            StoreFailure.NotAStore,
            $"{path}: is not a store ({detail}). Name another path, or move the file away. It was left untouched."
        );

    private static StoreException DiskFull(string path) =>
        new(
            StoreFailure.DiskFull,
            $"{path}: no room left; the batch was not written and is tried again. Free space on its volume, or give the store a larger one."
        );

    private static StoreException Translate(int primary, int code, string path, string detail) =>
        primary switch
        {
            raw.SQLITE_FULL => DiskFull(path),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StoreException(
                StoreFailure.Locked,
                $"{path}: another program keeps a transaction open; the batch was not written and is tried again. "
                    + "Close that program (a SQLite shell, a backup)."
            ),
            raw.SQLITE_CORRUPT => Corrupt(path, detail),
            raw.SQLITE_NOTADB => NotAStore(path, detail),
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => NotWritable(path, detail),
            raw.SQLITE_IOERR or raw.SQLITE_NOMEM => new StoreException(
                StoreFailure.Unreadable,
                $"{path}: the disk answered with an error (SQLite {code}: {detail}); the step is tried again. Look at the volume and the system's log."
            ),
            _ => throw new InvalidOperationException($"{path}: SQLite {code}: {detail}"),
        };
}

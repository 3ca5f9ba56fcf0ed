using DevRel.Activities;
using DevRel.Store.Sqlite;

namespace DevRel.Store;

/// <summary>A store in one SQLite file (WAL) and its <c>-wal</c>, <c>-shm</c>, <c>.lock</c> and <c>.pid</c> beside it. One process at a time.</summary>
public sealed class SqliteStore : IActivityStore
{
    private readonly StoreLock ownership;
    private readonly Writer writer;
    private readonly ReaderPool readers;
    private readonly SemaphoreSlim writing = new(1);
    private readonly CommitSignal signal = new();
    private bool disposed;

    private SqliteStore(string path, StoreLock held, Database database, StoreOptions options)
    {
        Location = path;
        ownership = held;
        writer = new Writer(database, options.Chance);
        readers = new ReaderPool(() => new Reader(Database.Open(path, options, forWriting: false)));
    }

    public string Location { get; }

    /// <summary>Makes file and folder when missing. Errors: <see cref="StoreException"/> of every kind; a file it cannot use is left as it is.</summary>
    public static SqliteStore Open(string path, StoreOptions options)
    {
        var location = Path.GetFullPath(path);
        var held = StoreLock.Take(location);
        Database? database = null;
        try
        {
            database = Database.Open(location, options, forWriting: true);
            Prepare(database, options);
            return new SqliteStore(location, held, database, options);
        }
        catch
        {
            database?.Dispose();
            held.Dispose();
            throw;
        }
    }

    public Task<string?> ReadCursorAsync(string source, CancellationToken cancellationToken) =>
        readers.UseAsync(reader => reader.Cursor(source), cancellationToken);

    public Task<SourceState?> ReadStateAsync(string source, CancellationToken cancellationToken) =>
        readers.UseAsync(reader => reader.State(source), cancellationToken);

    public Task CommitAsync(Commit commit, CancellationToken cancellationToken) =>
        WriteAsync(
            () =>
            {
                writer.Commit(commit);
                return true;
            },
            cancellationToken
        );

    public Task<ErasureReceipt> EraseAsync(Erasure erasure, CancellationToken cancellationToken) =>
        WriteAsync(() => writer.Erase(erasure), cancellationToken);

    public Task<RemovalReceipt> RemoveSourceAsync(string source, CancellationToken cancellationToken) =>
        WriteAsync(() => writer.Remove(source), cancellationToken);

    public Task<IReadOnlyList<SourceSummary>> ListSourcesAsync(CancellationToken cancellationToken) =>
        readers.UseAsync(reader => reader.Sources(), cancellationToken);

    public Task<LogPage> ReadAsync(long after, int limit, CancellationToken cancellationToken) =>
        readers.UseAsync(reader => reader.Read(after, limit), cancellationToken);

    public async Task WaitAsync(string epoch, long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = signal.Next;
            if (writer.Head is var now && (now.Sequence > after || now.Epoch != epoch))
                return;
            await next.WaitAsync(cancellationToken);
        }
    }

    public Task CheckAsync(CancellationToken cancellationToken) =>
        readers.UseAsync(
            reader =>
            {
                reader.Check();
                return true;
            },
            cancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, value: true))
            return;
        await writing.WaitAsync(CancellationToken.None);
        readers.Dispose();
        writer.Dispose();
        ownership.Dispose();
    }

    private static void Prepare(Database database, StoreOptions options)
    {
        // Refuse a foreign or newer file before the first byte is written to it.
        Schema.Check(database);
        // FULL: what a commit acknowledged survives a power cut. Deleted bytes are overwritten: an erased member is not left in free pages.
        database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
        database.Execute(
            "PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 33554432"
        );
        Schema.Apply(database, options.Chance);
        if (options.MaximumBytes is { } most)
            database.Execute($"PRAGMA max_page_count = {most / database.Scalar("PRAGMA page_size")}");
    }

    private async Task<T> WriteAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            writing.Release();
            signal.Raise();
        }
    }
}

using DevRel.Activities;
using DevRel.Testing;

namespace DevRel.Store.Tests;

/// <summary>A store in an empty folder, and the few calls every test makes.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly TempFolder folder = new();

    public Shop(StoreOptions? options = null)
    {
        Options = options ?? new StoreOptions();
        Store = SqliteStore.Open(Path, Options);
    }

    public StoreOptions Options { get; }

    public string Path => folder.At("store.db");

    public SqliteStore Store { get; private set; }

    public Task CommitAsync(params LogRecord[] records) =>
        Store.CommitAsync(Example.Commit(records), CancellationToken.None);

    public async Task<IReadOnlyList<LogRecord>> RecordsAsync() =>
        [.. (await PageAsync(0)).Entries.Select(entry => entry.Record)];

    public Task<LogPage> PageAsync(long after) => Store.ReadAsync(after, 100_000, CancellationToken.None);

    public async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = SqliteStore.Open(Path, Options);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        folder.Dispose();
    }
}

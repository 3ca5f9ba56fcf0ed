using System.Collections.Concurrent;

namespace DevRel.Store.Sqlite;

/// <summary>At most four connections read at once; pages are short, so more readers take turns.</summary>
internal sealed class ReaderPool(Func<Reader> open) : IDisposable
{
    private const int Most = 4;

    private readonly SemaphoreSlim places = new(Most);
    private readonly ConcurrentBag<Reader> idle = [];

    public async Task<T> UseAsync<T>(Func<Reader, T> work, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Use(work), CancellationToken.None);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose()
    {
        foreach (var reader in idle)
            reader.Dispose();
        places.Dispose();
    }

    private T Use<T>(Func<Reader, T> work)
    {
        var reader = idle.TryTake(out var waiting) ? waiting : open();
        var done = false;
        try
        {
            var result = work(reader);
            done = true;
            return result;
        }
        finally
        {
            if (done)
                idle.Add(reader);
            else
                reader.Dispose();
        }
    }
}

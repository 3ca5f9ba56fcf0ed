using System.Collections.Concurrent;
using DevRel.Activities;
using DevRel.Collectors;
using DevRel.Store;

namespace DevRel.App.Running;

/// <summary>Where collectors write: the store, under the words that collectors know. Keeps the latest state of every source for whoever shows it.</summary>
internal sealed class StoreLog(IActivityStore store) : ICollectionLog
{
    private readonly ConcurrentDictionary<string, SourceState> states = new(StringComparer.Ordinal);

    /// <summary>Of sources that wrote since the process started.</summary>
    public IReadOnlyDictionary<string, SourceState> States => states;

    public Task<string?> ReadCursorAsync(string source, CancellationToken cancellationToken) =>
        AskAsync(store.ReadCursorAsync(source, cancellationToken));

    public async Task<SourceState?> ReadStateAsync(string source, CancellationToken cancellationToken) =>
        await AskAsync(store.ReadStateAsync(source, cancellationToken));

    /// <summary>Hears of states that could not be stored, since the feed will not tell them: a full disk is just what a reader must learn of.</summary>
    public Action<SourceState>? Unstored { get; set; }

    public async Task CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        var told = commit.Records.OfType<SourceState>().ToList();
        foreach (var state in told)
            states[state.Source] = state;
        try
        {
            await store.CommitAsync(commit, cancellationToken);
        }
        catch (StoreException error)
        {
            told.ForEach(state => Unstored?.Invoke(state));
            throw Storage(error);
        }
    }

    private static async Task<T> AskAsync<T>(Task<T> question)
    {
        try
        {
            return await question;
        }
        catch (StoreException error)
        {
            throw Storage(error);
        }
    }

    private static CollectionException Storage(StoreException error) =>
        new(CollectionFailure.Storage, error.Message, error);
}

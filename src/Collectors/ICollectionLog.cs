using DevRel.Activities;

namespace DevRel.Collectors;

/// <summary>Where the shell writes; the store stands behind it.</summary>
public interface ICollectionLog
{
    Task<string?> ReadCursorAsync(string source, CancellationToken cancellationToken);

    /// <summary>The state last committed, so that a restart does not forget the last success; null when there is none.</summary>
    Task<SourceState?> ReadStateAsync(string source, CancellationToken cancellationToken) =>
        Task.FromResult<SourceState?>(null);

    /// <summary>Durable when it returns: records and cursor together or not at all.</summary>
    Task CommitAsync(Commit commit, CancellationToken cancellationToken);
}

using DevRel.Activities;

namespace DevRel.Collectors;

/// <summary>Where the shell writes; the store stands behind it.</summary>
public interface ICollectionLog
{
    Task<string?> ReadCursorAsync(string source, CancellationToken cancellationToken);

    /// <summary>Durable when it returns: records and cursor together or not at all.</summary>
    Task CommitAsync(Commit commit, CancellationToken cancellationToken);
}

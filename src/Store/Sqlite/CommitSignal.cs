namespace DevRel.Store.Sqlite;

/// <summary>Wakes those who wait for the next commit of this process.</summary>
internal sealed class CommitSignal
{
    private TaskCompletionSource next = New();

    /// <summary>Take it before looking whether there is something new: a commit in between ends it.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Raise() => Interlocked.Exchange(ref next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

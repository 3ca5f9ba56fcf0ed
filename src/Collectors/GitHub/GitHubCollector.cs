using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace DevRel.Collectors.GitHub;

/// <summary>One GitHub source: all its repositories, first what is recent, then what is past, then who its members are.</summary>
/// <param name="batchSize">Items to a batch at least; many repositories make the cursor long, and so the batches.</param>
internal sealed class GitHubCollector(
    string source,
    GitHubSettings settings,
    GitHubAccess access,
    ProfileLedger ledger,
    int batchSize
) : ICollector
{
    /// <summary>Steps without items after which the cursor is saved all the same.</summary>
    private const int QuietSteps = 50;

    public async IAsyncEnumerable<CollectedBatch> CollectAsync(
        CollectionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        access.BeginRun(request.Now);
        var run = new GitHubRun(request, settings, access, GitHubCursor.Read(request.Cursor));
        var visit = new GitHubVisit(source, run, new ProfileWalk(run, ledger));
        var items = new List<CollectedItem>();
        var quiet = 0;
        await using var steps = visit.WalkAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        ExceptionDispatchInfo? failure = null;
        while (failure is null)
        {
            (var step, failure) = await NextAsync(steps);
            if (step is null)
                break;
            var wanted = step.FindAll(run.IsWanted);
            visit.Note(wanted);
            items.AddRange(wanted);
            if (items.Count < Math.Max(batchSize, run.Cursor.Repositories.Count) && ++quiet < QuietSteps)
                continue;
            yield return visit.Batch(items);
            visit.Settle();
            items = [];
            quiet = 0;
        }

        // What came before a failure is kept, so that the next run goes on from there.
        visit.Ended = failure is null;
        yield return visit.Batch(items);
        visit.Settle();
        failure?.Throw();
    }

    private static async Task<(List<CollectedItem>? Step, ExceptionDispatchInfo? Failure)> NextAsync(
        IAsyncEnumerator<List<CollectedItem>> steps
    )
    {
        try
        {
            return (await steps.MoveNextAsync() ? steps.Current : null, null);
        }
        catch (CollectionException failure)
        {
            return (null, ExceptionDispatchInfo.Capture(failure));
        }
    }
}

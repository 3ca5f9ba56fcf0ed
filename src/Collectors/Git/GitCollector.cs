using System.Runtime.CompilerServices;
using DevRel.Activities;

namespace DevRel.Collectors.Git;

/// <summary>
/// Reads one repository. What is new is what today's tips reach and the tips of the last run did not; what vanished is the reverse. Dates decide only
/// the order, because clocks of committers lie.
/// </summary>
internal sealed class GitCollector(
    GitAddress address,
    GitSettings settings,
    Func<GitAuthorization?> authorization,
    string stateFolder
) : ICollector
{
    public async IAsyncEnumerable<CollectedBatch> CollectAsync(
        CollectionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var program = await GitProgram.FindAsync(Environment.GetEnvironmentVariable("PATH"), cancellationToken);
        var repository = await GitCheckout.OpenAsync(program, address, authorization(), stateFolder, cancellationToken);
        var scope = await GitScope.ReadAsync(repository, settings, cancellationToken);
        var walker = new GitWalker(repository, settings.Mailmap);
        var cursor = GitCursor.Read(request.Cursor);
        var skipped = new List<string>();

        if (await walker.MayResumeAsync(cursor.Walk, cancellationToken))
        {
            await foreach (var (step, batch) in walker.WalkAsync(cursor, cancellationToken))
            {
                cursor = step;
                yield return batch;
            }

            cursor = GitWalker.Completed(cursor);
        }

        cursor = await walker.PlanAsync(cursor, scope, request, skipped, cancellationToken);
        await foreach (var (step, batch) in walker.WalkAsync(cursor, cancellationToken))
        {
            cursor = step;
            yield return batch;
        }

        yield return await FinishAsync(
            repository,
            GitWalker.Completed(cursor),
            scope,
            request,
            skipped,
            cancellationToken
        );
    }

    private async Task<CollectedBatch> FinishAsync(
        GitRepository repository,
        GitCursor cursor,
        GitScope scope,
        CollectionRequest request,
        List<string> skipped,
        CancellationToken cancellationToken
    )
    {
        var (items, tags) = await GitTags.CompareAsync(
            scope.Tags,
            cursor.Tags,
            repository,
            new Mailmap(repository, settings.Mailmap),
            cancellationToken
        );
        if (repository.IsPartial)
            skipped.Add($"Line counts of {repository.Name}: it is a partial clone. Clone it without --filter.");
        return new CollectedBatch(
            [
                .. items.Where(item =>
                    item is not CollectedActivity activity
                    || activity.OccurredAt >= (request.Since ?? DateTimeOffset.MinValue)
                ),
            ],
            (cursor with { Tags = tags }).Write()
        )
        {
            BackfillProgress = 1,
            Truncated = repository.ShallowRoots.Count > 0,
            Watermark = request.Now,
            Skipped = skipped,
        };
    }
}

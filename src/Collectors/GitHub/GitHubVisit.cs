using System.Runtime.CompilerServices;

namespace DevRel.Collectors.GitHub;

/// <summary>The order in which a run goes through its repositories, and what it says of itself in each batch.</summary>
internal sealed class GitHubVisit(string source, GitHubRun run, ProfileWalk profiles)
{
    private readonly List<RepositoryWalk> walks = [];
    private readonly HashSet<long> opened = [];
    private int expected = 1;
    private CollectionException? unreadable;

    /// <summary>Everything wanted was asked for.</summary>
    public bool Ended { get; set; }

    public async IAsyncEnumerable<List<CollectedItem>> WalkAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var directory = new RepositoryDirectory(run);
        var targets = await directory.ResolveAsync(cancellationToken);
        expected = targets.Count;
        foreach (var target in targets)
        {
            if (await directory.OpenAsync(target, cancellationToken) is not { } found || !opened.Add(found.Ref.Id))
            {
                expected--;
                continue;
            }

            var walk = new RepositoryWalk(run, found.Ref, found.State);
            walks.Add(walk);
            var gauges = new RepositoryGauges(run, found.Ref, found.State);
            await foreach (var items in TolerateAsync(gauges.ReadAsync(found.Seen, cancellationToken)))
                yield return items;
            await foreach (var items in TolerateAsync(walk.RecentAsync(cancellationToken)))
                yield return items;
        }

        if (walks.Count == 0)
            throw NothingFound();
        foreach (var walk in walks)
        await foreach (var items in TolerateAsync(walk.PastAsync(cancellationToken)))
            yield return items;
        if (run.Wants(GitHubResource.Profiles))
            await foreach (var items in profiles.ReadAsync(cancellationToken))
                yield return items;
        if (unreadable is not null)
            throw unreadable;
    }

    public CollectedBatch Batch(IReadOnlyList<CollectedItem> items)
    {
        var progress = expected <= 0 ? 1 : Math.Min(1, walks.Sum(walk => walk.Progress()) / expected);
        return new CollectedBatch(items, run.Cursor.Write())
        {
            BackfillProgress = progress,
            Truncated = run.Cursor.Repositories.Values.Any(repository => repository.Truncated),
            Watermark = Ended && progress >= 1 ? run.Now - GitHubRun.Lag : null,
            Skipped = [.. run.Skipped],
        };
    }

    /// <summary>Whoever acted is somebody to read the profile of.</summary>
    public void Note(IReadOnlyList<CollectedItem> items)
    {
        if (run.Wants(GitHubResource.Profiles))
            profiles.Note(items);
    }

    public void Settle() => profiles.Settle();

    /// <summary>An answer of one repository that cannot be read stops that walk and no other; the run says so at its end.</summary>
    private async IAsyncEnumerable<List<CollectedItem>> TolerateAsync(IAsyncEnumerable<List<CollectedItem>> steps)
    {
        await using var walk = steps.GetAsyncEnumerator();
        while (true)
        {
            try
            {
                if (!await walk.MoveNextAsync())
                    break;
            }
            catch (CollectionException failure) when (failure.Reason == CollectionFailure.Unreadable)
            {
                unreadable ??= failure;
                break;
            }

            yield return walk.Current;
        }
    }

    private CollectionException NothingFound() =>
        new(
            CollectionFailure.NotFound,
            run.Skipped.Count > 0
                ? $"{source} reads nothing. {run.Skipped[0]}"
                : $"{source} reads nothing: no repository matches. Correct organizations, repositories and exclude."
        );
}

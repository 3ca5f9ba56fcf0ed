using System.Runtime.CompilerServices;

namespace DevRel.Collectors.Git;

/// <summary>Takes a <see cref="GitWalk"/> from stage to stage, a batch at a time, so that a run may end after any of them.</summary>
internal sealed class GitWalker(GitRepository repository, bool useMailmap)
{
    private const int BatchSize = 500;

    private readonly Mailmap mailmap = new(repository, useMailmap);

    /// <summary>False when its commits are gone, because the mirror was lost or collected as garbage: the next plan covers what it would have.</summary>
    public async Task<bool> MayResumeAsync(GitWalk? walk, CancellationToken cancellationToken)
    {
        if (walk is null)
            return false;
        var tips = walk.From.Concat(walk.To).Distinct(StringComparer.Ordinal).ToList();
        return (await repository.PresentAsync(tips, cancellationToken)).Count == tips.Count;
    }

    /// <summary>A cursor whose walk leads to the present scope.</summary>
    public async Task<GitCursor> PlanAsync(
        GitCursor cursor,
        GitScope scope,
        CollectionRequest request,
        List<string> skipped,
        CancellationToken cancellationToken
    )
    {
        // An abandoned walk may have collected some of its commits; counting its tips among the old ones finds those that vanished since.
        var old = cursor.Tips.Concat(cursor.Walk?.To ?? []).Distinct(StringComparer.Ordinal).ToList();
        var present = await repository.PresentAsync(old, cancellationToken);
        if (present.Count < old.Count)
            skipped.Add(
                $"Retractions in {repository.Name}: commits collected before were removed from it for good, so those no branch holds any more stay counted. Delete and recreate the source to start over."
            );
        var movedBack = cursor.Since is { } since && (request.Since is null || request.Since < since);
        return cursor with
        {
            Walk = new GitWalk
            {
                From = present,
                To = scope.Tips,
                Everything = cursor.Walk is not null || movedBack || cursor.Mailmap != scope.Mailmap,
                Mailmap = scope.Mailmap,
                Since = request.Since,
                RecentFrom = request.RecentFrom.ToUnixTimeSeconds(),
                Stage = GitStage.Vanished,
            },
        };
    }

    public async IAsyncEnumerable<(GitCursor Cursor, CollectedBatch Batch)> WalkAsync(
        GitCursor cursor,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        CommitListing? wanted = null;
        while (cursor.Walk is { Stage: < GitStage.Finished } walk)
        {
            if (walk.Stage != GitStage.Vanished)
                wanted ??= await repository.ListAsync(walk.To, walk.Everything ? [] : walk.From, cancellationToken);
            var part = wanted is null ? await VanishedAsync(walk, cancellationToken) : PartOf(wanted, walk);
            await foreach (var (items, done) in ReadAsync(walk, part, cancellationToken))
            {
                cursor = cursor with { Walk = walk with { Done = done } };
                yield return (
                    cursor,
                    new CollectedBatch(items, cursor.Write()) { BackfillProgress = Progress(cursor, done, part) }
                );
            }

            cursor = cursor with { Walk = walk with { Stage = walk.Stage + 1, Done = 0 } };
        }
    }

    /// <summary>After the last batch of a walk.</summary>
    public static GitCursor Completed(GitCursor cursor) =>
        cursor.Walk is { } walk
            ? cursor with
            {
                Tips = walk.To,
                Mailmap = walk.Mailmap,
                Since = walk.Since,
                Complete = true,
                Walk = null,
            }
            : cursor;

    private async Task<Part> VanishedAsync(GitWalk walk, CancellationToken cancellationToken)
    {
        var gone = await repository.ListAsync(walk.From, walk.To, cancellationToken);
        return new Part(gone, 0, gone.Count);
    }

    private static Part PartOf(CommitListing listing, GitWalk walk)
    {
        var oldest = walk.Since is { } since ? listing.CountBefore(since.ToUnixTimeSeconds()) : 0;
        var recent = Math.Max(oldest, listing.CountBefore(walk.RecentFrom));
        return walk.Stage == GitStage.Recent
            ? new Part(listing, recent, listing.Count)
            : new Part(listing, oldest, recent);
    }

    /// <summary>Batches, each with how many commits of the part are behind it.</summary>
    private async IAsyncEnumerable<(IReadOnlyList<CollectedItem> Items, int Done)> ReadAsync(
        GitWalk walk,
        Part part,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var done = walk.Done;
        if (part.From + done >= part.To)
            yield break;
        var lines = part.Listing.Lines(part.From + done, part.To);
        await using var process = repository.Log(lines, useMailmap, cancellationToken);
        var batch = new List<LoggedCommit>(BatchSize);
        await foreach (var commit in CommitLog.ReadAsync(process, cancellationToken))
        {
            batch.Add(commit);
            if (batch.Count < BatchSize)
                continue;
            done += batch.Count;
            yield return (await ItemsAsync(walk, batch, cancellationToken), done);
            batch.Clear();
        }

        if (batch.Count > 0)
            yield return (await ItemsAsync(walk, batch, cancellationToken), done + batch.Count);
    }

    private async Task<IReadOnlyList<CollectedItem>> ItemsAsync(
        GitWalk walk,
        List<LoggedCommit> commits,
        CancellationToken cancellationToken
    )
    {
        await mailmap.LearnAsync(
            commits.SelectMany(commit => Trailer.Parse(commit.Trailers)).Select(trailer => trailer.Identity),
            cancellationToken
        );
        var mapping = new CommitActivities(repository, mailmap);
        var activities = commits.SelectMany(mapping.Of);
        return walk.Stage == GitStage.Vanished
            ? [.. activities.Select(activity => new CollectedRetraction(activity.NativeId))]
            : [.. activities.Where(activity => activity.OccurredAt >= (walk.Since ?? DateTimeOffset.MinValue))];
    }

    /// <summary>History is what the progress is of; the recent part comes before it.</summary>
    private static double Progress(GitCursor cursor, int done, Part part)
    {
        if (cursor.Complete)
            return 1;
        return cursor.Walk?.Stage == GitStage.History ? Math.Min(0.99, (double)done / (part.To - part.From)) : 0;
    }

    /// <summary>A range of a listing.</summary>
    private sealed record Part(CommitListing Listing, int From, int To);
}

using System.Runtime.CompilerServices;

namespace DevRel.Collectors.GitHub;

/// <param name="At">What the list is ordered by.</param>
internal readonly record struct Listed(DateTimeOffset At, IReadOnlyList<CollectedItem> Items);

/// <summary>A page in the order asked for.</summary>
internal sealed record ListingPage(Reply Reply, IReadOnlyList<Listed> Items, string? Next, string? ETag, string? Needs);

/// <summary>A list that can be read from its newest and, unless only recent entries matter, from its oldest entry.</summary>
internal interface IListing
{
    /// <summary>For sentences: <c>Stars</c>.</summary>
    string What { get; }

    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="etag">Makes the first page conditional, where the API can.</param>
    Task<ListingPage> ReadAsync(bool newestFirst, string? after, string? etag, CancellationToken cancellationToken);
}

/// <summary>
/// Reads what is new from the newest end back to what is known, and tells it oldest first once it is whole; reads history from the oldest
/// end, page by page, resuming where it stopped.
/// </summary>
internal sealed class ListingWalk(GitHubRun run, RepositoryState repository, IListing listing)
{
    /// <summary>Bound of one walk: ten million entries.</summary>
    private const int MaxPages = 100_000;

    /// <summary>The oldest instant the recent walk reached; null when nothing was read.</summary>
    public DateTimeOffset? ReachedBack { get; private set; }

    public async IAsyncEnumerable<List<CollectedItem>> RecentAsync(
        ListingState state,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var floor = state.Newest is { } newest ? newest - GitHubRun.Lag : run.RecentFrom;
        var found = new List<Listed>();
        string? after = null;
        string? firstETag = null;
        var whole = true;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var page = await ReadAsync(true, after, pages == 0 ? state.ETag : null, cancellationToken);
            if (page.Reply == Reply.NotModified)
                break;
            whole = Accept(page, state, pages);
            if (!whole)
                break;
            firstETag ??= page.ETag;
            found.AddRange(page.Items.Where(item => item.At >= floor));
            after = page.Next;
            if (after is null || page.Items.Any(item => item.At < floor))
                break;
        }

        ReachedBack =
            whole ? floor
            : found.Count > 0 ? found.Min(item => item.At)
            : null;
        state.ETag = firstETag ?? state.ETag;
        state.Changed = false;
        state.Newest ??= run.RecentFrom;
        found.Sort(static (one, other) => one.At.CompareTo(other.At));
        if (found.Count > 0 && found[^1].At > state.Newest)
            state.Newest = found[^1].At;
        yield return [.. found.SelectMany(item => item.Items)];
    }

    public async IAsyncEnumerable<List<CollectedItem>> PastAsync(
        ListingState state,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var history = state.History;
        for (var pages = 0; history.Open && pages < MaxPages; pages++)
        {
            var page = await ReadAsync(false, state.After, etag: null, cancellationToken);
            if (!Accept(page, state, pages))
            {
                // What lies beyond a page cap stays there; a right may be given later.
                history.Done = page.Reply == Reply.Refused;
                yield return [];
                yield break;
            }

            state.After = page.Next;
            if (page.Items.Count > 0)
                history.Reached = page.Items.Max(item => item.At);
            history.Done = page.Next is null || history.Reached >= history.Until;
            yield return [.. page.Items.SelectMany(item => item.Items)];
        }
    }

    private bool Accept(ListingPage page, ListingState state, int pages)
    {
        if (page.Reply == Reply.Ok)
            return true;
        if (page.Reply == Reply.Refused && pages > 0)
            repository.Truncated = true;
        else
            state.History.Refused = true;
        run.Skip(page.Reply, listing.What, repository.Name, page.Needs);
        return false;
    }

    private async Task<ListingPage> ReadAsync(
        bool newestFirst,
        string? after,
        string? etag,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await listing.ReadAsync(newestFirst, after, etag, cancellationToken);
        }
        catch (CollectionException refused) when (refused.Reason is CollectionFailure.Unauthorized)
        {
            // The repository itself was read with this token: it lacks the right to this, not everything.
            return new ListingPage(Reply.Denied, [], Next: null, ETag: null, Needs: null);
        }
        catch (CollectionException refused) when (refused.Reason is CollectionFailure.NotFound)
        {
            return new ListingPage(Reply.Missing, [], Next: null, ETag: null, Needs: null);
        }
    }
}

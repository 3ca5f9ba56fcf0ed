using System.Runtime.CompilerServices;

namespace DevRel.Collectors.GitHub;

/// <summary>All that is read of one repository, what is recent and what is past, each resource from where it stands.</summary>
internal sealed class RepositoryWalk(GitHubRun run, RepositoryRef repository, RepositoryState state)
{
    private const int PullsPerQuery = 50;
    private const int DiscussionsPerQuery = 25;

    public async IAsyncEnumerable<List<CollectedItem>> RecentAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // Events before issues: they tell from when on closes are theirs to tell.
        await foreach (var items in EventsAsync(cancellationToken))
            yield return items;
        await foreach (var items in IssuesAsync(cancellationToken))
            yield return items;
        foreach (var (listing, standing) in Listings())
        {
            if (Reopen(standing.History))
                standing.After = null;
            if (!await HasNewsAsync(listing, standing, cancellationToken))
                continue;
            await foreach (var items in new ListingWalk(run, state, listing).RecentAsync(standing, cancellationToken))
                yield return items;
        }
    }

    public async IAsyncEnumerable<List<CollectedItem>> PastAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (state.Issues is { } issues && !state.IssuesOff)
            await foreach (var items in Walk(issues, Issues()).PastAsync(cancellationToken))
                yield return items;
        if (state.Comments is { } comments && !state.IssuesOff)
            await foreach (var items in Walk(comments, Comments()).PastAsync(cancellationToken))
                yield return items;
        if (state.ReviewComments is { } remarks)
            await foreach (var items in Walk(remarks, ReviewComments()).PastAsync(cancellationToken))
                yield return items;
        foreach (var (listing, standing) in Listings())
        await foreach (var items in new ListingWalk(run, state, listing).PastAsync(standing, cancellationToken))
            yield return items;
    }

    private async IAsyncEnumerable<List<CollectedItem>> EventsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (!WantsIssueList || state.IssuesOff)
            yield break;
        var standing = state.Events ??= new ListingState();
        var walk = new ListingWalk(run, state, new EventListing(run, repository, state));
        await foreach (var items in walk.RecentAsync(standing, cancellationToken))
        {
            // Refused: who closed stays unknown for good, rather than told twice once a right is given.
            state.ClosesFrom ??= walk.ReachedBack ?? DateTimeOffset.MaxValue;
            yield return items;
        }
    }

    private async IAsyncEnumerable<List<CollectedItem>> IssuesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (WantsIssueList && !state.IssuesOff)
        {
            var walk = Walk(state.Issues ??= Begin(), Issues());
            await foreach (var items in walk.RecentAsync(cancellationToken))
                yield return items;
            state.IssuesOff = walk.Ended == Reply.Disabled;
        }

        if ((run.Kinds.Issues || run.Kinds.PullRequests) && !state.IssuesOff)
            await foreach (var items in Walk(state.Comments ??= Begin(), Comments()).RecentAsync(cancellationToken))
                yield return items;
        if (run.Wants(GitHubResource.Reviews))
            await foreach (
                var items in Walk(state.ReviewComments ??= Begin(), ReviewComments()).RecentAsync(cancellationToken)
            )
                yield return items;
    }

    /// <summary>0..1 of the history wanted.</summary>
    public double Progress()
    {
        IEnumerable<HistoryState?> all =
        [
            state.Issues?.History,
            state.Comments?.History,
            state.ReviewComments?.History,
            state.Pulls?.History,
            state.Reviews?.History,
            state.Discussions?.History,
            state.Stars?.History,
            state.Forks?.History,
        ];
        return all.OfType<HistoryState>()
            .Select(history => history.Progress(state.CreatedAt))
            .DefaultIfEmpty(1)
            .Average();
    }

    /// <summary>Reviews need it too: it tells cheaply whether any pull request changed.</summary>
    private bool WantsIssueList => run.Kinds.Issues || run.Kinds.PullRequests || run.Wants(GitHubResource.Reviews);

    private SinceWalk<T> Walk<T>(SinceState standing, SinceList<T> list)
    {
        Reopen(standing);
        return new SinceWalk<T>(run, state, standing, list);
    }

    private SinceList<RestIssue> Issues()
    {
        var tell = new IssueActivities(repository, run.Kinds, state.ClosesFrom ?? DateTimeOffset.MaxValue);
        return new SinceList<RestIssue>(
            "Issues",
            "issues?state=all&sort=updated&direction=asc",
            RestJson.Default.ListRestIssue,
            issue => issue.UpdatedAt,
            (issue, into) =>
            {
                if (
                    issue.PullRequest is not null
                    && state.Reviews is { } reviews
                    && !(issue.UpdatedAt <= reviews.Newest)
                )
                    reviews.Changed = true;
                if (state.Converted?.Contains(issue.Number) != true)
                    tell.Add(issue, into);
            }
        );
    }

    private SinceList<RestComment> Comments() =>
        new(
            "Comments",
            "issues/comments?sort=updated&direction=asc",
            RestJson.Default.ListRestComment,
            comment => comment.UpdatedAt,
            new IssueActivities(repository, run.Kinds, DateTimeOffset.MaxValue).Add
        );

    private SinceList<RestComment> ReviewComments() =>
        new(
            "Review comments",
            "pulls/comments?sort=updated&direction=asc",
            RestJson.Default.ListRestComment,
            comment => comment.UpdatedAt,
            new IssueActivities(repository, run.Kinds, DateTimeOffset.MaxValue).AddReviewComment
        );

    private IEnumerable<(IListing Listing, ListingState State)> Listings()
    {
        if (state.IssuesOff && run.Kinds.PullRequests)
            yield return (PullListing.Open(run, repository), state.Pulls ??= New());
        if (run.Wants(GitHubResource.Reviews) && !Anonymous("Reviews"))
            yield return (ReviewListing.Open(run, repository, PullsPerQuery), state.Reviews ??= New());
        if (run.Wants(GitHubResource.Discussions) && state.HasDiscussions && !Anonymous("Discussions"))
            yield return (new DiscussionReader(run, repository).Open(DiscussionsPerQuery), state.Discussions ??= New());
        if (run.Wants(GitHubResource.Stars))
            yield return (AudienceListings.Stars(run, repository), state.Stars ??= New());
        if (run.Wants(GitHubResource.Forks))
            yield return (AudienceListings.Forks(run, repository), state.Forks ??= New());
    }

    /// <summary>Pull requests where issues are off, and discussions, have nothing cheaper that would tell.</summary>
    private async Task<bool> HasNewsAsync(IListing listing, ListingState standing, CancellationToken cancellationToken)
    {
        if (standing.Changed || standing.Newest is not { } newest || ReferenceEquals(standing, state.Pulls))
            return true;
        if (!ReferenceEquals(standing, state.Discussions))
            return false;
        return await new DiscussionReader(run, repository).NewestAsync(cancellationToken) is { } latest
            && latest > newest;
    }

    private bool Anonymous(string what)
    {
        if (run.Anonymous)
            run.Skip(
                $"{what} are told by GraphQL only, which GitHub does not open to anonymous callers: give the source a token."
            );
        return run.Anonymous;
    }

    private SinceState Begin()
    {
        var begun = new SinceState { Recent = { Since = run.RecentFrom } };
        Begin(begun.History);
        return begun;
    }

    private ListingState New()
    {
        var begun = new ListingState();
        Begin(begun.History);
        return begun;
    }

    private void Begin(HistoryState history)
    {
        history.Until = run.RecentFrom;
        history.From = run.RecentFrom;
    }

    private void Reopen(SinceState standing)
    {
        if (Reopen(standing.History))
            standing.Past = new SincePosition { Since = run.Since };
    }

    /// <summary>The manifest wants more of the past than was walked, at first all of it.</summary>
    private bool Reopen(HistoryState history)
    {
        if (history.From is null || (run.Since is { } since && since >= history.From))
        {
            history.Done |= history.From == history.Until;
            return false;
        }

        if (history.Done)
            history.Until = history.From.Value;
        history.From = run.Since;
        history.Done = false;
        history.Reached = null;
        return true;
    }
}

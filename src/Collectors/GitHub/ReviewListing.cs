using System.Globalization;

namespace DevRel.Collectors.GitHub;

/// <summary>Reviews by the pull requests they are of, fifty to a query; the few with more than fifty reviews are asked for singly.</summary>
internal static class ReviewListing
{
    /// <summary>Bound of one pull request: ten thousand reviews.</summary>
    private const int MaxPages = 100;

    public static IListing Open(GitHubRun run, RepositoryRef repository, int pullsPerQuery) =>
        new GraphListing(
            run.Api,
            "Reviews",
            GraphQueries.Reviews,
            repository.Name,
            pullsPerQuery,
            (data, cancellationToken) => ReadAsync(run.Api, repository, data, cancellationToken)
        );

    private static async Task<(IReadOnlyList<Listed>, GraphPageInfo?)> ReadAsync(
        GitHubApi api,
        RepositoryRef repository,
        GraphRepository data,
        CancellationToken cancellationToken
    )
    {
        var tell = new ReviewActivities(repository);
        var listed = new List<Listed>();
        foreach (var pull in (data.PullRequests?.Nodes ?? []).OfType<GraphPull>())
        {
            var told = new List<CollectedItem>();
            foreach (var review in (pull.Reviews?.Nodes ?? []).OfType<GraphReview>())
                tell.Add(pull.Number, review, told);
            if (pull.Reviews?.PageInfo?.HasNextPage == true)
                told = await AllAsync(api, repository, pull.Number, tell, cancellationToken);
            listed.Add(new Listed(pull.UpdatedAt, told));
        }

        return (listed, data.PullRequests?.PageInfo);
    }

    private static async Task<List<CollectedItem>> AllAsync(
        GitHubApi api,
        RepositoryRef repository,
        int number,
        ReviewActivities tell,
        CancellationToken cancellationToken
    )
    {
        var told = new List<CollectedItem>();
        string? next = string.Create(
            CultureInfo.InvariantCulture,
            $"repos/{repository.Name}/pulls/{number}/reviews?per_page={GitHubApi.PageSize}"
        );
        for (var pages = 0; next is not null && pages < MaxPages; pages++)
        {
            var page = await api.ListAsync(next, etag: null, RestJson.Default.ListRestReview, cancellationToken);
            foreach (var review in page.Items)
                tell.Add(number, review, told);
            next = page.Next;
        }

        return told;
    }
}

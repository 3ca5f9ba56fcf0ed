using System.Globalization;

namespace DevRel.Collectors.GitHub;

/// <summary>Pull requests of a repository whose issues are switched off: the list of issues, which holds both, answers 410 there.</summary>
internal static class PullListing
{
    public static IListing Open(GitHubRun run, RepositoryRef repository)
    {
        var tell = new IssueActivities(repository, run.Kinds, DateTimeOffset.MaxValue);
        return new RestListing<RestPull>(
            run.Api,
            "Pull requests",
            newestFirst =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"repos/{repository.Name}/pulls?state=all&sort=updated&direction={(newestFirst ? "desc" : "asc")}&per_page={GitHubApi.PageSize}"
                ),
            RestJson.Default.ListRestPull,
            pull =>
            {
                var told = new List<CollectedItem>();
                tell.Add(pull, told);
                return new Listed(pull.UpdatedAt, told);
            }
        );
    }
}

internal static class AudienceListings
{
    /// <summary>GraphQL knows no end at 40,000 and skips nobody when someone takes a star back.</summary>
    public static IListing Stars(GitHubRun run, RepositoryRef repository) =>
        run.Anonymous
            ? new RestStarListing(run.Api, repository)
            : new GraphListing(
                run.Api,
                "Stars",
                GraphQueries.Stars,
                repository.Name,
                GitHubApi.PageSize,
                (data, _) =>
                    Read(
                        data.Stargazers?.Edges,
                        star => new Listed(
                            star.StarredAt,
                            Audience.Star(repository, GitHubPeople.Of(star.Node), star.StarredAt)
                        ),
                        data.Stargazers?.PageInfo
                    )
            );

    public static IListing Forks(GitHubRun run, RepositoryRef repository) =>
        run.Anonymous
            ? new RestListing<RestRepository>(
                run.Api,
                "Forks",
                newestFirst =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"repos/{repository.Name}/forks?sort={(newestFirst ? "newest" : "oldest")}&per_page={GitHubApi.PageSize}"
                    ),
                RestJson.Default.ListRestRepository,
                fork => new Listed(
                    fork.CreatedAt,
                    Audience.Fork(repository, fork.Id, GitHubPeople.Of(fork.Owner), fork.CreatedAt)
                )
            )
            : new GraphListing(
                run.Api,
                "Forks",
                GraphQueries.Forks,
                repository.Name,
                GitHubApi.PageSize,
                (data, _) =>
                    Read(
                        data.Forks?.Nodes,
                        fork => new Listed(
                            fork.CreatedAt,
                            Audience.Fork(repository, fork.DatabaseId, GitHubPeople.Of(fork.Owner), fork.CreatedAt)
                        ),
                        data.Forks?.PageInfo
                    )
            );

    private static Task<(IReadOnlyList<Listed> Items, GraphPageInfo? Page)> Read<T>(
        IReadOnlyList<T?>? nodes,
        Func<T, Listed> tell,
        GraphPageInfo? page
    )
        where T : class =>
        Task.FromResult<(IReadOnlyList<Listed>, GraphPageInfo?)>(([.. (nodes ?? []).OfType<T>().Select(tell)], page));
}

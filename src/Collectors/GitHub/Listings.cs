using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using DevRel.Activities;

namespace DevRel.Collectors.GitHub;

/// <summary>A REST list that sorts either way by a query parameter.</summary>
internal sealed class RestListing<T>(
    GitHubApi api,
    string what,
    Func<bool, string> path,
    JsonTypeInfo<List<T>> type,
    Func<T, Listed> tell
) : IListing
{
    public string What => what;

    public async Task<ListingPage> ReadAsync(
        bool newestFirst,
        string? after,
        string? etag,
        CancellationToken cancellationToken
    )
    {
        var page = await api.ListAsync(after ?? path(newestFirst), etag, type, cancellationToken);
        return new ListingPage(page.Reply, [.. page.Items.Select(tell)], page.Next, page.ETag, page.Needs);
    }
}

/// <summary>Stars without GraphQL: oldest first only, so the newest are found on the last page and read backwards. Ends at 40,000.</summary>
internal sealed class RestStarListing(GitHubApi api, RepositoryRef repository) : IListing
{
    public string What => "Stars";

    public async Task<ListingPage> ReadAsync(
        bool newestFirst,
        string? after,
        string? etag,
        CancellationToken cancellationToken
    )
    {
        var number = after is null ? 1 : int.Parse(after, NumberStyles.None, CultureInfo.InvariantCulture);
        var page = await PageAsync(number, cancellationToken);
        if (newestFirst && after is null && PageOf(page.Last) is { } last and > 1)
        {
            number = last;
            page = await PageAsync(number, cancellationToken);
        }

        var items = page.Items.Select(Tell).ToList();
        if (newestFirst)
            items.Reverse();
        var next =
            newestFirst ? (number > 1 ? number - 1 : (int?)null)
            : page.Next is null ? null
            : number + 1;
        return new ListingPage(page.Reply, items, next?.ToString(CultureInfo.InvariantCulture), ETag: null, page.Needs);
    }

    private Task<RestPage<RestStar>> PageAsync(int number, CancellationToken cancellationToken) =>
        api.ListAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"repos/{repository.Name}/stargazers?per_page={GitHubApi.PageSize}&page={number}"
            ),
            etag: null,
            RestJson.Default.ListRestStar,
            cancellationToken,
            GitHubApi.StarMediaType
        );

    private Listed Tell(RestStar star) =>
        new(star.StarredAt, Audience.Star(repository, GitHubPeople.Of(star.User), star.StarredAt));

    private static int? PageOf(string? link)
    {
        var at = link?.LastIndexOf("page=", StringComparison.Ordinal) ?? -1;
        if (at < 0)
            return null;
        var digits = link.AsSpan(at + "page=".Length);
        var end = digits.IndexOf('&');
        return int.TryParse(
            end < 0 ? digits : digits[..end],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var page
        )
            ? page
            : null;
    }
}

/// <summary>A GraphQL connection ordered by time.</summary>
internal sealed class GraphListing(
    GitHubApi api,
    string what,
    string query,
    string repository,
    int pageSize,
    Func<GraphRepository, CancellationToken, Task<(IReadOnlyList<Listed> Items, GraphPageInfo? Page)>> read
) : IListing
{
    /// <summary>What still answers when a full page takes GitHub longer than its ten seconds.</summary>
    private const int SmallPage = 5;

    public string What => what;

    public async Task<ListingPage> ReadAsync(
        bool newestFirst,
        string? after,
        string? etag,
        CancellationToken cancellationToken
    )
    {
        GraphData data;
        try
        {
            data = await QueryAsync(pageSize, newestFirst, after, cancellationToken);
        }
        catch (CollectionException heavy) when (heavy.Reason == CollectionFailure.Unavailable && pageSize > SmallPage)
        {
            data = await QueryAsync(SmallPage, newestFirst, after, cancellationToken);
        }

        if (data.Repository is null)
            return new ListingPage(Reply.Missing, [], Next: null, ETag: null, Needs: null);
        var (items, page) = await read(data.Repository, cancellationToken);
        return new ListingPage(
            Reply.Ok,
            items,
            page?.HasNextPage == true ? page.EndCursor : null,
            ETag: null,
            Needs: null
        );
    }

    private Task<GraphData> QueryAsync(
        int size,
        bool newestFirst,
        string? after,
        CancellationToken cancellationToken
    ) =>
        api.QueryAsync(
            new GraphQuery($"{what} of {repository}", query, GraphVariables.Page(repository, size, after, newestFirst)),
            cancellationToken
        );
}

/// <summary>Stars and forks: people who looked in.</summary>
internal static class Audience
{
    public static IReadOnlyList<CollectedItem> Star(RepositoryRef repository, Account? account, DateTimeOffset at) =>
        account is null
            ? []
            :
            [
                new CollectedActivity(repository.Star(account.Id), ActivityKind.Star, at)
                {
                    Author = account,
                    Hints = account.Hints,
                    Container = repository.Name,
                },
            ];

    public static IReadOnlyList<CollectedItem> Fork(
        RepositoryRef repository,
        long fork,
        Account? owner,
        DateTimeOffset at
    ) =>
        [
            new CollectedActivity(IssueActivities.Id("fork", fork), ActivityKind.Fork, at)
            {
                Author = owner,
                Hints = owner?.Hints ?? MemberHints.None,
                Container = repository.Name,
            },
        ];
}

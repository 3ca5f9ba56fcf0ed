namespace DevRel.Collectors.GitHub;

/// <summary>Discussions with their comments and replies; only GraphQL has them.</summary>
internal sealed class DiscussionReader(GitHubRun run, RepositoryRef repository)
{
    /// <summary>Bound of one discussion: a hundred thousand comments, as many replies to each.</summary>
    private const int MaxPages = 1000;
    private readonly DiscussionActivities tell = new(repository);

    public IListing Open(int pageSize) =>
        new GraphListing(run.Api, "Discussions", GraphQueries.Discussions, repository.Name, pageSize, ReadAsync);

    /// <summary>When any of them changed last, for one point of the limit; null when there are none.</summary>
    public async Task<DateTimeOffset?> NewestAsync(CancellationToken cancellationToken)
    {
        var data = await run.Api.QueryAsync(
            new GraphQuery(
                $"Discussions of {repository.Name}",
                GraphQueries.NewestDiscussion,
                GraphVariables.Page(repository.Name, 1, after: null, newestFirst: true)
            ),
            cancellationToken
        );
        return data.Repository?.Discussions?.Nodes?.FirstOrDefault()?.UpdatedAt;
    }

    private async Task<(IReadOnlyList<Listed>, GraphPageInfo?)> ReadAsync(
        GraphRepository data,
        CancellationToken cancellationToken
    )
    {
        var listed = new List<Listed>();
        foreach (var discussion in (data.Discussions?.Nodes ?? []).OfType<GraphDiscussion>())
        {
            var told = new List<CollectedItem>();
            tell.Add(discussion, told);
            await AddCommentsAsync(discussion, told, cancellationToken);
            listed.Add(new Listed(discussion.UpdatedAt, told));
        }

        return (listed, data.Discussions?.PageInfo);
    }

    private async Task AddCommentsAsync(
        GraphDiscussion discussion,
        List<CollectedItem> told,
        CancellationToken cancellationToken
    )
    {
        var comments = discussion.Comments;
        for (var pages = 0; comments is not null && pages < MaxPages; pages++)
        {
            foreach (var comment in (comments.Nodes ?? []).OfType<GraphComment>())
            {
                tell.Add(discussion, comment, answers: null, told);
                await AddRepliesAsync(discussion, comment, told, cancellationToken);
            }

            comments = await NextAsync(
                GraphQueries.MoreComments,
                discussion.Id,
                comments.PageInfo,
                node => node.Comments,
                cancellationToken
            );
        }
    }

    private async Task AddRepliesAsync(
        GraphDiscussion discussion,
        GraphComment comment,
        List<CollectedItem> told,
        CancellationToken cancellationToken
    )
    {
        var replies = comment.Replies;
        for (var pages = 0; replies is not null && pages < MaxPages; pages++)
        {
            foreach (var reply in (replies.Nodes ?? []).OfType<GraphComment>())
                tell.Add(discussion, reply, comment, told);
            replies = await NextAsync(
                GraphQueries.MoreReplies,
                comment.Id,
                replies.PageInfo,
                node => node.Replies,
                cancellationToken
            );
        }
    }

    private async Task<GraphConnection<GraphComment>?> NextAsync(
        string query,
        string node,
        GraphPageInfo? page,
        Func<GraphNode, GraphConnection<GraphComment>?> choose,
        CancellationToken cancellationToken
    )
    {
        if (page is not { HasNextPage: true, EndCursor: { } cursor })
            return null;
        var data = await run.Api.QueryAsync(
            new GraphQuery(
                $"Discussions of {repository.Name}",
                query,
                new GraphVariables
                {
                    Id = node,
                    First = GitHubApi.PageSize,
                    After = cursor,
                }
            ),
            cancellationToken
        );
        return data.Node is { } found ? choose(found) : null;
    }
}

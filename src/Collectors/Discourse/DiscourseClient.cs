using System.Net;
using System.Text.Json.Serialization.Metadata;
using DevRel.Collectors.Http;

namespace DevRel.Collectors.Discourse;

/// <summary>The forum's answers. Addresses are relative to the forum, which may live in a sub-folder.</summary>
internal sealed class DiscourseClient(
    IUpstream upstream,
    Uri forum,
    Func<IReadOnlyList<KeyValuePair<string, string>>> headers
)
{
    private const int PostsAtOnce = 20;

    /// <summary>Distinguishes accounts of this forum from those of others, which count from 1 as well.</summary>
    public string Name => (forum.Authority + forum.AbsolutePath).TrimEnd('/');

    /// <summary>The newest posts with an id below; newest first.</summary>
    public async Task<IReadOnlyList<Post>> PostsAsync(long? before, CancellationToken cancellationToken)
    {
        var path = before is null ? "posts.json" : FormattableString.Invariant($"posts.json?before={before}");
        var answer = await RequireAsync(path, DiscourseJson.Default.LatestPosts, cancellationToken);
        return answer.Posts;
    }

    /// <summary>A page of topics, most recently active first but for pinned ones; empty behind the last.</summary>
    public async Task<IReadOnlyList<ListedTopic>> TopicsAsync(
        int page,
        bool byCreation,
        CancellationToken cancellationToken
    )
    {
        var order = byCreation ? "order=created&ascending=true&" : "";
        var answer = await RequireAsync(
            FormattableString.Invariant($"latest.json?{order}page={page}"),
            DiscourseJson.Default.TopicPage,
            cancellationToken
        );
        return answer.TopicList.Topics;
    }

    /// <summary>Null: deleted, or hidden from this reader.</summary>
    public Task<Topic?> TopicAsync(long id, CancellationToken cancellationToken) =>
        AskAsync(FormattableString.Invariant($"t/{id}.json"), DiscourseJson.Default.Topic, cancellationToken);

    public async Task<IReadOnlyList<Post>> PostsOfAsync(
        long topic,
        IReadOnlyList<long> posts,
        CancellationToken cancellationToken
    )
    {
        var found = new List<Post>(posts.Count);
        foreach (var some in posts.Chunk(PostsAtOnce))
        {
            var query = string.Join('&', some.Select(id => FormattableString.Invariant($"post_ids[]={id}")));
            var answer = await AskAsync(
                FormattableString.Invariant($"t/{topic}/posts.json?{query}"),
                DiscourseJson.Default.MorePosts,
                cancellationToken
            );
            found.AddRange(answer?.PostStream.Posts ?? []);
        }

        return found;
    }

    /// <summary>Flat. Empty when the forum lists none.</summary>
    public async Task<IReadOnlyList<ListedCategory>> CategoriesAsync(CancellationToken cancellationToken)
    {
        var site = await AskAsync("site.json", DiscourseJson.Default.Site, cancellationToken);
        if (site?.Categories is { Count: > 0 } all)
            return all;
        // Forums with very many categories leave them out of site.json.
        var listed = await AskAsync(
            "categories.json?include_subcategories=true",
            DiscourseJson.Default.CategoryPage,
            cancellationToken
        );
        return [.. (listed?.CategoryList.Categories ?? []).SelectMany(Flat)];
    }

    public Task<AboutPage?> AboutAsync(CancellationToken cancellationToken) =>
        AskAsync("about.json", DiscourseJson.Default.AboutPage, cancellationToken);

    private static IEnumerable<ListedCategory> Flat(ListedCategory category) =>
        (category.SubcategoryList ?? [])
            .SelectMany(child => Flat(child with { ParentCategoryId = child.ParentCategoryId ?? category.Id }))
            .Prepend(category);

    private async Task<T> RequireAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        await AskAsync(path, type, cancellationToken)
        ?? throw new CollectionException(
            CollectionFailure.NotFound,
            $"{forum.Host} has no {path.Split('?')[0]}. Check that spec.discourse.url is the start page of a Discourse forum."
        );

    /// <summary>Null when it does not exist for this reader. Errors: a forum that wants a login.</summary>
    private async Task<T?> AskAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var request = new UpstreamRequest(HttpMethod.Get, new Uri(forum, path))
        {
            Headers = headers(),
            Expect = [HttpStatusCode.NotFound, HttpStatusCode.Gone, HttpStatusCode.Forbidden],
        };
        var answer = await upstream.SendJsonAsync(request, type, cancellationToken);
        if (answer.Status == HttpStatusCode.Forbidden && !path.StartsWith("t/", StringComparison.Ordinal))
            throw Refused();
        return answer.Value;
    }

    private CollectionException Refused() =>
        headers().Count > 0
            ? new(
                CollectionFailure.Unauthorized,
                $"{forum.Host} refuses the API key or its user. Check spec.discourse.auth: the key must be active and allowed to read as that user."
            )
            : new(
                CollectionFailure.Unauthorized,
                $"{forum.Host} shows nothing without a login. Ask its admins for a read-only API key and give it as spec.discourse.auth."
            );
}

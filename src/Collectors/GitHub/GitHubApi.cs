using System.Net;
using System.Text.Json.Serialization.Metadata;
using DevRel.Collectors.Http;

namespace DevRel.Collectors.GitHub;

/// <summary>What an answer means to a collector.</summary>
internal enum Reply
{
    Ok,
    NotModified,

    /// <summary>403 that is no limit: the token may not, or GitHub closed the repository.</summary>
    Denied,

    /// <summary>404: gone, or hidden from this token.</summary>
    Missing,

    /// <summary>410: the feature is switched off.</summary>
    Disabled,

    /// <summary>451: taken down.</summary>
    Blocked,

    /// <summary>422: a page beyond what GitHub serves.</summary>
    Refused,
}

/// <summary>One page of a list.</summary>
/// <param name="Next">Path of the next page; null on the last.</param>
/// <param name="Last">Path of the last page, where the answer tells.</param>
/// <param name="Needs">Permissions GitHub asked for in a refusal.</param>
internal sealed record RestPage<T>(
    Reply Reply,
    IReadOnlyList<T> Items,
    string? Next,
    string? Last,
    string? ETag,
    string? Needs
);

/// <summary>One object; null unless the reply is <see cref="Reply.Ok"/>.</summary>
internal sealed record RestObject<T>(Reply Reply, T? Value, string? ETag, string? Needs);

/// <summary>GitHub's REST and GraphQL APIs, spoken through one polite upstream.</summary>
internal sealed class GitHubApi(IUpstream upstream, GitHubEndpoint endpoint)
{
    public const string MediaType = "application/vnd.github+json";

    /// <summary>Stars with their dates.</summary>
    public const string StarMediaType = "application/vnd.github.star+json";

    /// <summary>The largest page GitHub serves.</summary>
    public const int PageSize = 100;

    /// <summary>Pinned: later versions drop fields, and no header means the oldest supported.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> VersionHeader =
    [
        new("X-GitHub-Api-Version", "2022-11-28"),
    ];

    private static readonly IReadOnlyList<HttpStatusCode> Answers =
    [
        HttpStatusCode.Forbidden,
        HttpStatusCode.NotFound,
        HttpStatusCode.Gone,
        HttpStatusCode.UnprocessableEntity,
        HttpStatusCode.UnavailableForLegalReasons,
    ];

    public async Task<RestPage<T>> ListAsync<T>(
        string path,
        string? etag,
        JsonTypeInfo<List<T>> type,
        CancellationToken cancellationToken,
        string accept = MediaType
    )
    {
        // Some empty lists are answered 204 without a body.
        var answer = await GetAsync(path, etag, type, accept, cancellationToken);
        var link = answer.Headers["Link"];
        return new RestPage<T>(
            Classify(answer.Status),
            answer.Value ?? [],
            Links.Find(link, "next"),
            Links.Find(link, "last"),
            answer.Headers.ETag,
            Needs(answer.Headers)
        );
    }

    public async Task<RestObject<T>> ReadAsync<T>(
        string path,
        string? etag,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var answer = await GetAsync(path, etag, type, MediaType, cancellationToken);
        return new RestObject<T>(Classify(answer.Status), answer.Value, answer.Headers.ETag, Needs(answer.Headers));
    }

    public async Task<GraphData> QueryAsync(GraphQuery query, CancellationToken cancellationToken)
    {
        var request = new UpstreamRequest(HttpMethod.Post, endpoint.GraphQl)
        {
            Api = "graphql",
            Accept = MediaType,
            Headers = VersionHeader,
            Body = query.Encode(),
            JudgeBody = GraphErrors.Judge,
        };
        var answer = await upstream.SendJsonAsync(request, CamelJson.Default.GraphAnswer, cancellationToken);
        return GraphErrors.Check(answer.Value, query.What);
    }

    private Task<JsonAnswer<T>> GetAsync<T>(
        string path,
        string? etag,
        JsonTypeInfo<T> type,
        string accept,
        CancellationToken cancellationToken
    )
        where T : class =>
        upstream.SendJsonAsync(
            new UpstreamRequest(HttpMethod.Get, endpoint.Rest(path))
            {
                Accept = accept,
                Headers = VersionHeader,
                ETag = etag,
                Expect = Answers,
            },
            type,
            cancellationToken
        );

    private static Reply Classify(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.NotModified => Reply.NotModified,
            HttpStatusCode.Forbidden => Reply.Denied,
            HttpStatusCode.NotFound => Reply.Missing,
            HttpStatusCode.Gone => Reply.Disabled,
            HttpStatusCode.UnavailableForLegalReasons => Reply.Blocked,
            HttpStatusCode.UnprocessableEntity => Reply.Refused,
            _ => Reply.Ok,
        };

    /// <summary>Only the form GitHub documents is repeated: a header is foreign text.</summary>
    private static string? Needs(HttpHeadersView headers) =>
        headers["X-Accepted-GitHub-Permissions"] is { Length: > 0 and < 200 } needs
        && needs.All(letter => char.IsAsciiLetterLower(letter) || letter is '_' or '=' or ',' or ';' or ' ')
            ? needs
            : null;
}

/// <summary>The header Link: <c>&lt;url&gt;; rel="next", …</c>.</summary>
internal static class Links
{
    /// <summary>Path and query of the link; null when there is none.</summary>
    public static string? Find(string? header, string relation)
    {
        foreach (var part in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            var end = part.IndexOf('>', StringComparison.Ordinal);
            if (end > 1 && part[0] == '<' && part.AsSpan(end).Contains($"rel=\"{relation}\"", StringComparison.Ordinal))
                return GitHubEndpoint.PathOf(part[1..end]);
        }

        return null;
    }
}

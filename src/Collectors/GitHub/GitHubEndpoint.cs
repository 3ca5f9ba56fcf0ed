using System.Globalization;

namespace DevRel.Collectors.GitHub;

/// <summary>Where the two APIs of one GitHub are.</summary>
internal sealed class GitHubEndpoint(Uri apiUrl)
{
    private const string EnterpriseRest = "/api/v3";
    private readonly string rest = apiUrl.AbsoluteUri.TrimEnd('/');

    /// <summary>Names the server in budgets.</summary>
    public string Name => rest;

    public Uri GraphQl { get; } = FindGraphQl(apiUrl.AbsoluteUri.TrimEnd('/'));

    /// <param name="path">Relative to the API: <c>repos/contoso/sdk</c>. A path from a link starts with a slash and is relative to the host.</param>
    public Uri Rest(string path) =>
        path.StartsWith('/')
            ? new Uri(new Uri(apiUrl.GetLeftPart(UriPartial.Authority)), path)
            : new Uri($"{rest}/{path}");

    /// <summary>Path and query of a link. Its host is ignored, so that a token never leaves for another one.</summary>
    public static string? PathOf(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var url) ? url.PathAndQuery
        : link?.StartsWith('/') == true ? link
        : null;

    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Uri FindGraphQl(string rest) =>
        new(
            rest.EndsWith(EnterpriseRest, StringComparison.OrdinalIgnoreCase)
                ? string.Concat(rest.AsSpan(0, rest.Length - EnterpriseRest.Length), "/api/graphql")
                : rest + "/graphql"
        );
}

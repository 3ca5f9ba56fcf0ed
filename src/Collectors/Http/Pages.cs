using System.Runtime.CompilerServices;

namespace DevRel.Collectors.Http;

/// <summary>Walks over pages, each with a bound, each noticing when the platform sends it in a circle.</summary>
public static class Pages
{
    /// <summary>
    /// Target of <c>Link: …; rel="next"</c>; null on the last page. Its path and query are put onto the host of <paramref name="from"/>,
    /// so that a walk never leaves the host its credential is for, and works through proxies and replays.
    /// </summary>
    public static Uri? Next(UpstreamAnswer answer, Uri from)
    {
        if (answer.Headers["Link"] is not { } header || Target(header, "next") is not { } target)
            return null;
        if (!Uri.TryCreate(answer.Url, target, out var next))
            return null;
        return new UriBuilder(next)
        {
            Scheme = from.Scheme,
            Host = from.Host,
            Port = from.Port,
            UserName = "",
            Password = "",
        }.Uri;
    }

    /// <summary>Answers are the caller's to dispose. Errors: more than <paramref name="maxPages"/>, or a page seen before: <see cref="CollectionFailure.Unreadable"/>.</summary>
    public static async IAsyncEnumerable<UpstreamAnswer> PagesByLinkAsync(
        this IUpstream upstream,
        UpstreamRequest first,
        int maxPages,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var walk = new PageWalk(Place.Of(first.Method, first.Url), maxPages);
        Uri? next = first.Url;
        // Only the first page is asked for conditionally: its 304 ends the walk.
        var request = first;
        while (next is not null)
        {
            walk.Enter(next.PathAndQuery);
            var answer = await upstream.SendAsync(request, cancellationToken);
            next = answer.NotModified ? null : Next(answer, first.Url);
            yield return answer;
            if (next is not null)
                request = first with { Url = next, ETag = null, IfModifiedSince = null };
        }
    }

    /// <param name="read">Given the cursor (null for the first page) gives the page and the next cursor, null at the end.</param>
    public static async IAsyncEnumerable<T> PagesByCursorAsync<T>(
        string what,
        Func<string?, CancellationToken, Task<(T Page, string? Next)>> read,
        int maxPages,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var walk = new PageWalk(what, maxPages);
        string? cursor = null;
        do
        {
            walk.Enter(cursor ?? "");
            (var page, cursor) = await read(cursor, cancellationToken);
            yield return page;
        } while (cursor is not null);
    }

    /// <summary>RFC 8288, as far as platforms use it.</summary>
    private static string? Target(string header, string relation)
    {
        var at = 0;
        while (header.IndexOf('<', at) is >= 0 and var open && header.IndexOf('>', open) is > 0 and var close)
        {
            var end = header.IndexOf('<', close) is >= 0 and var following ? following : header.Length;
            var parameters = header[(close + 1)..end].Split(';', ',');
            if (parameters.Any(parameter => IsRelation(parameter, relation)))
                return header[(open + 1)..close];
            at = end;
        }

        return null;
    }

    private static bool IsRelation(string parameter, string relation)
    {
        var parts = parameter.Split('=', 2, StringSplitOptions.TrimEntries);
        return parts.Length == 2
            && parts[0].Equals("rel", StringComparison.OrdinalIgnoreCase)
            && parts[1].Trim('"').Split(' ').Contains(relation, StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>Counts the pages of one walk and remembers where it was. Not for use by several threads.</summary>
public sealed class PageWalk(string what, int maxPages)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>Errors: <see cref="CollectionFailure.Unreadable"/> when the walk is too long or goes in a circle.</summary>
    public void Enter(string page)
    {
        if (seen.Count >= maxPages)
        {
            throw new CollectionException(
                CollectionFailure.Unreadable,
                FormattableString.Invariant(
                    $"{what} has more than {maxPages} pages, which is beyond what is read. Narrow the source, or collect from a later date."
                )
            );
        }

        if (!seen.Add(page))
        {
            throw new CollectionException(
                CollectionFailure.Unreadable,
                $"{what} leads back to a page that was read before. The platform's paging is at fault; the next run tries again."
            );
        }
    }
}

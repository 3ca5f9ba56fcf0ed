using System.Net;
using System.Text.RegularExpressions;

namespace DevRel.Collectors.Http;

/// <summary>
/// What to make of a raw answer. Exactly one of the three is set: it stands, it said «not now», or it failed. A pure decision.
/// </summary>
/// <param name="Retry">The failure may be gone at the next try.</param>
internal sealed partial record Verdict(bool Stands, Throttle? Throttle, CollectionException? Failure, bool Retry)
{
    private static readonly Verdict Fine = new(Stands: true, null, null, Retry: false);

    public static Verdict Of(UpstreamRequest request, RawAnswer raw, DateTimeOffset now)
    {
        var place = Place.Of(request.Method, raw.Url);
        if (raw.Body is null)
            return Final(
                CollectionFailure.Unreadable,
                $"{place} answered with more bytes than an answer may have. Ask for smaller pages."
            );
        var body = raw.Body.Bytes.Span;
        if (Http.Throttle.Read(raw.Status, raw.Headers, body, now) is { } throttle)
            return new(Stands: false, throttle, null, Retry: true);
        var success = (int)raw.Status is >= 200 and < 300;
        if (IsWebPage(request, raw.Headers) && (success || raw.Status == HttpStatusCode.Forbidden))
            return WebPage(place, raw.Status);
        if (request.Expect.Contains(raw.Status) || raw.Status == HttpStatusCode.NotModified)
            return Fine;
        return success ? OfSuccess(request, raw, place, now) : Final(raw, place, now);
    }

    private static Verdict OfSuccess(UpstreamRequest request, RawAnswer raw, string place, DateTimeOffset now)
    {
        var bytes = raw.Body?.Bytes ?? default;
        if (IsJson(raw.Headers) && Body.LooksCutOff(bytes.Span))
            return Again(
                CollectionFailure.Unreadable,
                $"{place} answered with JSON that was cut off. If it goes on, a proxy may cut long answers."
            );
        if (request.JudgeBody is not { } judge)
            return Fine;
        using var answer = new UpstreamAnswer(raw.Status, raw.Url, raw.Headers, bytes);
        return judge(answer) switch
        {
            null => Fine,
            { Reason: CollectionFailure.RateLimited } said => new(
                Stands: false,
                InBody(said, raw.Headers, now),
                null,
                Retry: true
            ),
            var said => new(
                Stands: false,
                null,
                new CollectionException(said.Reason, said.Message) { RetryAt = said.RetryAt },
                Retry: said.Reason == CollectionFailure.Unavailable
            ),
        };
    }

    /// <summary>A body that tells of a limit: its own time, else what the headers would say of a 429.</summary>
    private static Throttle InBody(BodyVerdict said, HttpHeadersView headers, DateTimeOffset now)
    {
        var read = Http.Throttle.Read(HttpStatusCode.TooManyRequests, headers, [], now) ?? default;
        return said.RetryAt is { } retryAt
            ? read with
            {
                Wait = Http.Throttle.Seconds((retryAt - now).TotalSeconds),
            }
            : read;
    }

    private static Verdict Final(RawAnswer raw, string place, DateTimeOffset now)
    {
        var code = (int)raw.Status;
        return code switch
        {
            401 => Final(
                CollectionFailure.Unauthorized,
                $"{place} answered 401: the secret is missing, wrong or expired. Put a valid one where the source's auth points."
            ),
            403 => Final(
                CollectionFailure.Unauthorized,
                $"{place} answered 403: not permitted{Needed(raw.Headers)}. Give the credential the right, or leave this resource out."
            ),
            404 or 410 or 451 => Final(
                CollectionFailure.NotFound,
                $"{place} answered {code}: it is gone, renamed, switched off, or hidden from this credential. Check the name and the rights."
            ),
            408 or 425 or >= 500 => Again(
                CollectionFailure.Unavailable,
                $"{place} answered {code}: the platform has trouble. Nothing to do unless it lasts.",
                Http.Throttle.RetryAfter(raw.Headers, now) is { } after ? now + after : null
            ),
            >= 300 and < 400 => Final(
                CollectionFailure.Unavailable,
                $"{place} answered {code}: redirected in a circle, without a target, or from https to http. Write the final URL into the source."
            ),
            _ => Final(
                CollectionFailure.Unreadable,
                $"{place} answered {code}: the platform does not understand the request. Check that the URL is that of its API."
            ),
        };
    }

    private static Verdict WebPage(string place, HttpStatusCode status) =>
        Again(
            CollectionFailure.Unavailable,
            $"{place} answered {(int)status} with a web page instead of data: a login page, or a proxy or CDN that keeps programs out. Check the URL, or have this client let through."
        );

    private static bool IsWebPage(UpstreamRequest request, HttpHeadersView headers) =>
        request.Accept.Contains("json", StringComparison.OrdinalIgnoreCase)
        && headers["Content-Type"]?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsJson(HttpHeadersView headers) =>
        headers["Content-Type"]?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>GitHub names the right that was missing. Only its exact form is repeated: a header is foreign text.</summary>
    private static string Needed(HttpHeadersView headers) =>
        headers["X-Accepted-GitHub-Permissions"] is { } needed && Permissions().IsMatch(needed)
            ? $" (needs {needed})"
            : "";

    private static Verdict Final(CollectionFailure reason, string message) =>
        new(Stands: false, null, new CollectionException(reason, message), Retry: false);

    private static Verdict Again(CollectionFailure reason, string message, DateTimeOffset? retryAt = null) =>
        new(Stands: false, null, new CollectionException(reason, message) { RetryAt = retryAt }, Retry: true);

    [GeneratedRegex(
        "^[a-z_]{1,40}=(read|write|admin)([,;] ?[a-z_]{1,40}=(read|write|admin)){0,5}$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Permissions();
}

/// <summary>How messages name a request: method, host and path, never the query, never user info.</summary>
internal static class Place
{
    public static string Of(HttpMethod method, Uri url) => $"{method.Method} {url.Host}{url.AbsolutePath}";
}

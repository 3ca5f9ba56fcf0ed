using System.Net;
using System.Net.Http.Headers;

namespace DevRel.Collectors.Http;

/// <summary>A status, the headers and the body read whole: what came over the wire, before anyone judged it.</summary>
/// <param name="Body">Null: longer than the limit.</param>
internal sealed record RawAnswer(HttpStatusCode Status, Uri Url, HttpHeadersView Headers, Body? Body);

/// <summary>One try on the wire: the request as the platform wants it, its redirects, its body.</summary>
internal sealed class Exchange(HttpMessageInvoker wire, UpstreamOptions options)
{
    /// <param name="told">Hears of every status, redirects among them: each is a request of the quota.</param>
    public async Task<RawAnswer> SendAsync(
        UpstreamRequest request,
        AuthenticationHeaderValue? authorization,
        Action<HttpStatusCode> told,
        CancellationToken cancellationToken
    )
    {
        var url = request.Url;
        for (var hop = 0; ; hop++)
        {
            var own = SameHost(url, request.Url);
            using var message = Message(request, url, own ? authorization : null, own);
            using var response = await wire.SendAsync(message, cancellationToken);
            told(response.StatusCode);
            if (Target(response, url) is { } target && hop < options.MaxRedirects)
            {
                url = target;
                continue;
            }

            var body = await Body.ReadAsync(response.Content, options.MaxBodyBytes, cancellationToken);
            return new RawAnswer(response.StatusCode, url, Headers(response), body);
        }
    }

    /// <summary>Scheme, host and port: nothing that names the caller goes anywhere else.</summary>
    private static bool SameHost(Uri one, Uri other) =>
        one.Scheme == other.Scheme
        && one.Port == other.Port
        && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);

    private HttpRequestMessage Message(
        UpstreamRequest request,
        Uri url,
        AuthenticationHeaderValue? authorization,
        bool ownHost
    )
    {
        var message = new HttpRequestMessage(request.Method, url) { Version = HttpVersion.Version11 };
        message.Headers.Authorization = authorization;
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("User-Agent", "devrel-metrics-operator/" + options.Version);
        if (request.ETag is not null)
            message.Headers.TryAddWithoutValidation("If-None-Match", request.ETag);
        message.Headers.IfModifiedSince = request.IfModifiedSince;
        foreach (var (name, value) in ownHost ? request.Headers : [])
            message.Headers.TryAddWithoutValidation(name, value);
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        }

        return message;
    }

    /// <summary>Where a redirect leads; null when there is none to follow. Never from https to http.</summary>
    private static Uri? Target(HttpResponseMessage response, Uri url)
    {
        var redirects =
            response.StatusCode
            is HttpStatusCode.MovedPermanently
                or HttpStatusCode.Found
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect;
        if (!redirects || response.Headers.Location is not { } location)
            return null;
        var target = location.IsAbsoluteUri ? location : new Uri(url, location);
        var safe = target.Scheme == url.Scheme || target.Scheme == Uri.UriSchemeHttps;
        return safe && target.Scheme is "http" or "https" ? target : null;
    }

    private static HttpHeadersView Headers(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated)
            headers[name] = values.ToString();
        foreach (var (name, values) in response.Content.Headers.NonValidated)
            headers[name] = values.ToString();
        return new HttpHeadersView(headers);
    }
}

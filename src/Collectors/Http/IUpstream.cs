using System.Net;
using System.Net.Http.Headers;

namespace DevRel.Collectors.Http;

/// <summary>One client a credential: whoever asks with an equal <see cref="Credential.BudgetKey"/> shares budget and turn.</summary>
public interface IUpstreams
{
    /// <param name="source">The MetricSource asking: the unit of fairness and the label of its measures.</param>
    IUpstream For(string source, Credential credential);
}

/// <summary>Who asks. The authorization is read for each request, so that rotated and expiring tokens are taken up.</summary>
/// <param name="BudgetKey">Names the budget without naming the secret: base URL and a hash of the secret's reference.</param>
/// <param name="Authorize">Null result: no header. Extra headers (Api-Key) go in <see cref="UpstreamRequest.Headers"/>.</param>
public sealed record Credential(
    string BudgetKey,
    Func<CancellationToken, ValueTask<AuthenticationHeaderValue?>> Authorize
)
{
    /// <summary>How many requests may be under way at once; 1 unless the platform's limits allow more.</summary>
    public int Concurrency { get; init; } = 1;
}

/// <summary>
/// Polite HTTP: budget, fairness, retries with jitter and a bound, limits in all known forms, body-size and time limits, measures, archive.
/// Errors: <see cref="CollectionException"/>.
/// </summary>
public interface IUpstream
{
    /// <summary>
    /// The answer, when its status is 2xx, 304, or one of <see cref="UpstreamRequest.Expect"/>. Waits out short limits itself;
    /// a long one ends as <see cref="CollectionFailure.RateLimited"/> with its time.
    /// </summary>
    Task<UpstreamAnswer> SendAsync(UpstreamRequest request, CancellationToken cancellationToken);
}

public sealed record UpstreamRequest(HttpMethod Method, Uri Url)
{
    /// <summary>Budget within the credential and label of its measures: <c>rest</c>, <c>graphql</c>, <c>search</c>.</summary>
    public string Api { get; init; } = "rest";
    public string Accept { get; init; } = "application/json";
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>UTF-8 JSON; null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Makes the request conditional; the answer may be 304.</summary>
    public string? ETag { get; init; }
    public DateTimeOffset? IfModifiedSince { get; init; }

    /// <summary>The exchange carries a secret in a body (an access token is made): it is never archived.</summary>
    public bool HoldsSecret { get; init; }

    /// <summary>Other statuses that are answers and not failures, such as 404, 410, 202. Returned at once; a throttle is still waited out.</summary>
    public IReadOnlyList<HttpStatusCode> Expect { get; init; } = [];

    /// <summary>Limits and failures that only the body of a 200 tells (GraphQL). Null: the answer stands.</summary>
    public Func<UpstreamAnswer, BodyVerdict?>? JudgeBody { get; init; }
}

/// <summary>What a body says although the status says 200.</summary>
/// <param name="RetryAt">Null: the headers or a minute.</param>
public sealed record BodyVerdict(CollectionFailure Reason, string Message, DateTimeOffset? RetryAt = null);

/// <summary>An answer read whole, within the size limit. Dispose returns its buffer: keep nothing that points into <see cref="Body"/>.</summary>
public sealed class UpstreamAnswer(
    HttpStatusCode status,
    Uri url,
    HttpHeadersView headers,
    ReadOnlyMemory<byte> body,
    Action? release = null
) : IDisposable
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>After redirects.</summary>
    public Uri Url { get; } = url;
    public HttpHeadersView Headers { get; } = headers;
    public ReadOnlyMemory<byte> Body { get; } = body;
    public bool NotModified => Status == HttpStatusCode.NotModified;

    public void Dispose() => release?.Invoke();
}

/// <summary>Answer headers by name, any case.</summary>
public sealed class HttpHeadersView(IReadOnlyDictionary<string, string> headers)
{
    public string? this[string name] => headers.GetValueOrDefault(name);
    public string? ETag => this["ETag"];
}

using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace DevRel.Collectors.Http;

/// <summary>An answer read as JSON; its buffer is already returned.</summary>
/// <param name="Value">Null: no body (204, 304, or an expected status with something else than JSON).</param>
public sealed record JsonAnswer<T>(T? Value, HttpStatusCode Status, Uri Url, HttpHeadersView Headers)
    where T : class
{
    public bool NotModified => Status == HttpStatusCode.NotModified;
}

public static partial class UpstreamJson
{
    /// <summary>How often JSON that breaks off in the middle is asked for.</summary>
    public const int MaxReads = 3;

    /// <summary>
    /// Asks again a bounded number of times when the JSON is cut off or broken; JSON of another shape than <typeparamref name="T"/> is not
    /// asked for twice. Errors: <see cref="CollectionFailure.Unreadable"/> with the path, and those of <see cref="IUpstream.SendAsync"/>.
    /// </summary>
    public static async Task<JsonAnswer<T>> SendJsonAsync<T>(
        this IUpstream upstream,
        UpstreamRequest request,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
        where T : class
    {
        for (var read = 1; ; read++)
        {
            using var answer = await upstream.SendAsync(request, cancellationToken);
            try
            {
                return new JsonAnswer<T>(Parse(request, answer, type), answer.Status, answer.Url, answer.Headers);
            }
            catch (JsonException broken)
            {
                if (!IsBroken(broken) || read == MaxReads)
                    throw Unreadable(request, broken);
            }
        }
    }

    private static T? Parse<T>(UpstreamRequest request, UpstreamAnswer answer, JsonTypeInfo<T> type)
        where T : class
    {
        if (answer.Body.IsEmpty && (answer.Status != HttpStatusCode.OK || request.Expect.Contains(answer.Status)))
            return null;
        if ((int)answer.Status >= 300)
            return null;
        return JsonSerializer.Deserialize(answer.Body.Span, type);
    }

    /// <summary>A syntax error wraps the reader's own exception; a value of another type or a missing field does not.</summary>
    private static bool IsBroken(JsonException exception) => exception.InnerException is JsonException;

    private static CollectionException Unreadable(UpstreamRequest request, JsonException exception)
    {
        var place = Place.Of(request.Method, request.Url);
        return new CollectionException(
            CollectionFailure.Unreadable,
            IsBroken(exception)
                ? $"{place} answered with broken JSON. Nothing to do unless it lasts."
                : $"{place} answered with JSON of another shape than known, at {Shape(exception.Path)}. The platform may have changed: look for a newer version of this program."
        );
    }

    /// <summary>Names of our own records only: a quoted name is the platform's text.</summary>
    private static string Shape(string? path) => Foreign().Replace(path ?? "$", "[*]");

    [GeneratedRegex(@"\['.*?'\]", RegexOptions.Singleline, 1000)]
    private static partial Regex Foreign();
}

using System.Net;
using System.Text;
using System.Text.Json;

namespace DevRel.Collectors.Http;

/// <summary>
/// Serves what <see cref="UpstreamOptions.ArchiveFolder"/> kept, in place of the network. Requests match by method, URL and body;
/// the same request asked again gets the next answer, and the last one from then on.
/// </summary>
public sealed class ReplayingHandler : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<ArchivedExchange>> answers = new(StringComparer.Ordinal);

    /// <summary>Errors: <see cref="DirectoryNotFoundException"/>, <see cref="JsonException"/> for a file that is no exchange.</summary>
    public ReplayingHandler(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var exchange =
                JsonSerializer.Deserialize(File.ReadAllBytes(file), ArchiveJson.Default.ArchivedExchange)
                ?? throw new JsonException($"{Path.GetFileName(file)} holds no exchange");
            var key = Key(exchange.Method, exchange.Url, exchange.RequestBody);
            if (!answers.TryGetValue(key, out var queue))
                answers[key] = queue = new();
            queue.Enqueue(exchange);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var url = request.RequestUri ?? throw new InvalidOperationException("A request without URL");
        var known = request.Headers.Authorization?.Parameter is { } secret ? [secret] : Array.Empty<string>();
        var key = Key(
            request.Method.Method,
            Scrubber.Url(url, known),
            body is null ? null : Scrubber.Text(body, known)
        );
        var exchange =
            Next(key)
            ?? throw new CollectionException(
                CollectionFailure.NotFound,
                $"{Place.Of(request.Method, url)} is not in the archive. Record it again with all its requests."
            );
        return Response(exchange, request);
    }

    private ArchivedExchange? Next(string key)
    {
        lock (gate)
        {
            if (!answers.TryGetValue(key, out var queue))
                return null;
            return queue.Count > 1 ? queue.Dequeue() : queue.Peek();
        }
    }

    private static HttpResponseMessage Response(ArchivedExchange exchange, HttpRequestMessage request)
    {
        var response = new HttpResponseMessage((HttpStatusCode)exchange.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(exchange.Body)),
        };
        foreach (var header in exchange.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(header[0], header[1]))
                response.Content.Headers.TryAddWithoutValidation(header[0], header[1]);
        }

        return response;
    }

    private static string Key(string method, string url, string? body)
    {
        var parts = url.Split('?', 2);
        var query = parts.Skip(1).SelectMany(part => part.Split('&')).Order(StringComparer.Ordinal);
        return $"{method} {parts[0]}?{string.Join('&', query)}\n{body}";
    }
}

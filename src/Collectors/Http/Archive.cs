using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DevRel.Collectors.Http;

/// <summary>One file an exchange: method, URL, status, the headers that matter, both bodies. Secrets are never written.</summary>
internal sealed class Archive
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>A list of what is kept rather than of what is left out: an unknown header may hold anything.</summary>
    private static readonly string[] Kept =
    [
        "Content-Type",
        "Date",
        "ETag",
        "Last-Modified",
        "Link",
        "Retry-After",
        "gh-limited-by",
        "Discourse-Rate-Limit-Error-Code",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "x-ratelimit-resource",
        "x-ratelimit-used",
    ];

    private readonly string folder;
    private int count;

    public Archive(string folder)
    {
        this.folder = Directory.CreateDirectory(folder).FullName;
        count = Directory.EnumerateFiles(this.folder, "*.json").Count();
    }

    public void Write(UpstreamRequest request, RawAnswer raw, AuthenticationHeaderValue? authorization)
    {
        if (request.HoldsSecret || raw.Body is null)
            return;
        string[] secrets =
        [
            authorization?.Parameter ?? "",
            .. request.Headers.Select(header => header.Value),
            Uri.UnescapeDataString(request.Url.UserInfo),
        ];
        var exchange = new ArchivedExchange(
            request.Method.Method,
            Scrubber.Url(request.Url, secrets),
            (int)raw.Status,
            [.. Kept.Where(name => raw.Headers[name] is not null).Select(name => Header(name, raw.Headers, secrets))],
            request.Body is { } body ? Text(body.Span, secrets) : null,
            Text(raw.Body.Bytes.Span, secrets) ?? ""
        );
        Keep(exchange);
    }

    /// <summary>An archive that was asked for and cannot be kept ends the run: half of one replays as something else.</summary>
    private void Keep(ArchivedExchange exchange)
    {
        var name = Interlocked.Increment(ref count).ToString("d8", CultureInfo.InvariantCulture) + ".json";
        try
        {
            File.WriteAllBytes(
                Path.Combine(folder, name),
                JsonSerializer.SerializeToUtf8Bytes(exchange, ArchiveJson.Default.ArchivedExchange)
            );
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CollectionException(
                CollectionFailure.Storage,
                "The archive of raw answers cannot be written. Free its disk, let it be written to, or switch it off.",
                failure
            );
        }
    }

    private static string[] Header(string name, HttpHeadersView headers, string[] secrets) =>
        [name, Scrubber.Text(headers[name] ?? "", secrets)];

    /// <summary>Null: not text, which no platform's API answers; such a body is not kept.</summary>
    private static string? Text(ReadOnlySpan<byte> bytes, string[] secrets)
    {
        try
        {
            return Scrubber.Text(Strict.GetString(bytes), secrets);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

internal sealed record ArchivedExchange(
    string Method,
    string Url,
    int Status,
    IReadOnlyList<string[]> Headers,
    string? RequestBody,
    string Body
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ArchivedExchange))]
internal sealed partial class ArchiveJson : JsonSerializerContext;

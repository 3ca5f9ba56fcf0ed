using System.Text;
using System.Text.Json;

namespace DevRel.Testing;

/// <summary>
/// One recorded or hand-written answer. <c>exchanges.json</c> holds <c>{"exchanges": [{method, url, status, headers, body_file}]}</c>; hand-written
/// ones may say <c>body</c> (any JSON, or a string) instead of a file, headers as an object, and <c>body_contains</c> (strings
/// that the request body must hold) where one URL has many questions.
/// </summary>
public sealed record ReplayExchange(string Method, string Path, string Query, int Status)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
    public byte[] Body { get; init; } = [];
    public IReadOnlyList<string> BodyContains { get; init; } = [];
}

public static class ReplayCase
{
    public static IReadOnlyList<ReplayExchange> Load(string folder)
    {
        using var document = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(folder, "exchanges.json")),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        return [.. document.RootElement.GetProperty("exchanges").EnumerateArray().Select(entry => Read(entry, folder))];
    }

    private static ReplayExchange Read(JsonElement entry, string folder)
    {
        var url = new Uri(new Uri("http://case.invalid"), entry.GetProperty("url").GetString());
        var method = entry.TryGetProperty("method", out var named) ? named.GetString() : null;
        var status = entry.TryGetProperty("status", out var number) ? number.GetInt32() : 200;
        return new ReplayExchange(method ?? "GET", url.AbsolutePath, url.Query.TrimStart('?'), status)
        {
            Headers = [.. Headers(entry)],
            Body = Body(entry, folder),
            BodyContains = entry.TryGetProperty("body_contains", out var parts)
                ? [.. parts.EnumerateArray().Select(part => part.GetString() ?? "")]
                : [],
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(JsonElement entry)
    {
        if (!entry.TryGetProperty("headers", out var headers))
            return [];
        return headers.ValueKind == JsonValueKind.Object
            ? headers.EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.ToString()))
            : headers.EnumerateArray().Select(pair => KeyValuePair.Create(pair[0].ToString(), pair[1].ToString()));
    }

    private static byte[] Body(JsonElement entry, string folder)
    {
        if (entry.TryGetProperty("body_file", out var file) && file.GetString() is { } name)
            return File.ReadAllBytes(Path.Combine(folder, name));
        if (!entry.TryGetProperty("body", out var body))
            return [];
        return Encoding.UTF8.GetBytes(
            body.ValueKind == JsonValueKind.String ? body.GetString() ?? "" : body.GetRawText()
        );
    }
}

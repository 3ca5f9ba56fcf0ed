using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DevRel.Testing;

/// <summary>An entry of a list of <see cref="FakeGitHub"/>: the instant the list is ordered by, a number that breaks ties, the JSON.</summary>
public sealed record FakeEntry(DateTimeOffset At, long Id, byte[] Json);

/// <summary>
/// A made-up GitHub of one repository that behaves as the real one does towards a reader: <c>since</c>, paging by link and by cursor,
/// ETags, rate headers. For <see cref="ReplayServer.Otherwise"/> and for servers of benchmarks. Safe for one writer between requests.
/// </summary>
public sealed class FakeGitHub
{
    private readonly Dictionary<string, List<FakeEntry>> lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Status, string Body)> objects = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private int counted;

    public string Name { get; set; } = "contoso/sdk";
    public long Id { get; set; } = 77;

    /// <summary>Body of the repository itself.</summary>
    public string Repository { get; set; } = "";

    /// <summary>Requests that count against the quota.</summary>
    public int Counted => Volatile.Read(ref counted);

    /// <summary>Answers before everything else; null: the fake's own answer.</summary>
    public Func<ReplayedRequest, ReplayExchange?>? Before { get; set; }

    public List<FakeEntry> Issues => List("issues");
    public List<FakeEntry> Comments => List("issues/comments");
    public List<FakeEntry> ReviewComments => List("pulls/comments");
    public List<FakeEntry> Events => List("issues/events");
    public List<FakeEntry> Pulls => List("pulls");
    public List<FakeEntry> Releases => List("releases");
    public List<FakeEntry> Forks => List("forks");
    public List<FakeEntry> Stars => List("stargazers");

    /// <summary>Entries of a GraphQL connection, such as <c>discussions</c>.</summary>
    public List<FakeEntry> Graph(string connection) => List("graph:" + connection);

    /// <summary>An answer of one object: <c>user/5</c>.</summary>
    public void Set(string path, string body, int status = 200) => objects["/" + path] = (status, body);

    public void Remove(string path) => objects.Remove("/" + path);

    public ReplayExchange Answer(ReplayedRequest request)
    {
        var exchange = Before?.Invoke(request) ?? Route(request);
        if (exchange.Status != 304)
            Interlocked.Increment(ref counted);
        return exchange;
    }

    /// <summary>Replaces the entry of the same id or adds it.</summary>
    public static void Put(List<FakeEntry> list, FakeEntry entry)
    {
        list.RemoveAll(one => one.Id == entry.Id);
        list.Add(entry);
    }

    private List<FakeEntry> List(string name)
    {
        lock (gate)
            return lists.TryGetValue(name, out var list) ? list : lists[name] = [];
    }

    private ReplayExchange Route(ReplayedRequest request)
    {
        if (request.Method == "POST" && request.Path.EndsWith("/graphql", StringComparison.Ordinal))
            return Query(request);
        if (objects.TryGetValue(request.Path, out var known))
            return Whole(request, known.Status, known.Body);
        var own = "/repos/" + Name;
        var numbered = string.Create(CultureInfo.InvariantCulture, $"/repositories/{Id}");
        if (request.Path == own || request.Path == numbered)
            return Whole(request, 200, Repository);
        var rest =
            request.Path.StartsWith(own + "/", StringComparison.Ordinal) ? request.Path[(own.Length + 1)..]
            : request.Path.StartsWith(numbered + "/", StringComparison.Ordinal) ? request.Path[(numbered.Length + 1)..]
            : null;
        return rest is not null && lists.TryGetValue(rest, out var list)
            ? Page(request, rest, list)
            : Json(404, "{\"message\":\"Not Found\"}"u8.ToArray());
    }

    private static ReplayExchange Whole(ReplayedRequest request, int status, string body)
    {
        var tag = Tag(body.GetHashCode(StringComparison.Ordinal));
        return request.Headers.GetValueOrDefault("If-None-Match") == tag
            ? Json(304, [], ("ETag", tag))
            : Json(status, Encoding.UTF8.GetBytes(body), ("ETag", tag));
    }

    private static ReplayExchange Page(ReplayedRequest request, string name, List<FakeEntry> list)
    {
        var query = Parse(request.Query);
        var size = int.Parse(query.GetValueOrDefault("per_page", "30"), CultureInfo.InvariantCulture);
        var number = int.Parse(query.GetValueOrDefault("page", "1"), CultureInfo.InvariantCulture);
        var since = query.TryGetValue("since", out var from)
            ? DateTimeOffset.Parse(from, CultureInfo.InvariantCulture)
            : DateTimeOffset.MinValue;
        var wanted = name == "pulls" && query.GetValueOrDefault("state") == "open" ? Open(list) : list;
        var ordered = Order(name, query, wanted, since);
        var first = Math.Min(ordered.Count, (number - 1) * size);
        var page = ordered.GetRange(first, Math.Min(size, ordered.Count - first));
        var hash = new HashCode();
        hash.Add(number);
        foreach (var entry in page)
            hash.Add((entry.Id, entry.At, entry.Json.Length));
        var tag = Tag(hash.ToHashCode());
        if (request.Headers.GetValueOrDefault("If-None-Match") == tag)
            return Json(304, [], ("ETag", tag));
        var pages = (ordered.Count + size - 1) / size;
        var links = new List<string>();
        if (number < pages)
        {
            links.Add(Link(request, query, number + 1, "next"));
            links.Add(Link(request, query, pages, "last"));
        }

        return Json(200, Array(page), ("ETag", tag), ("Link", string.Join(", ", links)));
    }

    private static List<FakeEntry> Open(List<FakeEntry> list) =>
        list.FindAll(entry => entry.Json.AsSpan().IndexOf("\"state\":\"open\""u8) >= 0);

    private static List<FakeEntry> Order(
        string name,
        Dictionary<string, string> query,
        List<FakeEntry> list,
        DateTimeOffset since
    )
    {
        var newestFirst =
            query.GetValueOrDefault("direction") == "desc"
            || query.GetValueOrDefault("sort") == "newest"
            || name is "issues/events" or "releases";
        var sorted = list.Where(entry => entry.At >= since)
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.Id)
            .ToList();
        if (newestFirst)
            sorted.Reverse();
        return sorted;
    }

    /// <summary>Connections are told apart by name; cursors are keyset cursors, as the real ones are.</summary>
    private ReplayExchange Query(ReplayedRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        var text = body.RootElement.GetProperty("query").GetString() ?? "";
        var variables = body.RootElement.GetProperty("variables");
        var connection = new[] { "stargazers", "forks", "pullRequests", "discussions" }.First(name =>
            text.Contains(name + "(", StringComparison.Ordinal)
        );
        var newestFirst = variables.GetProperty("direction").GetString() == "DESC";
        var size = variables.GetProperty("first").GetInt32();
        var ordered = Graph(connection).OrderBy(entry => entry.At).ThenBy(entry => entry.Id).ToList();
        if (newestFirst)
            ordered.Reverse();
        if (variables.TryGetProperty("after", out var after) && after.GetString() is { } cursor)
        {
            var parts = cursor.Split(':');
            var (ticks, id) = (
                long.Parse(parts[0], CultureInfo.InvariantCulture),
                long.Parse(parts[1], CultureInfo.InvariantCulture)
            );
            var sign = newestFirst ? -1 : 1;
            ordered.RemoveAll(entry => sign * (entry.At.UtcTicks, entry.Id).CompareTo((ticks, id)) <= 0);
        }

        var page = ordered.Take(size).ToList();
        var end =
            page.Count == 0
                ? "null"
                : string.Create(CultureInfo.InvariantCulture, $"\"{page[^1].At.UtcTicks}:{page[^1].Id}\"");
        var more = ordered.Count > size ? "true" : "false";
        var nodes = Encoding.UTF8.GetString(Array(page));
        var field = connection == "stargazers" ? "edges" : "nodes";
        return Json(
            200,
            Encoding.UTF8.GetBytes(
                "{\"data\":{\"repository\":{\""
                    + connection
                    + "\":{\"pageInfo\":{\"hasNextPage\":"
                    + more
                    + ",\"endCursor\":"
                    + end
                    + "},\""
                    + field
                    + "\":"
                    + nodes
                    + "}}}}"
            )
        );
    }

    private static byte[] Array(List<FakeEntry> entries)
    {
        using var stream = new MemoryStream(entries.Sum(entry => entry.Json.Length + 1) + 2);
        stream.WriteByte((byte)'[');
        for (var index = 0; index < entries.Count; index++)
        {
            if (index > 0)
                stream.WriteByte((byte)',');
            stream.Write(entries[index].Json);
        }

        stream.WriteByte((byte)']');
        return stream.ToArray();
    }

    private static ReplayExchange Json(int status, byte[] body, params (string Name, string Value)[] headers) =>
        new("", "", "", status)
        {
            Body = body,
            Headers =
            [
                new("Content-Type", "application/json; charset=utf-8"),
                .. headers
                    .Where(header => header.Value.Length > 0)
                    .Select(header => KeyValuePair.Create(header.Name, header.Value)),
            ],
        };

    private static string Link(ReplayedRequest request, Dictionary<string, string> query, int page, string relation)
    {
        var parts = query.Where(pair => pair.Key != "page").Select(pair => $"{pair.Key}={pair.Value}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<https://api.github.com{request.Path}?{string.Join('&', parts)}&page={page}>; rel=\"{relation}\""
        );
    }

    private static Dictionary<string, string> Parse(string query) =>
        query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[^1]), StringComparer.Ordinal);

    private static string Tag(int hash) => string.Create(CultureInfo.InvariantCulture, $"W/\"{hash:x8}\"");
}

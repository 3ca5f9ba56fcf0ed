using System.Globalization;
using System.Text.Json;
using DevRel.Collectors.Discourse;
using DevRel.Collectors.Http;
using DevRel.Resources;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.Discourse;

/// <summary>A forum whose posts a test adds, deletes and moves while it is being read.</summary>
internal sealed class FakeForum : IAsyncDisposable
{
    private readonly SkippingClock clock = new(CollectedLog.Now);
    private readonly PoliteUpstreams upstreams;

    private FakeForum(ReplayServer server)
    {
        Server = server;
        upstreams = new PoliteUpstreams(PoliteUpstreams.Wire(), clock, () => 0);
        server.Otherwise = Answer;
    }

    public ReplayServer Server { get; }
    public List<FakePost> Posts { get; } = [];

    /// <summary>Pinned topics come first in lists.</summary>
    public HashSet<long> Pinned { get; } = [];

    /// <summary>Topic to number of the accepted answer.</summary>
    public Dictionary<long, int> Accepted { get; } = [];

    /// <summary>Versions before 2015: a window of ids, not of posts.</summary>
    public bool OldWindows { get; init; }

    /// <summary>The folder the forum is installed in.</summary>
    public string Folder { get; init; } = "/";
    public string Categories { get; set; } =
        """[{"id":1,"slug":"general"},{"id":2,"slug":"help","custom_fields":{"enable_accepted_answers":"true"}},{"id":3,"slug":"linux","parent_category_id":2},{"id":9,"slug":"staff","read_restricted":true}]""";

    public static async Task<FakeForum> StartAsync(string folder = "/", bool oldWindows = false) =>
        new(await ReplayServer.StartAsync()) { Folder = folder, OldWindows = oldWindows };

    public FakePost Add(long topic, int daysAgo, long category = 1, long? user = 5, int type = 1, int? replyTo = null)
    {
        var post = new FakePost
        {
            Id = Posts.Select(other => other.Id).DefaultIfEmpty().Max() + 1,
            Topic = topic,
            Number =
                Posts.Where(other => other.Topic == topic).Select(other => other.Number).DefaultIfEmpty().Max() + 1,
            CreatedAt = CollectedLog.Now - TimeSpan.FromDays(daysAgo),
            Category = category,
            User = user,
            Type = type,
            ReplyTo = replyTo,
        };
        Posts.Add(post);
        return post;
    }

    public ICollector Open(DiscourseSettings? settings = null) =>
        Open(upstreams, Server.Url.AbsoluteUri.TrimEnd('/') + Folder.TrimEnd('/'), settings);

    public static ICollector Open(
        IUpstreams upstreams,
        string url,
        DiscourseSettings? settings = null,
        ISecrets? secrets = null
    ) =>
        new DiscoursePlatform().Open(
            new MetricSource
            {
                Metadata = new ObjectMetadata { Name = "forum" },
                Spec = new MetricSourceSpec
                {
                    Platform = "discourse",
                    Settings = (settings ?? new DiscourseSettings()) with { Url = url },
                },
            },
            new PlatformContext(upstreams, secrets ?? new NoSecrets(), "/nowhere")
        );

    public async ValueTask DisposeAsync()
    {
        upstreams.Dispose();
        await Server.DisposeAsync();
    }

    private ReplayExchange? Answer(ReplayedRequest request)
    {
        if (!request.Path.StartsWith(Folder, StringComparison.Ordinal))
            return null;
        var path = request.Path[Folder.Length..].TrimStart('/');
        var query = request
            .Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => Uri.UnescapeDataString(pair).Split('='))
            .ToLookup(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var body = path switch
        {
            "posts.json" => Latest(query["before"].FirstOrDefault()),
            "site.json" => $$$"""{"categories":{{{Categories}}}}""",
            "about.json" =>
                $$$"""{"about":{"stats":{"topic_count":3,"posts_count":{{{Posts.Count}}},"users_count":2} } }""",
            "latest.json" => Topics(Number(query["page"].First()), query["order"].Any()),
            _ when path.EndsWith("/posts.json", StringComparison.Ordinal) => More(query["post_ids[]"]),
            _ => OneTopic(Number(path.Split('/', '.')[1])),
        };
        return body is null
            ? null
            : new ReplayExchange("GET", request.Path, request.Query, 200)
            {
                Body = System.Text.Encoding.UTF8.GetBytes(body),
                Headers = [new("Content-Type", "application/json; charset=utf-8")],
            };
    }

    private string Latest(string? before)
    {
        var bound = before is null ? long.MaxValue : Number(before);
        var below = Posts.Where(post => post.Visible && post.Type == 1 && post.Id < bound);
        if (OldWindows && before is not null)
            below = below.Where(post => post.Id >= bound - 50);
        var page = below.OrderByDescending(post => post.Id).Take(50).Select(Json);
        return $$$"""{"latest_posts":[{{{string.Join(',', page)}}}]}""";
    }

    private string Topics(long page, bool byCreation)
    {
        var topics = Posts.Where(post => post.Visible).GroupBy(post => post.Topic).ToList();
        topics = byCreation
            ? [.. topics.OrderBy(topic => topic.Min(post => post.CreatedAt))]
            :
            [
                .. topics
                    .OrderByDescending(topic => Pinned.Contains(topic.Key))
                    .ThenByDescending(topic => topic.Max(post => post.CreatedAt)),
            ];
        var listed = topics
            .Skip((int)page * 30)
            .Take(30)
            .Select(topic =>
                $$$"""{"id":{{{topic.Key}}},"bumped_at":"{{{Time(topic.Max(post => post.CreatedAt))}}}","pinned":{{{(Pinned.Contains(topic.Key) ? "true" : "false")}}},"posts_count":{{{topic.Count()}}},"highest_post_number":{{{topic.Max(post => post.Number)}}},"category_id":{{{topic.First().Category}}},"archetype":"regular","has_accepted_answer":{{{(Accepted.ContainsKey(topic.Key) ? "true" : "false")}}}}"""
            );
        return $$$"""{"topic_list":{"topics":[{{{string.Join(',', listed)}}}]}}""";
    }

    private string? OneTopic(long id)
    {
        var posts = Posts.Where(post => post.Topic == id && post.Visible).OrderBy(post => post.Number).ToList();
        if (posts.Count == 0)
            return null;
        var answer = Accepted.TryGetValue(id, out var number)
            ? $$$""","accepted_answer":{"post_number":{{{number}}}}"""
            : "";
        return $$$"""{"id":{{{id}}},"archetype":"regular","category_id":{{{posts[0].Category}}},"highest_post_number":{{{posts[^1].Number}}}{{{answer}}},"post_stream":{"posts":[{{{string.Join(',', posts.Take(20).Select(Json))}}}],"stream":[{{{string.Join(',', posts.Select(post => post.Id))}}}]}}""";
    }

    private string More(IEnumerable<string> ids)
    {
        var wanted = ids.Select(Number).ToHashSet();
        return $$$"""{"post_stream":{"posts":[{{{string.Join(',', Posts.Where(post => wanted.Contains(post.Id) && post.Visible).Select(Json))}}}]}}""";
    }

    private static string Json(FakePost post) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["id"] = post.Id,
                ["topic_id"] = post.Topic,
                ["post_number"] = post.Number,
                ["created_at"] = Time(post.CreatedAt),
                ["user_id"] = post.User,
                ["username"] = post.User is null ? null : $"user{post.User}",
                ["post_type"] = post.Type,
                ["category_id"] = post.Category,
                ["reply_to_post_number"] = post.ReplyTo,
                ["hidden"] = post.Hidden,
                ["staff"] = post.User == 1,
                ["cooked"] = "<p>never read</p>",
            }
        );

    private static string Time(DateTimeOffset at) =>
        at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private sealed class NoSecrets : ISecrets
    {
        public string Read(SecretKeyRef reference) =>
            throw new SecretMissingException($"Secret {reference.Name} is missing");
    }
}

internal sealed class FakePost
{
    public required long Id { get; set; }
    public required long Topic { get; set; }
    public required int Number { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required long Category { get; set; }
    public required long? User { get; init; }
    public required int Type { get; init; }
    public required int? ReplyTo { get; init; }
    public bool Visible { get; set; } = true;
    public bool Hidden { get; set; }
}

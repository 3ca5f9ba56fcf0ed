using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using DevRel.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DevRel.Benchmarks;

/// <summary>
/// A GitHub on loopback whose repository is computed from its size alone: one issue every ten minutes, every third a pull request, two comments each. Answers
/// at once or after a latency, whole or with every n-th answer a 429, 502, dropped or cut short.
/// </summary>
internal sealed class CollectorsGitHubServer : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private const int Authors = 3000;
    private const int Closed = 200;
    private static readonly string Filler = new('x', 1500);
    private readonly WebApplication app;
    private readonly int issues;
    private readonly ConcurrentBag<ArrayBufferWriter<byte>> buffers = [];
    private readonly List<string> paths = [];
    private readonly Lock gate = new();
    private int asked;
    private int counted;

    private CollectorsGitHubServer(WebApplication app, int issues)
    {
        this.app = app;
        this.issues = issues;
    }

    public string Url => app.Urls.Single();
    public TimeSpan Latency { get; set; }

    /// <summary>Every n-th answer is a fault; 0: none.</summary>
    public int FaultEvery { get; set; }
    public int NewComments { get; set; }
    public int Counted => Volatile.Read(ref counted);

    /// <summary>What was asked and answered whole, to be read again by the floor.</summary>
    public IReadOnlyList<string> Paths
    {
        get
        {
            lock (gate)
                return [.. paths];
        }
    }

    public static async Task<CollectorsGitHubServer> StartAsync(int issues, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var server = new CollectorsGitHubServer(web, issues);
        web.Run(server.AnswerAsync);
        await web.StartAsync(cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (Latency > TimeSpan.Zero)
            await Task.Delay(Latency, new WallClock(), context.RequestAborted);
        var turn = Interlocked.Increment(ref asked);
        if (FaultEvery > 0 && turn % FaultEvery == 0 && await FailAsync(context, turn / FaultEvery % 4))
            return;
        // Kept: an answer at once allocates little.
        var body = buffers.TryTake(out var used) ? used : new ArrayBufferWriter<byte>(512 * 1024);
        body.ResetWrittenCount();
        await AnswerAsync(context, turn, body);
        buffers.Add(body);
    }

    private async Task AnswerAsync(HttpContext context, int turn, ArrayBufferWriter<byte> body)
    {
        var (tag, link) = Write(context.Request, body);
        var response = context.Response;
        response.Headers.ETag = tag;
        response.Headers["X-RateLimit-Limit"] = "15000";
        response.Headers["X-RateLimit-Remaining"] = "14000";
        response.Headers["X-RateLimit-Reset"] = "1900000000";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = 304;
            return;
        }

        Interlocked.Increment(ref counted);
        lock (gate)
            paths.Add(context.Request.Path + context.Request.QueryString);
        if (link is not null)
            response.Headers.Link = link;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.WrittenCount;
        var cut = FaultEvery > 0 && turn % FaultEvery == 0;
        await response.Body.WriteAsync(cut ? body.WrittenMemory[..(body.WrittenCount / 2)] : body.WrittenMemory);
        if (cut)
            context.Abort();
    }

    /// <summary>False: the answer itself is to be cut short.</summary>
    private static async Task<bool> FailAsync(HttpContext context, int fault)
    {
        switch (fault)
        {
            case 0:
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "1";
                await context.Response.WriteAsync("{}");
                return true;
            case 1:
                context.Response.StatusCode = 502;
                await context.Response.WriteAsync("Bad gateway");
                return true;
            case 2:
                context.Abort();
                return true;
            default:
                return false;
        }
    }

    private (string Tag, string? Link) Write(HttpRequest request, ArrayBufferWriter<byte> body)
    {
        var path = request.Path.Value ?? "";
        if (path.EndsWith("/issues", StringComparison.Ordinal))
            return List(request, body, issues, IssueAt, Issue);
        if (path.EndsWith("/issues/comments", StringComparison.Ordinal))
            return List(request, body, (issues * 2) + NewComments, CommentAt, Comment);
        if (path.EndsWith("/issues/events", StringComparison.Ordinal))
            return List(request, body, Closed, number => Now.AddHours(-6 * number), Event);
        if (path.EndsWith("/pulls", StringComparison.Ordinal))
            Put(body, "[]");
        else
            Put(
                body,
                """{"id":77,"full_name":"contoso/sdk","created_at":"2020-01-01T00:00:00Z","open_issues_count":9,"stargazers_count":1,"forks_count":1,"subscribers_count":1}"""
            );
        return ($"W/\"{path.Length}\"", null);
    }

    private static (string Tag, string? Link) List(
        HttpRequest request,
        ArrayBufferWriter<byte> body,
        int count,
        Func<int, DateTimeOffset> at,
        Func<int, string> entry
    )
    {
        var since = DateTimeOffset.TryParse(request.Query["since"], CultureInfo.InvariantCulture, out var from)
            ? from
            : DateTimeOffset.MinValue;
        var page = int.TryParse(request.Query["page"], CultureInfo.InvariantCulture, out var asked) ? asked : 1;
        var first = Math.Min(count, FirstAt(count, at, since) + (100 * (page - 1)));
        var last = Math.Min(count, first + 100);
        Put(body, "[");
        for (var index = first; index < last; index++)
            Put(body, (index > first ? "," : "") + entry(index));
        Put(body, "]");
        var link =
            last < count
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"<http://127.0.0.1{request.Path}?per_page=100&page={page + 1}>; rel=\"next\""
                )
                : null;
        return (string.Create(CultureInfo.InvariantCulture, $"W/\"{first}-{last}\""), link);
    }

    /// <summary>Index of the first entry at or after an instant; lists that run backwards have no <c>since</c>.</summary>
    private static int FirstAt(int count, Func<int, DateTimeOffset> at, DateTimeOffset since)
    {
        if (since == DateTimeOffset.MinValue)
            return 0;
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = at(middle) < since ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private DateTimeOffset IssueAt(int index) =>
        // A commented issue moves to the end of the list.
        NewComments > 0
        && index >= issues - NewComments
            ? Now.AddMinutes(index - issues + NewComments + 1)
            : Now.AddMinutes(-10.0 * (issues - index));

    private DateTimeOffset CommentAt(int index) =>
        index < issues * 2 ? Now.AddMinutes(-5.0 * ((issues * 2) - index)) : Now.AddMinutes(index - (issues * 2) + 1);

    private string Issue(int index) =>
        $$"""
            {"id":{{1_000_000 + index}},"number":{{index + 1}},"title":"{{Filler[..80]}}","state":"open","user":{{User(
                index
            )}},"labels":[{"id":1,"name":"bug","color":"d73a4a","default":true}],
            "created_at":"{{Made(Now.AddMinutes(-10.0 * (issues - index)))}}","updated_at":"{{Made(
                IssueAt(index)
            )}}","closed_at":null,"author_association":"NONE","comments":2,
            {{(
                index % 3 == 0 ? "\"pull_request\":{\"merged_at\":null}," : ""
            )}}"body":"{{Filler}}","reactions":{"total_count":0,"+1":0,"-1":0},"performed_via_github_app":null}
            """;

    private string Comment(int index) =>
        $$"""
            {"id":{{2_000_000 + index}},"html_url":"https://github.com/contoso/sdk/issues/{{(index % issues)
                + 1}}#issuecomment-{{index}}","issue_url":"https://api.github.com/repos/contoso/sdk/issues/{{(
                index % issues
            ) + 1}}",
            "user":{{User(index + 7)}},"created_at":"{{Made(CommentAt(index))}}","updated_at":"{{Made(
                CommentAt(index)
            )}}","author_association":"MEMBER","body":"{{Filler}}","performed_via_github_app":null}
            """;

    private static string Event(int index) =>
        $$"""{"id":{{3_000_000 - index}},"event":"labeled","created_at":"{{Made(Now.AddHours(-6 * index))}}","actor":{{User(index)}},"issue":{"number":{{index + 1}},"title":"{{Filler}}"} }""";

    private static string User(int seed)
    {
        var id = seed % Authors;
        return $$"""{"login":"member{{id}}","id":{{id + 1}},"node_id":"MDQ6VXNlcjE=","avatar_url":"https://avatars.example/u/{{id}}","url":"https://api.github.com/users/member{{id}}","html_url":"https://github.com/member{{id}}","type":"User","site_admin":false}""";
    }

    private static string Made(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Put(ArrayBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);
}

/// <summary>The machine's own clock: what is measured takes real time.</summary>
internal sealed class WallClock : TimeProvider;

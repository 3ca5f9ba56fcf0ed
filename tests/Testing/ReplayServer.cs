using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevRel.Testing;

/// <summary>
/// A platform on loopback that answers from recorded cases. A request matches by method, path and query in any order; the same request
/// asked again gets the next answer, and the last one from then on. A request that carries the ETag of its answer gets 304.
/// </summary>
public sealed partial class ReplayServer : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly WebApplication app;
    private readonly Dictionary<string, List<Slot>> slots = new(StringComparer.Ordinal);
    private readonly List<ReplayedRequest> requests = [];
    private int underWay;

    private ReplayServer(WebApplication app) => this.app = app;

    /// <summary>Where it listens: <c>http://127.0.0.1:12345/</c>.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public ReplayFaults Faults { get; set; } = new();

    /// <summary>Query names left out of the comparison, such as <c>per_page</c>; <c>*</c> for all. Set before <see cref="Add(string)"/>.</summary>
    public IReadOnlySet<string> IgnoredQuery { get; set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Answers what no case holds; null result: 404.</summary>
    public Func<ReplayedRequest, ReplayExchange?>? Otherwise { get; set; }

    /// <summary>What was asked, in order of arrival, with the status it got (0: the connection was dropped).</summary>
    public IReadOnlyList<ReplayedRequest> Requests
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    /// <summary>Requests that count against a quota: all but those answered 304.</summary>
    public int Counted => Requests.Count(request => request.Status != 304);

    /// <summary>Requests that no case had an answer for.</summary>
    public IReadOnlyList<ReplayedRequest> Unmatched => [.. Requests.Where(request => !request.Matched)];

    /// <summary>The most requests that were under way at once.</summary>
    public int Crowd { get; private set; }

    /// <param name="folders">Cases, each with an <c>exchanges.json</c>.</param>
    public static async Task<ReplayServer> StartAsync(params string[] folders)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(options => options.AddServerHeader = false);
        var server = new ReplayServer(builder.Build());
        foreach (var folder in folders)
            server.Add(folder);
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        var addresses = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        server.Url = new Uri(addresses!.Addresses.Single());
        return server;
    }

    public void Add(string folder)
    {
        foreach (var exchange in ReplayCase.Load(folder))
            Add(exchange);
    }

    public void Add(ReplayExchange exchange)
    {
        lock (gate)
        {
            var key = Key(exchange.Method, exchange.Path, exchange.Query);
            if (!slots.TryGetValue(key, out var list))
                slots[key] = list = [];
            list.Add(new Slot(exchange));
        }
    }

    /// <summary>A JSON answer in one line: <c>Add("GET", "/user", 200, "{}", ("ETag", "1"))</c>.</summary>
    public void Add(
        string method,
        string pathAndQuery,
        int status,
        string body,
        params (string Name, string Value)[] headers
    )
    {
        var parts = pathAndQuery.Split('?', 2);
        Add(
            new ReplayExchange(method, parts[0], parts.Length > 1 ? parts[1] : "", status)
            {
                Body = Encoding.UTF8.GetBytes(body),
                Headers =
                [
                    new("Content-Type", "application/json; charset=utf-8"),
                    .. headers.Select(header => KeyValuePair.Create(header.Name, header.Value)),
                ],
            }
        );
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        lock (gate)
            Crowd = Math.Max(Crowd, ++underWay);
        try
        {
            var request = await ReadAsync(context.Request);
            if (Faults.Latency > TimeSpan.Zero)
                await Task.Delay(Faults.Latency, Faults.Clock, context.RequestAborted);
            var fault = Faults.Next();
            var exchange = fault
                is ReplayFault.None
                    or ReplayFault.Dropped
                    or ReplayFault.Truncated
                    or ReplayFault.CutJson
                ? Find(request)
                : ReplayFaults.Answer(fault);
            await ReplayWriter.WriteAsync(context, Note(request, exchange, fault), fault, Url);
        }
        finally
        {
            lock (gate)
                underWay--;
        }
    }

    private static async Task<ReplayedRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return new ReplayedRequest(
            request.Method,
            request.Path.ToUriComponent(),
            request.QueryString.ToUriComponent().TrimStart('?'),
            request.Headers.ToDictionary(
                header => header.Key,
                header => header.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            ),
            await reader.ReadToEndAsync()
        );
    }

    private ReplayExchange? Find(ReplayedRequest request)
    {
        lock (gate)
        {
            if (slots.TryGetValue(Key(request.Method, request.Path, request.Query), out var list))
            {
                var fitting = list.FindAll(slot => slot.Exchange.BodyContains.All(request.Body.Contains));
                var slot = fitting.Find(slot => !slot.Served) ?? fitting.LastOrDefault();
                if (slot is not null)
                    return Serve(slot, request);
            }
        }

        return Otherwise?.Invoke(request);
    }

    private static ReplayExchange Serve(Slot slot, ReplayedRequest request)
    {
        var tag = slot
            .Exchange.Headers.FirstOrDefault(header => header.Key.Equals("etag", StringComparison.OrdinalIgnoreCase))
            .Value;
        var unchanged =
            tag is not null && slot.Exchange.Status == 200 && request.Headers.GetValueOrDefault("If-None-Match") == tag;
        if (unchanged)
            return slot.Exchange with { Status = 304, Body = [] };
        slot.Served = true;
        return slot.Exchange;
    }

    private ReplayExchange Note(ReplayedRequest request, ReplayExchange? found, ReplayFault fault)
    {
        var exchange =
            found
            ?? new ReplayExchange(request.Method, request.Path, request.Query, 404)
            {
                Body = "{\"message\":\"no recorded answer\"}"u8.ToArray(),
                Headers = [new("Content-Type", "application/json")],
            };
        var status = fault == ReplayFault.Dropped ? 0 : exchange.Status;
        lock (gate)
            requests.Add(request with { Status = status, Matched = found is not null });
        return exchange;
    }

    private string Key(string method, string path, string query)
    {
        var kept = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !IgnoredQuery.Contains("*") && !IgnoredQuery.Contains(pair.Split('=')[0]))
            .Select(Uri.UnescapeDataString)
            .Order(StringComparer.Ordinal);
        return $"{method} {Uri.UnescapeDataString(path)}?{string.Join('&', kept)}";
    }

    private sealed class Slot(ReplayExchange exchange)
    {
        public ReplayExchange Exchange { get; } = exchange;
        public bool Served { get; set; }
    }
}

/// <summary>A request as it arrived.</summary>
public sealed record ReplayedRequest(
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body
)
{
    /// <summary>What it was answered; 0 when the connection was dropped.</summary>
    public int Status { get; init; }
    public bool Matched { get; init; }

    public override string ToString() => $"{Method} {Path}{(Query.Length > 0 ? "?" + Query : "")} {Status}";
}

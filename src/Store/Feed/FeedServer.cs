using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevRel.Store;

/// <summary>
/// <c>GET /v1/feed?after=EPOCH:SEQ&amp;watch=true</c>: newline-delimited JSON, compressed when asked. 400 a parameter it cannot read; 401 not this token;
/// 410 a position of another history: ask again without <c>after</c>. An answer that ends without a bookmark broke off: ask again after the last position.
/// </summary>
public static class FeedServer
{
    public const string Path = "/v1/feed";

    // A reader that stops reading holds this much and one page, and nothing that a commit waits for.
    private const int FlushEvery = 64 * 1024;

    public static IEndpointConventionBuilder MapFeed(
        this IEndpointRouteBuilder endpoints,
        IActivityStore store,
        FeedOptions options
    ) => endpoints.MapGet(Path, (HttpContext context) => AnswerAsync(context, store, options));

    private static async Task AnswerAsync(HttpContext context, IActivityStore store, FeedOptions options)
    {
        var stopping = context.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            stopping ?? CancellationToken.None
        );
        if (!FeedTokens.Allow(context, options))
            await RefuseAsync(context, 401, "send the feed's token: Authorization: Bearer …");
        else if (!TryReadQuery(context.Request.Query, out var position, out var watch))
            await RefuseAsync(context, 400, "expected after=EPOCH:SEQ and watch=true or false");
        else if (!LocalFeed.Continues(position, await store.ReadAsync(position.Sequence, 0, ending.Token)))
            await RefuseAsync(
                context,
                410,
                "this position belongs to another history; forget what was read and ask without after"
            );
        else
            await StreamAsync(
                context,
                new LocalFeed(store, options.Clock, options.Heartbeat),
                position,
                watch,
                ending.Token
            );
    }

    private static async Task StreamAsync(
        HttpContext context,
        LocalFeed feed,
        FeedPosition position,
        bool watch,
        CancellationToken ending
    )
    {
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = "Accept-Encoding";
        await using var compressed = AcceptsGzip(context.Request) ? Compress(context.Response) : null;
        var output = compressed is null ? context.Response.BodyWriter : PipeWriter.Create(compressed);
        try
        {
            await CopyAsync(feed.FollowAsync(position, watch, ending), output, ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The reader left, or this process ends; it continues elsewhere or later.
        }
    }

    private static async Task CopyAsync(
        IAsyncEnumerable<FeedEntry> entries,
        PipeWriter output,
        CancellationToken cancellationToken
    )
    {
        var lines = new Utf8Lines();
        var writer = new FeedWriter(lines);
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            if (entry.Kind == FeedEntryKind.Reset)
                break;
            writer.Write(entry);
            if (lines.Length < FlushEvery && entry.Kind == FeedEntryKind.Record)
                continue;
            Copy(lines.Written.Span, output);
            if ((await output.FlushAsync(cancellationToken)).IsCompleted)
                return;
            lines.Clear();
        }

        Copy(lines.Written.Span, output);
        await output.FlushAsync(cancellationToken);
    }

    // Into the memory it has at hand: asked for room for all at once, the server allocates that much every time.
    private static void Copy(ReadOnlySpan<byte> lines, PipeWriter output)
    {
        while (lines.Length > 0)
        {
            var room = output.GetSpan();
            var part = lines[..Math.Min(room.Length, lines.Length)];
            part.CopyTo(room);
            output.Advance(part.Length);
            lines = lines[part.Length..];
        }
    }

    private static GZipStream Compress(HttpResponse response)
    {
        response.Headers.ContentEncoding = "gzip";
        return new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptEncoding.Any(encoding =>
                encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && encoding.Quality is null or > 0
            );

    private static bool TryReadQuery(IQueryCollection query, out FeedPosition position, out bool watch)
    {
        position = FeedPosition.Start;
        watch = false;
        var after = query["after"];
        var readable = after.Count == 0 || (after.Count == 1 && FeedPosition.TryParse(after.ToString(), out position));
        return readable && (query["watch"].Count == 0 || bool.TryParse(query["watch"], out watch));
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        if (status == 401)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.Response.WriteAsync(message + "\n", context.RequestAborted);
    }
}

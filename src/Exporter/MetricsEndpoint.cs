using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace DevRel.Exporter;

public static class MetricsEndpoint
{
    private const string TimeoutHeader = "X-Prometheus-Scrape-Timeout-Seconds";

    /// <summary>
    /// GET and HEAD of the last complete snapshot, in the format and coding that the client asks for. No upstream, lock or computation stands behind it.
    /// </summary>
    /// <param name="bridge">Whose instruments are shown besides; null for none.</param>
    public static IEndpointConventionBuilder MapMetrics(
        this IEndpointRouteBuilder endpoints,
        string path,
        SnapshotPublisher publisher,
        MeterBridge? bridge = null
    )
    {
        var live = new LivePage(publisher, bridge);
        return endpoints.MapMethods(
            path,
            [HttpMethods.Get, HttpMethods.Head],
            (RequestDelegate)(context => AnswerAsync(context, publisher, live))
        );
    }

    private static async Task AnswerAsync(HttpContext context, SnapshotPublisher publisher, LivePage live)
    {
        var (request, response) = (context.Request, context.Response);
        var negotiated = Negotiated.From(request.Headers.Accept);
        var gzip = Negotiated.WantsGzip(request.Headers.AcceptEncoding);
        var snapshot = publisher.Current ?? MetricsSnapshot.Empty;
        var first = snapshot.Body(negotiated.Format, gzip);
        var second = live.Write(snapshot, negotiated.Format);
        if (gzip)
            second = Gzip.Member(second);
        response.ContentType = negotiated.ContentType;
        response.ContentLength = first.Length + second.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept, Accept-Encoding";
        if (gzip)
            response.Headers[HeaderNames.ContentEncoding] = "gzip";
        if (HttpMethods.IsHead(request.Method))
            return;
        using var deadline = Deadline(request, publisher.Clock);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, deadline.Token);
        try
        {
            await response.Body.WriteAsync(first, stopped.Token);
            await response.Body.WriteAsync(second, stopped.Token);
        }
        catch (OperationCanceledException)
        {
            // The scraper has given up; a short body tells it so, where an orderly end would look like a whole page.
            context.Abort();
        }
    }

    private static CancellationTokenSource Deadline(HttpRequest request, TimeProvider clock)
    {
        const double longest = 600;
        return
            double.TryParse(
                request.Headers[TimeoutHeader],
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var seconds
            ) && seconds is > 0 and <= longest
            ? new CancellationTokenSource(TimeSpan.FromSeconds(seconds), clock)
            : new CancellationTokenSource();
    }
}

using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace DevRel.Testing;

/// <summary>Puts a recorded answer on the wire as its platform would have, whole or with a fault.</summary>
internal static partial class ReplayWriter
{
    /// <summary>Of the recorded connection and not of the answer; bodies were recorded decoded.</summary>
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "Content-Encoding",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Status",
    };

    public static async Task WriteAsync(HttpContext context, ReplayExchange exchange, ReplayFault fault, Uri own)
    {
        if (fault == ReplayFault.Dropped)
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        response.StatusCode = exchange.Status;
        // The server's own clock must not show: no recorded date is no date.
        response.Headers.Date = "";
        foreach (var (name, value) in exchange.Headers.Where(header => !Dropped.Contains(header.Key)))
            response.Headers.Append(
                name,
                IsLink(name) ? Absolute().Replace(value, own.GetLeftPart(UriPartial.Authority)) : value
            );
        if (exchange.Headers.FirstOrDefault(IsDate).Value is { } date)
            response.Headers.Date = date;
        if (exchange.Status is 204 or 304)
            return;
        await WriteBodyAsync(context, exchange.Body, fault);
    }

    private static async Task WriteBodyAsync(HttpContext context, byte[] body, ReplayFault fault)
    {
        var cut = fault is ReplayFault.Truncated or ReplayFault.CutJson ? body.Length / 2 : body.Length;
        context.Response.ContentLength = fault == ReplayFault.CutJson ? cut : body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, cut), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (cut < body.Length && fault == ReplayFault.Truncated)
            context.Abort();
    }

    private static bool IsLink(string name) => name.ToUpperInvariant() is "LINK" or "LOCATION";

    private static bool IsDate(KeyValuePair<string, string> header) =>
        header.Key.Equals("date", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"https?://(?!127\.0\.0\.1)[^/<>\s]+", RegexOptions.None, 1000)]
    private static partial Regex Absolute();
}

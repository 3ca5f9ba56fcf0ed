using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DevRel.Exporter;

/// <summary>Whether the process can do its work, and if not, why: each reason one line for people.</summary>
public sealed record Readiness(IReadOnlyList<string> Reasons)
{
    public static readonly Readiness Ready = new([]);

    public bool IsReady => Reasons.Count == 0;

    public static Readiness NotYet(params IReadOnlyList<string> reasons) => new(reasons);
}

public static class HealthEndpoints
{
    public const string LivePath = "/livez";
    public const string ReadyPath = "/readyz";

    /// <summary><c>/livez</c>: the process answers. <c>/readyz</c>: 200, or 503 with the reasons as lines of text.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints, Func<Readiness> readiness)
    {
        endpoints.MapMethods(LivePath, Methods, (RequestDelegate)(context => AnswerAsync(context, Readiness.Ready)));
        endpoints.MapMethods(ReadyPath, Methods, (RequestDelegate)(context => AnswerAsync(context, readiness())));
    }

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    private static Task AnswerAsync(HttpContext context, Readiness readiness)
    {
        context.Response.StatusCode = readiness.IsReady
            ? StatusCodes.Status200OK
            : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        var text = readiness.IsReady ? "ok\n" : string.Concat(readiness.Reasons.Select(reason => reason + "\n"));
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.WriteAsync(text, context.RequestAborted);
    }
}

using System.Globalization;
using System.Net.Mime;
using DevRel.Exporter;
using DevRel.Exporter.Web;
using DevRel.Reports.Page;
using DevRel.Store;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace DevRel.App.Running;

/// <summary>The one port: metrics, health, the page, and the state of the sources as JSON.</summary>
internal static class WebServer
{
    public static WebApplication Build(
        ServeOptions options,
        HostServices host,
        Pipeline pipeline,
        MeterBridge bridge,
        ILoggerFactory loggers
    )
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "devrel" });
        builder.Services.AddSingleton(loggers);
        var web = options.WebConfigFile is { } file
            ? WebConfigFile.Load(file, loggers.CreateLogger<WebConfigFile>())
            : null;
        builder.WebHost.UseUrls(options.Listen);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (web is not null)
                kestrel.ConfigureEndpointDefaults(listen => listen.UseWebConfig(web));
        });
        var app = builder.Build();
        app.Use(NoCopies);
        if (web is not null)
            app.UseWebConfig(web);
        app.MapMetrics("/metrics", pipeline.Publisher, bridge);
        app.MapFeed(pipeline.Store, new FeedOptions { Clock = host.Clock });
        app.MapHealth(() => Ready(pipeline));
        app.MapGet("/", (CancellationToken cancellationToken) => PageAsync(host, pipeline, cancellationToken));
        app.MapGet("/status", (CancellationToken cancellationToken) => StatusAsync(pipeline, cancellationToken));
        return app;
    }

    /// <summary>Where it listens, once started: the port asked for, or the free one that was taken.</summary>
    public static string Address(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static Readiness Ready(Pipeline pipeline) =>
        pipeline.Publisher.Current is null || pipeline.Programs.Figures.Any(program => program.Current is null)
            ? Readiness.NotYet("the first figures are being computed")
            : Readiness.Ready;

    private static async Task<IResult> PageAsync(
        HostServices host,
        Pipeline pipeline,
        CancellationToken cancellationToken
    )
    {
        var page = new PageModel
        {
            Now = host.Clock.GetUtcNow(),
            Version = HostServices.Version,
            Programs = pipeline.Programs.Figures,
            Sources = await pipeline.Board.RowsAsync(cancellationToken),
            Waiting = Waiting(pipeline),
        };
        return Results.Content(StatusPage.Render(page), MediaTypeNames.Text.Html, System.Text.Encoding.UTF8);
    }

    private static async Task<IResult> StatusAsync(Pipeline pipeline, CancellationToken cancellationToken) =>
        Results.Json(await pipeline.Board.RowsAsync(cancellationToken));

    private static string? Waiting(Pipeline pipeline)
    {
        var running = pipeline
            .Collection.Progress.Where(progress => progress.Items > 0)
            .Sum(progress => progress.Items);
        return running == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{running:#,0} records collected so far.");
    }

    private static Task NoCopies(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }
}

using DevRel.Exporter.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace DevRel.Exporter.Tests.Support;

/// <summary>A page on a loopback port of its own.</summary>
internal sealed class MetricsServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private MetricsServer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public HttpClient Client { get; } =
        new(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None });

    public static async Task<MetricsServer> StartAsync(
        SnapshotPublisher publisher,
        MeterBridge? bridge = null,
        Func<Readiness>? readiness = null,
        WebConfigFile? web = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                System.Net.IPAddress.Loopback,
                0,
                listen =>
                {
                    if (web is not null)
                        listen.UseWebConfig(web);
                }
            )
        );
        var built = builder.Build();
        if (web is not null)
            built.UseWebConfig(web);
        built.MapMetrics("/metrics", publisher, bridge);
        built.MapHealth(readiness ?? (() => Readiness.Ready));
        await built.StartAsync(TestContext.Current.CancellationToken);
        var server = new MetricsServer(built);
        server.Client.BaseAddress = server.Address;
        return server;
    }

    public async Task<HttpResponseMessage> GetAsync(
        string path = "/metrics",
        string? accept = null,
        string? encoding = null,
        string? authorization = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        if (encoding is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace DevRel.Store.Tests;

/// <summary>A store served on a free port of this machine.</summary>
internal sealed class FeedHost : IAsyncDisposable
{
    private readonly WebApplication application;

    private FeedHost(Shop shop, WebApplication application, Uri address)
    {
        Shop = shop;
        this.application = application;
        Http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = address,
        };
    }

    public Shop Shop { get; }

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress ?? throw new InvalidOperationException("no address");

    public static async Task<FeedHost> StartAsync(TimeProvider clock, params string[] tokens)
    {
        var shop = new Shop();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var built = builder.Build();
        built.MapFeed(shop.Store, new FeedOptions { Clock = clock, Tokens = () => tokens });
        await built.StartAsync();
        return new FeedHost(shop, built, new Uri(built.Urls.Single()));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await application.StopAsync();
        await application.DisposeAsync();
        await Shop.DisposeAsync();
    }
}

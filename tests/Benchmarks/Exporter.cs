using System.Diagnostics;
using System.Globalization;
using DevRel.Exporter;
using DevRel.Metrics;
using DevRel.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevRel.Benchmarks;

/// <summary>A page of 100 families with 1,000 series each, four labels a series: rendered, scraped, and scraped while a new one is made.</summary>
internal static class ExporterBenchmarks
{
    private const int Families = 100;
    private const int SeriesEach = 1000;
    private const int Series = Families * SeriesEach;
    private const int Rounds = 30;
    private const int Scrapes = 300;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var sets = Sets();
        RenderLive(sets);
        var publisher = new SnapshotPublisher(
            new ManualClock(DateTimeOffset.UnixEpoch),
            NullLogger<SnapshotPublisher>.Instance,
            _ => Series * 2
        );
        publisher.Publish(sets);
        using var folder = new TempFolder();
        await using var app = await ServeAsync(publisher, folder, cancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        await ScrapeBesideFileAsync(client, cancellationToken);
        await ScrapeBesideRecomputationAsync(client, publisher, sets, cancellationToken);
    }

    private static void RenderLive(IReadOnlyList<SampleSet> sets)
    {
        var snapshot = MetricsSnapshot.Build(sets, DateTimeOffset.UnixEpoch, _ => Series * 2);
        var page = new PageWriter(32 << 20);
        var bytes = snapshot.Body(ExpositionFormat.Text, gzip: false);
        var copy = new byte[bytes.Length];
        var (render, copied) = (double.MaxValue, double.MaxValue);
        long allocated = 0;
        for (var round = 0; round < Rounds; round++)
        {
            page.Clear();
            var before = GC.GetAllocatedBytesForCurrentThread();
            render = Math.Min(render, Time(() => snapshot.WriteTo(page, ExpositionFormat.Text)));
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            copied = Math.Min(copied, Time(() => bytes.Span.CopyTo(copy)));
        }

        Benchmark.Row(
            "render 100 k series, text",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{render * 1e6 / snapshot.Series:0} ns/series, {allocated} B a page"
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"copy of its {bytes.Length >> 20} MiB: {copied * 1e6 / snapshot.Series:0} ns/series"
            ),
            render / copied,
            "≤ 100 ns/series, 0 B a series"
        );
    }

    private static async Task ScrapeBesideFileAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var (scrapes, files) = (new List<double>(), new List<double>());
        for (var i = 0; i < Scrapes; i++)
        {
            scrapes.Add(await GetAsync(client, "/metrics", cancellationToken));
            files.Add(await GetAsync(client, "/file", cancellationToken));
        }

        Benchmark.Row(
            "gzip scrape of 100 k series, median",
            Milliseconds(Median(scrapes)),
            "static file of the same bytes " + Milliseconds(Median(files)),
            Median(scrapes) / Median(files),
            "≤ 3"
        );
    }

    /// <summary>Quiet and busy take turns, so that what else the machine does falls on both.</summary>
    private static async Task ScrapeBesideRecomputationAsync(
        HttpClient client,
        SnapshotPublisher publisher,
        IReadOnlyList<SampleSet> sets,
        CancellationToken cancellationToken
    )
    {
        const int turns = 10;
        var (quiet, busy) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < turns; turn++)
        {
            for (var i = 0; i < Scrapes / turns; i++)
                quiet.Add(await GetAsync(client, "/metrics", cancellationToken));
            using var stop = new CancellationTokenSource();
            var publishing = Task.Run(
                () =>
                {
                    while (!stop.IsCancellationRequested)
                        publisher.Publish(sets);
                },
                cancellationToken
            );
            for (var i = 0; i < Scrapes / turns; i++)
                busy.Add(await GetAsync(client, "/metrics", cancellationToken));
            await stop.CancelAsync();
            await publishing;
        }

        Benchmark.Row(
            "gzip scrape during recomputation, median",
            Milliseconds(Median(busy)),
            "quiet " + Milliseconds(Median(quiet)),
            Median(busy) / Median(quiet),
            "≤ 2"
        );
    }

    private static async Task<WebApplication> ServeAsync(
        SnapshotPublisher publisher,
        TempFolder folder,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapMetrics("/metrics", publisher);
        var file = folder.At("page.gz");
        app.MapGet("/file", (HttpContext context) => context.Response.SendFileAsync(file, context.RequestAborted));
        await app.StartAsync(cancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        await File.WriteAllBytesAsync(
            file,
            await client.GetByteArrayAsync("/metrics", cancellationToken),
            cancellationToken
        );
        return app;
    }

    private static async Task<double> GetAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await response.Content.CopyToAsync(Stream.Null, cancellationToken);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Time(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static string Milliseconds(double time) => string.Create(CultureInfo.InvariantCulture, $"{time:0.00} ms");

    private static IReadOnlyList<SampleSet> Sets()
    {
        var samples = new List<Sample>(Series);
        for (var family = 0; family < Families; family++)
        {
            var metric = Metric.Gauge(
                string.Create(CultureInfo.InvariantCulture, $"devrel_benchmark_family{family:00}"),
                Unit.Number,
                "A family made up to measure the writing of pages.",
                Labels.Source,
                Labels.Platform,
                Labels.Resource
            );
            for (var i = 0; i < SeriesEach; i++)
            {
                var resource = string.Create(CultureInfo.InvariantCulture, $"contoso/repository-{i:0000}");
                // Counts mostly, as on a real page; each tenth a fraction.
                samples.Add(metric.Of(i % 10 == 0 ? i / 7.0 : i * 37, "contoso-github", "github", resource));
            }
        }

        return [new SampleSet("contoso", DateTimeOffset.UnixEpoch, samples)];
    }
}

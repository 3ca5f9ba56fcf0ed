using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DevRel.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace DevRel.Benchmarks;

/// <summary>
/// <c>devrel run</c> on the quickstart, from the start of the process to the first full page; beside it a web server that only says hello. Wall time hangs on what
/// else the machine does, processor time does not: both are shown.
/// </summary>
internal static class AppBenchmarks
{
    private const int Rounds = 5;
    private const double Seconds = 3;
    private const double Megabytes = 150;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(CancellationToken cancellation)
    {
        using var folder = new TempFolder();
        var clone = folder.At("clone");
        await CloneAsync(clone, cancellation);
        var (quickstart, hello) = (new List<Start>(), new List<Start>());
        for (var round = 0; round < Rounds; round++)
        {
            hello.Add(await HelloAsync(cancellation));
            quickstart.Add(await QuickstartAsync(clone, folder.At($"data-{round}"), cancellation));
        }

        var (ours, anchor) = (Median(quickstart), Median(hello));
        Row("run: first full page", ours.Wall, "bare server", anchor.Wall, $"{Seconds} s");
        Row("run: processor time until then", ours.Processor, "bare server", anchor.Processor, "—");
        var peak = quickstart.Max(start => start.Peak);
        Benchmark.Row("run: peak memory", Text(peak, "MB"), $"limit {Text(Megabytes, "MB")}", peak / Megabytes, "1");
    }

    /// <summary>The other side of the anchor; this process, asked to be one that serves a word.</summary>
    public static async Task HelloServerAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        await using var app = builder.Build();
        app.MapGet("/", () => "hello");
        await app.RunAsync();
    }

    private static Task<Start> HelloAsync(CancellationToken cancellation) =>
        MeasureAsync(Environment.ProcessPath!, address => ["hello", address], [("/", "hello")], cancellation);

    private static Task<Start> QuickstartAsync(string clone, string data, CancellationToken cancellation) =>
        MeasureAsync(
            Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "devrel.exe" : "devrel"),
            address =>
                [
                    "run",
                    "-f",
                    Path.Combine(clone, "crds", "samples", "quickstart"),
                    "--data",
                    data,
                    "--listen",
                    address,
                ],
            [("/metrics", "devrel_active_members{"), ("/", "<p class=\"value\">")],
            cancellation
        );

    /// <summary>Until each path has answered with its text, in this order.</summary>
    private static async Task<Start> MeasureAsync(
        string program,
        Func<string, IReadOnlyList<string>> arguments,
        IReadOnlyList<(string Path, string Text)> pages,
        CancellationToken cancellation
    )
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments(address))
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(address) };
            foreach (var (path, text) in pages)
                await UntilAsync(http, path, text, process, started, cancellation);
            var wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
            process.Refresh();
            return new Start(wall, process.TotalProcessorTime.TotalSeconds, process.PeakWorkingSet64 / 1e6);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(cancellation);
        }
    }

    private static async Task UntilAsync(
        HttpClient http,
        string path,
        string text,
        Process process,
        long started,
        CancellationToken cancellation
    )
    {
        // Asked every few milliseconds rather than without pause: questions, too, take processor time.
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await pause.WaitForNextTickAsync(cancellation))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(started) > Patience)
                throw new InvalidOperationException($"{path} never held {text}; exited: {process.HasExited}");
            try
            {
                using var answer = await http.GetAsync(path, cancellation);
                if ((await answer.Content.ReadAsStringAsync(cancellation)).Contains(text, StringComparison.Ordinal))
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    private static async Task CloneAsync(string folder, CancellationToken cancellation)
    {
        using var git = Process.Start("git", ["clone", "--quiet", "--no-hardlinks", Files.Root, folder]);
        await git.WaitForExitAsync(cancellation);
        if (git.ExitCode != 0)
            throw new InvalidOperationException($"git could not clone {Files.Root}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Start Median(IEnumerable<Start> starts)
    {
        var sorted = starts.OrderBy(start => start.Wall).ToList();
        return sorted[sorted.Count / 2];
    }

    private static void Row(string what, double seconds, string anchor, double anchorSeconds, string limit) =>
        Benchmark.Row(what, Text(seconds, "s"), $"{anchor} {Text(anchorSeconds, "s")}", seconds / anchorSeconds, limit);

    private static string Text(double amount, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{amount:0.00} {unit}");

    /// <param name="Wall">Seconds.</param>
    /// <param name="Processor">Seconds.</param>
    /// <param name="Peak">Of resident memory, in megabytes.</param>
    private sealed record Start(double Wall, double Processor, double Peak);
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using DevRel.Testing;

namespace DevRel.Exporter.Tests.Support;

/// <summary>A real Prometheus on a loopback port, with a data folder of its own, that ends with the test.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly HttpClient client = new();
    private readonly Process process;

    private PrometheusServer(string program, string config)
    {
        var port = FreePort();
        client.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        process = Process.Start(
            new ProcessStartInfo(
                program,
                [
                    "--config.file=" + folder.Write("prometheus.yml", config),
                    "--storage.tsdb.path=" + folder.At("data"),
                    $"--web.listen-address=127.0.0.1:{port}",
                    "--log.level=error",
                ]
            )
            {
                RedirectStandardError = true,
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
    }

    public static PrometheusServer Start(string config) => new(Programs.Prometheus(), config);

    /// <summary>Asks until there is an answer that is good enough, for half a minute at most.</summary>
    public async Task<IReadOnlyList<ParsedSample>> QueryUntilAsync(
        string promql,
        Func<IReadOnlyList<ParsedSample>, bool> isEnough
    )
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            patience.Token,
            TestContext.Current.CancellationToken
        );
        // Each question is answered by the server; the pause between two is the timer's.
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await pause.WaitForNextTickAsync(stop.Token))
        {
            if (await TryQueryAsync(promql, stop.Token) is { } answer && isEnough(answer))
                return answer;
        }

        throw new TimeoutException(promql);
    }

    public async Task<IReadOnlyList<ParsedSample>> QueryAsync(string promql) =>
        await TryQueryAsync(promql, TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException("Prometheus does not answer");

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        client.Dispose();
        folder.Dispose();
    }

    private async Task<IReadOnlyList<ParsedSample>?> TryQueryAsync(string promql, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(
                "/api/v1/query?query=" + Uri.EscapeDataString(promql),
                cancellationToken
            );
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                return null;
            response.IsSuccessStatusCode.ShouldBeTrue(promql + ": " + text);
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(Read)];
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static ParsedSample Read(JsonElement result)
    {
        var labels = result
            .GetProperty("metric")
            .EnumerateObject()
            .ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);
        labels.Remove("__name__", out var name);
        return new ParsedSample(
            name ?? "",
            [.. labels.OrderBy(label => label.Key, StringComparer.Ordinal)],
            SampleLine.ParseNumber(result.GetProperty("value")[1].GetString()!)
        );
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

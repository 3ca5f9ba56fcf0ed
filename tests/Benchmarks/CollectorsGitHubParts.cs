using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DevRel.Testing;

namespace DevRel.Benchmarks;

/// <summary>The parts of the benchmark that run in processes of their own.</summary>
internal static class CollectorsGitHubParts
{
    public const string Server = "github-server";
    public const string Collector = "github-collector";

    /// <summary>False: the arguments name no part.</summary>
    public static async Task<bool> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        switch (arguments)
        {
            case [Server, var issues]:
                await ServeAsync(int.Parse(issues, CultureInfo.InvariantCulture), cancellationToken);
                return true;
            case [Collector, var url]:
                await CollectAsync(new Uri(url), cancellationToken);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Says its address, then obeys until its input ends.</summary>
    private static async Task ServeAsync(int issues, CancellationToken cancellationToken)
    {
        await using var server = await CollectorsGitHubServer.StartAsync(issues, cancellationToken);
        Console.WriteLine(server.Url);
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
            Console.WriteLine(Obey(server, line.Split(' ')));
    }

    private static string Obey(CollectorsGitHubServer server, string[] words)
    {
        var value = words.Length > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : 0;
        switch (words[0])
        {
            case "latency":
                server.Latency = TimeSpan.FromMilliseconds(value);
                return "";
            case "faults":
                server.FaultEvery = value;
                return "";
            case "comments":
                server.NewComments = value;
                return "";
            case "counted":
                return server.Counted.ToString(CultureInfo.InvariantCulture);
            default:
                return JsonSerializer.Serialize(server.Paths);
        }
    }

    /// <summary>Collects once and says the highest working set this process ever had, runtime and all.</summary>
    private static async Task CollectAsync(Uri url, CancellationToken cancellationToken)
    {
        await using (var run = new CollectorsGitHubRun(url, new SkippingClock(CollectorsGitHubServer.Now)))
            await run.RunAsync(cancellationToken);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(self.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
    }
}

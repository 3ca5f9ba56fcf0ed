using System.Text;
using DevRel.App.Running;
using DevRel.Testing;

namespace DevRel.App.Tests;

/// <summary>A secret planted in every input appears in no output: not on a page, not in a log, not in any file.</summary>
public sealed class CanaryTests
{
    private const string Canary = "canary7d1e5f0b";

    [Fact]
    public async Task A_planted_secret_appears_nowhere()
    {
        using var community = new Community();
        community.Repository.Commit(
            Canary,
            $"{Canary}@example.com",
            RealTime.Clock.GetUtcNow() - TimeSpan.FromDays(1),
            $"{Canary}\n\nReviewed-by: {Canary} <{Canary}@example.org>"
        );
        community.Write("secrets/hub/token", $"ghp_{Canary}{Canary}");
        await using var hub = await ReplayServer.StartAsync();
        hub.Otherwise = request => new ReplayExchange(request.Method, request.Path, request.Query, 403)
        {
            Headers = [new("Content-Type", "application/json"), new("X-Accepted-GitHub-Permissions", Canary)],
            Body = Encoding.UTF8.GetBytes($"{{ \"message\": \"{Canary}\", \"token\": \"{Canary}\" }}"),
        };
        community.Declare(
            "hub.yaml",
            $$$"""
            apiVersion: devrelmetrics.io/v1alpha1
            kind: MetricSource
            metadata: {name: hub, labels: {program: garden}}
            spec:
              github:
                repositories: [contoso/sdk]
                apiUrl: {{{hub.Url.ToString().TrimEnd('/')}}}
                auth:
                  token:
                    secretKeyRef: {name: hub, key: token}
            """
        );
        var options = community.Options with
        {
            SecretsFolder = Path.Combine(Path.GetDirectoryName(community.Data)!, "secrets"),
        };
        string pages;
        await using (var devrel = await RunningDevrel.StartAsync(options))
        {
            await devrel.UntilAsync(
                "/metrics",
                "devrel_collector_run_failures_total{reason=\"not_found\",source=\"hub\"}"
            );
            pages = await devrel.UntilAsync("/metrics", "window=\"90d\",member_class=\"human\"} 5");
            pages += await devrel.GetAsync("/") + await devrel.GetAsync("/status") + await devrel.GetAsync("/v1/feed");
            await devrel.StopAsync();
            pages += devrel.Logs;
        }

        hub.Requests.ShouldNotBeEmpty("the token was sent, so it could have leaked");
        pages.ShouldNotContain(Canary);
        foreach (var file in Directory.EnumerateFiles(community.Data, "*", SearchOption.AllDirectories))
            Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)).ShouldNotContain(Canary, customMessage: file);
    }
}

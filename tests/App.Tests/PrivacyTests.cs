using DevRel.App.Running;

namespace DevRel.App.Tests;

/// <summary>What a Collector declares about people, acted on.</summary>
public sealed class PrivacyTests
{
    private const string Collector = """
        apiVersion: devrelmetrics.io/v1alpha1
        kind: Collector
        metadata: {name: default}
        spec:
          privacy:
            optOut: {secretRef: {name: left-out}}
        """;

    [Fact]
    public async Task Who_opts_out_is_gone_at_the_next_run_and_stays_gone()
    {
        using var community = new Community();
        await using (var before = await community.RunAsync())
            await before.UntilAsync("/metrics", "window=\"90d\",member_class=\"human\"} 3");
        community.Declare("collector.yaml", Collector);
        community.Write("secrets/left-out/optout", "# asked on Tuesday\nbob@example.com\n");
        community.Repository.Commit(
            "bob",
            "bob@example.com",
            Testing.RealTime.Clock.GetUtcNow() - TimeSpan.FromDays(1)
        );
        var options = community.Options with
        {
            SecretsFolder = Path.Combine(Path.GetDirectoryName(community.Data)!, "secrets"),
        };

        await using var after = await RunningDevrel.StartAsync(options);

        await after.UntilAsync("/metrics", "window=\"90d\",member_class=\"human\"} 2");
    }

    [Fact]
    public async Task Nobody_is_collected_while_the_list_of_opt_outs_is_missing()
    {
        using var community = new Community();
        community.Declare("collector.yaml", Collector);

        await using var devrel = await community.RunAsync();

        await devrel.UntilAsync(
            "/metrics",
            "devrel_collector_run_failures_total{reason=\"unauthorized\",source=\"history\"}"
        );
        var page = await devrel.UntilAsync("/", "DEVREL_SECRET_LEFT_OUT_OPTOUT");
        page.ShouldContain("unauthorized");
    }
}

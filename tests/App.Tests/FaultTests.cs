using DevRel.App.Running;
using DevRel.Testing;

namespace DevRel.App.Tests;

/// <summary>What goes wrong on one machine: a clear message, a state series, nothing lost, and the rest goes on.</summary>
public sealed class FaultTests
{
    private const string ThreePeople =
        "devrel_active_members{program=\"garden\",window=\"90d\",member_class=\"human\"} 3";

    private static string Forum(string url) =>
        $$"""
            apiVersion: devrelmetrics.io/v1alpha1
            kind: MetricSource
            metadata:
              name: forum
              labels: {program: garden}
            spec:
              discourse:
                url: "{{url}}"
            """;

    [Fact]
    public async Task An_unreachable_platform_is_a_state_and_stops_no_other()
    {
        using var community = new Community();
        // Port 1 on loopback: refused at once.
        community.Declare("forum.yaml", Forum("http://127.0.0.1:1"));
        await using var devrel = await community.RunAsync();

        await devrel.UntilAsync(
            "/metrics",
            "devrel_source_state{program=\"garden\",source=\"forum\",state=\"failing\"} 1"
        );
        await devrel.UntilAsync("/", "127.0.0.1");
        await devrel.UntilAsync("/metrics", "devrel_window_activities{program=\"garden\",platform=\"git\"");
    }

    [Fact]
    public async Task A_second_process_on_one_store_is_told_who_has_it()
    {
        using var community = new Community();
        await using var first = await community.RunAsync();
        await first.UntilAsync("/metrics", ThreePeople);

        await using var second = await community.RunAsync();

        (await second.Exit).ShouldBe(ExitCode.Failed);
        second.Logs.ShouldContain(Path.Combine(community.Data, "store.db"));
        second.Logs.ShouldContain(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_damaged_store_is_left_alone_and_the_remedy_is_told()
    {
        using var community = new Community();
        community.Write("data/store.db", "this is no store, but somebody's notes");

        await using var devrel = await community.RunAsync();

        (await devrel.Exit).ShouldBe(ExitCode.Failed);
        devrel.Logs.ShouldContain("store.db");
        File.ReadAllText(Path.Combine(community.Data, "store.db")).ShouldBe("this is no store, but somebody's notes");
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_the_option_that_helps()
    {
        using var community = new Community();
        using var other = new Community();
        await using var first = await community.RunAsync();
        var taken = first.Address;

        await using var second = await RunningDevrel.StartAsync(other.Options with { Listen = taken });

        (await second.Exit).ShouldBe(ExitCode.Failed);
        second.Logs.ShouldContain("--listen");
    }

    [Fact]
    public async Task A_full_disk_is_a_state_and_what_was_kept_stays()
    {
        using var community = new Community();
        await using (var whole = await community.RunAsync())
            await whole.UntilAsync("/metrics", ThreePeople);
        for (var i = 0; i < 300; i++)
            community.Repository.Commit(
                $"p{i}",
                $"p{i}@example.com",
                RealTime.Clock.GetUtcNow() - TimeSpan.FromDays(2),
                new string('x', 200)
            );

        var room = new FileInfo(Path.Combine(community.Data, "store.db")).Length + 8192;
        await using var full = await RunningDevrel.StartAsync(community.Options with { MaximumStoreBytes = room });

        await full.UntilAsync("/metrics", "devrel_collector_run_failures_total{reason=\"storage\",source=\"history\"}");
        (await full.GetAsync("/metrics")).ShouldContain(ThreePeople);
        await full.UntilAsync("/", "Free space");
        await full.UntilAsync(
            "/metrics",
            "devrel_source_state{program=\"garden\",source=\"history\",state=\"failing\"} 1"
        );
    }

    [Fact]
    public async Task A_manifest_changed_while_running_is_taken_up()
    {
        using var community = new Community();
        await using var devrel = await community.RunAsync();
        await devrel.UntilAsync("/metrics", ThreePeople);

        community.Declare(
            "program.yaml",
            Community.Program.Replace("The garden", "The orchard", StringComparison.Ordinal)
        );

        await devrel.UntilAsync("/", "The orchard");
        await devrel.UntilAsync("/metrics", ThreePeople);
    }

    [Fact]
    public async Task A_manifest_that_turns_bad_while_running_changes_nothing()
    {
        using var community = new Community();
        await using var devrel = await community.RunAsync();
        await devrel.UntilAsync("/metrics", ThreePeople);

        community.Declare("program.yaml", Community.Program.Replace("title:", "titel:", StringComparison.Ordinal));

        await devrel.UntilLoggedAsync("titel");
        (await devrel.GetAsync("/metrics")).ShouldContain(ThreePeople);
    }

    [Fact]
    public async Task A_removed_source_leaves_the_figures_and_keeps_its_history()
    {
        using var community = new Community();
        await using var devrel = await community.RunAsync();
        await devrel.UntilAsync("/metrics", ThreePeople);

        community.Withdraw("source.yaml");
        await devrel.UntilAsync("/metrics", metrics => !metrics.Contains(ThreePeople, StringComparison.Ordinal));
        community.Declare("source.yaml", Community.Source);
        await devrel.UntilAsync("/metrics", ThreePeople);

        // Nothing had to be collected again.
        await devrel.UntilLoggedAsync("history: collected 0 records");
    }

    [Fact]
    public async Task A_source_that_is_suspended_while_running_says_so()
    {
        using var community = new Community();
        await using var devrel = await community.RunAsync();
        await devrel.UntilAsync("/metrics", ThreePeople);

        community.Declare("source.yaml", Community.Source + "\n  suspend: true\n");

        await devrel.UntilAsync(
            "/metrics",
            "devrel_source_state{program=\"garden\",source=\"history\",state=\"suspended\"} 1"
        );
    }

    [Fact]
    public async Task Bad_manifests_end_with_everything_that_is_wrong()
    {
        using var community = new Community();
        community.Declare("program.yaml", Community.Program.Replace("title:", "titel:", StringComparison.Ordinal));
        community.Declare("source.yaml", Community.Source.Replace("1m", "1 minute", StringComparison.Ordinal));

        await using var devrel = await community.RunAsync();

        var error = await Should.ThrowAsync<UsageException>(() => devrel.Exit);
        error.Message.ShouldContain("titel");
        error.Message.ShouldContain("interval");
    }
}

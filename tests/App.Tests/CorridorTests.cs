using DevRel.Testing;

namespace DevRel.App.Tests;

/// <summary>From manifests to the page, through every room, as a user sees it.</summary>
public sealed class CorridorTests
{
    private const string ThreePeople =
        "devrel_active_members{program=\"garden\",window=\"90d\",member_class=\"human\"} 3";

    [Fact]
    public async Task A_repository_becomes_metrics_and_a_page()
    {
        using var community = new Community();
        await using var devrel = await community.RunAsync();

        await devrel.UntilAsync("/metrics", ThreePeople);
        var page = await devrel.UntilAsync("/", "Active members");

        page.ShouldContain("The garden");
        page.ShouldContain("More gardeners");
        page.ShouldContain("history");
        (await devrel.GetAsync("/readyz")).ShouldBe("ok\n");
        (await devrel.GetAsync("/livez")).ShouldBe("ok\n");
        (await devrel.GetAsync("/status")).ShouldContain("\"activities\":5");
    }

    [Fact]
    public async Task An_objective_is_held_against_what_was_collected()
    {
        using var community = new Community();
        await using var devrel = await community.RunAsync();

        await devrel.UntilAsync(
            "/metrics",
            "devrel_key_result_progress_ratio{program=\"garden\",objective=\"grow\",key_result=\"gardeners\"} 0.5"
        );
    }

    [Fact]
    public async Task Stopping_is_clean_and_starting_again_shows_the_same()
    {
        using var community = new Community();
        await using (var first = await community.RunAsync())
        {
            await first.UntilAsync("/metrics", ThreePeople);
            (await first.StopAsync()).ShouldBe(ExitCode.Done);
        }

        community.Repository.Commit("dora", "dora@example.com", RealTime.Clock.GetUtcNow() - TimeSpan.FromDays(1));
        await using var second = await community.RunAsync();

        await second.UntilAsync("/metrics", ThreePeople.Replace(" 3", " 4", StringComparison.Ordinal));
        second.Logs.ShouldContain(
            "history: collected 2 records",
            customMessage: "the new commit and its author, nothing else"
        );
    }

    [Fact]
    public async Task Members_are_never_named()
    {
        using var community = new Community();
        await using var devrel = await community.RunAsync();
        var metrics = await devrel.UntilAsync("/metrics", ThreePeople);
        var everything = metrics + await devrel.GetAsync("/") + await devrel.GetAsync("/status") + devrel.Logs;

        foreach (var name in new[] { "ada", "bob", "cleo" })
        {
            everything.ShouldNotContain($"{name}@");
            everything.ShouldNotContain($">{name}<");
        }
    }

    [Fact]
    public async Task A_full_page_is_silent_under_promtool()
    {
        var promtool = Programs.Find("DEVREL_PROMTOOL", "promtool");
        if (promtool is null)
            Assert.Skip("needs promtool on the PATH or in DEVREL_PROMTOOL");
        using var community = new Community();
        await using var devrel = await community.RunAsync();
        var page = await devrel.UntilAsync("/metrics", ThreePeople);

        var (exit, output) = await Programs.RunAsync(promtool, page, "check", "metrics");

        output.ShouldBeEmpty();
        exit.ShouldBe(0);
    }
}

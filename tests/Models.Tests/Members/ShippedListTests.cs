using DevRel.Models.Members;

namespace DevRel.Models.Tests.Members;

public sealed class ShippedListTests
{
    [Fact]
    public void Every_entry_is_an_account_written_once_and_stands_in_one_list()
    {
        string[] all = [.. ShippedAgents.Accounts, .. ShippedBots.Accounts];

        all.Where(account => !AccountKey.TryParse(account, out _)).ShouldBeEmpty();
        all.ShouldAllBe(account => account == account.ToLowerInvariant());
        all.GroupBy(account => account).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
    }

    [Fact]
    public void The_lists_hold_the_robots_and_agents_everybody_meets()
    {
        ShippedBots
            .Accounts.Count(account => !account.EndsWith("[bot]", StringComparison.Ordinal))
            .ShouldBeGreaterThan(90);
        ShippedBots.Accounts.ShouldContain("github:stale[bot]");
        ShippedBots.Accounts.ShouldContain("github:dependabot[bot]");
        foreach (var agent in new[] { "copilot", "claude", "codex", "devin", "cursor", "gemini", "jules", "sweep" })
            ShippedAgents.Accounts.ShouldContain(account => account.Contains(agent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("github:ada", true)]
    [InlineData("github:@ada", true)]
    [InlineData("github:id:7", true)]
    [InlineData("email:ada@home.example", true)]
    [InlineData("email:ada", false)]
    [InlineData("ada", false)]
    [InlineData("github:", false)]
    [InlineData(":ada", false)]
    [InlineData("github:id:", false)]
    public void An_account_is_platform_and_handle_or_id_or_an_address(string text, bool valid) =>
        AccountKey.TryParse(text, out _).ShouldBe(valid);
}

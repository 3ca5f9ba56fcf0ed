using DevRel.Activities;
using DevRel.Collectors.Git;

namespace DevRel.Collectors.Tests.Git;

public sealed class GitCollectorTests : IDisposable
{
    private readonly Sandbox repo = new();

    public void Dispose() => repo.Dispose();

    [Fact]
    public async Task A_commit_is_counted_with_its_lines_and_the_authors_own_clock()
    {
        repo.Commit("first", "2026-02-01T10:00:00+0530", content: "a\nb\nc\n");
        var id = repo.Commit("second", "2026-02-02T10:00:00-0800", content: "d\n");

        var log = await CollectAsync();

        var commit = log.Activities[id];
        commit.Kind.ShouldBe(ActivityKind.Commit);
        commit.OccurredAt.ShouldBe(new DateTimeOffset(2026, 2, 2, 18, 0, 0, TimeSpan.Zero));
        commit.Container.ShouldBe("sdk");
        commit.Author.ShouldBe(new Account("git", "ada@example.com") { ClaimedEmail = "ada@example.com" });
        commit.Attributes.ShouldBe(
            new ActivityAttributes
            {
                LinesAdded = 1,
                LinesDeleted = 0,
                FilesChanged = 1,
                UtcOffsetMinutes = -480,
            }
        );
        log.Activities.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_second_run_brings_only_what_is_new()
    {
        repo.Commit("first", "2026-02-01T10:00:00+0000");
        var log = await CollectAsync();
        var id = repo.Commit("second", "2026-02-02T10:00:00+0000");

        var items = await log.RunAsync(repo.Open());

        items.ShouldHaveSingleItem().ShouldBeOfType<CollectedActivity>().NativeId.ShouldBe(id);
        (await log.RunAsync(repo.Open())).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_last_90_days_come_first_then_history_and_each_ascending()
    {
        var now = CollectedLog.Now;
        foreach (var age in new[] { 400, 300, 89, 2 })
            repo.Commit($"{age}", Sandbox.Date(now - TimeSpan.FromDays(age)));

        var log = new CollectedLog();
        var items = await log.RunAsync(repo.Open());

        items.Cast<CollectedActivity>().Select(item => (now - item.OccurredAt).Days).ShouldBe([89, 2, 400, 300]);
        log.Batches[0].BackfillProgress.ShouldBe(0);
        log.Batches[^1].BackfillProgress.ShouldBe(1);
        log.Batches[^1].Watermark.ShouldBe(now);
    }

    [Fact]
    public async Task A_branch_merged_late_is_found_although_its_dates_are_old()
    {
        repo.Commit("first", "2026-01-01T10:00:00+0000");
        repo.Git(["checkout", "-q", "-b", "side"]);
        var old = repo.Commit("old work", "2020-01-01T10:00:00+0000", file: "side.txt");
        repo.Git(["checkout", "-q", "main"]);
        repo.Commit("second", "2026-02-01T10:00:00+0000");
        var log = await CollectAsync();
        log.Activities.ShouldNotContainKey(old);

        repo.Git(["merge", "-q", "--no-ff", "-m", "merge", "side"]);
        await log.RunAsync(repo.Open());

        log.Activities.ShouldContainKey(old);
        log.Of(ActivityKind.Commit).Count(commit => commit.Attributes.Merge).ShouldBe(1);
        log.Of(ActivityKind.Commit).Single(commit => commit.Attributes.Merge).Attributes.LinesAdded.ShouldBeNull();
    }

    [Fact]
    public async Task Rewritten_commits_are_retracted_with_all_that_hung_on_them()
    {
        var kept = repo.Commit("first", "2026-01-01T10:00:00+0000");
        var gone = repo.Commit("second\n\nReviewed-by: Bob <bob@example.com>\n", "2026-02-01T10:00:00+0000");
        var log = await CollectAsync();
        log.Activities.ShouldContainKey($"{gone}#reviewed-by/1");

        repo.Git(["reset", "-q", "--hard", kept]);
        var added = repo.Commit("second again", "2026-02-02T10:00:00+0000");
        await log.RunAsync(repo.Open());

        log.Activities.Keys.ShouldBe([kept, added], ignoreOrder: true);
    }

    [Fact]
    public async Task Wherever_a_run_is_killed_the_next_ones_find_the_same_log()
    {
        repo.Import(
            Enumerable
                .Range(0, 1300)
                .Select(i =>
                    ($"{i}\n\nCo-authored-by: Bob <bob@example.com>", CollectedLog.Now - TimeSpan.FromDays(1300 - i))
                )
        );
        repo.Tag("v1", "2026-02-01T10:00:00+0000", "Ada <ada@example.com>");
        var undisturbed = await CollectAsync();
        undisturbed.Activities.Count.ShouldBe(2601);

        var killed = new CollectedLog();
        foreach (var batches in new[] { 1, 1, 2, 1 })
            await killed.RunAsync(repo.Open(), batches: batches);
        repo.CommitStaged("meanwhile", Sandbox.Date(CollectedLog.Now));
        await killed.RunAsync(repo.Open());
        await undisturbed.RunAsync(repo.Open());

        killed.Text().ShouldBe(undisturbed.Text());
    }

    [Fact]
    public async Task A_commit_rewritten_while_a_walk_is_unfinished_is_retracted_too()
    {
        repo.Import(Enumerable.Range(0, 700).Select(i => ($"{i}", CollectedLog.Now - TimeSpan.FromHours(700 - i))));
        var log = new CollectedLog();
        await log.RunAsync(repo.Open(), batches: 1);

        repo.Git(["reset", "-q", "--hard", "HEAD~300"]);
        repo.CommitStaged("instead", Sandbox.Date(CollectedLog.Now));
        await log.RunAsync(repo.Open());

        log.Activities.Count.ShouldBe(401);
    }

    [Fact]
    public async Task Only_the_branches_that_match_are_read_and_a_narrower_glob_retracts()
    {
        repo.Commit("main", "2026-01-01T10:00:00+0000");
        repo.Git(["checkout", "-q", "-b", "release/1.0"]);
        var release = repo.Commit("fix", "2026-01-02T10:00:00+0000");
        repo.Git(["checkout", "-q", "-b", "wip", "main"]);
        var wip = repo.Commit("wip", "2026-01-03T10:00:00+0000");
        repo.Git(["checkout", "-q", "main"]);
        var log = new CollectedLog();

        await log.RunAsync(repo.Open(new GitSettings { Url = repo.Path, Branches = ["*"] }));
        log.Activities.Keys.ShouldContain(wip);
        await log.RunAsync(repo.Open(new GitSettings { Url = repo.Path, Branches = ["main", "release/*"] }));

        log.Activities.Count.ShouldBe(2);
        log.Activities.ShouldContainKey(release);
    }

    [Fact]
    public async Task Nothing_older_than_since_is_collected_and_moving_it_back_brings_the_rest()
    {
        repo.Commit("old", "2024-01-01T10:00:00+0000");
        repo.Commit("new", "2026-01-01T10:00:00+0000");
        var log = new CollectedLog();

        await log.RunAsync(repo.Open(), since: new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        log.Activities.Count.ShouldBe(1);
        await log.RunAsync(repo.Open());

        log.Activities.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_repository_without_commits_is_a_success_with_nothing_in_it()
    {
        var log = await CollectAsync();

        log.Activities.ShouldBeEmpty();
        log.Batches[^1].BackfillProgress.ShouldBe(1);
    }

    [Fact]
    public async Task A_detached_head_without_any_ref_offers_nothing()
    {
        repo.Commit("first", "2026-01-01T10:00:00+0000");
        repo.Git(["checkout", "-q", "--detach"]);
        repo.Git(["branch", "-q", "-D", "main"]);

        (await CollectAsync()).Activities.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_detached_head_beside_branches_is_what_a_build_machine_has_and_is_read()
    {
        repo.Commit("first", "2026-01-01T10:00:00+0000");
        repo.Git(["checkout", "-q", "--detach"]);
        repo.Commit("second", "2026-01-02T10:00:00+0000");

        (await CollectAsync()).Activities.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_cursor_of_an_unknown_version_or_shape_starts_over()
    {
        repo.Commit("first", "2026-01-01T10:00:00+0000");
        var request = new CollectionRequest("{\"version\":99,\"tips\":[7]}", CollectedLog.Now, null);

        var items = await repo.Open()
            .CollectAsync(request, TestContext.Current.CancellationToken)
            .SelectMany(batch => batch.Items)
            .CountAsync(TestContext.Current.CancellationToken);

        items.ShouldBe(1);
    }

    private async Task<CollectedLog> CollectAsync()
    {
        var log = new CollectedLog();
        await log.RunAsync(repo.Open());
        return log;
    }
}

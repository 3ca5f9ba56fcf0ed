using DevRel.Collectors.Git;

namespace DevRel.Collectors.Tests.Git;

/// <summary>Where a repository is found, and what is said when it is not.</summary>
public sealed class GitPlacesTests : IDisposable
{
    private readonly Sandbox repo = new();

    public void Dispose() => repo.Dispose();

    [Fact]
    public async Task A_dot_is_the_repository_around_the_manifests_folder()
    {
        repo.Commit("first", "2026-01-01T10:00:00+0000");
        var folder = Directory.CreateDirectory(Path.Combine(repo.Path, "deploy", "devrel")).FullName;
        var collector = Sandbox.Open(new GitSettings { Url = "." }, Path.Combine(folder, "source.yaml"), repo.State);

        var log = new CollectedLog();
        await log.RunAsync(collector);

        log.Activities.Values.ShouldHaveSingleItem().Container.ShouldBe("sdk");
    }

    [Fact]
    public async Task A_folder_inside_a_repository_is_not_taken_for_one()
    {
        var inside = Directory.CreateDirectory(Path.Combine(repo.Path, "data")).FullName;

        var error = await FailAsync(repo.Open(new GitSettings { Url = inside }));

        error.Reason.ShouldBe(CollectionFailure.NotFound);
        error.Message.ShouldContain($"Write that in spec.git.url");
    }

    [Fact]
    public async Task A_linked_work_tree_is_read_like_the_repository_it_belongs_to()
    {
        repo.Commit("first", "2026-01-01T10:00:00+0000");
        repo.Git(["worktree", "add", "-q", repo.At("linked")]);

        var log = new CollectedLog();
        await log.RunAsync(repo.Open(new GitSettings { Url = repo.At("linked") }));

        log.Activities.Values.ShouldHaveSingleItem().Container.ShouldBe("linked");
    }

    [Fact]
    public async Task A_bare_repository_by_file_url_is_read_in_place()
    {
        repo.Commit("first", "2026-01-01T10:00:00+0000");
        repo.Git(["clone", "-q", "--bare", repo.Path, repo.At("bare.git")]);

        var log = new CollectedLog();
        await log.RunAsync(repo.Open(new GitSettings { Url = $"file://{repo.At("bare.git")}" }));

        log.Activities.Values.ShouldHaveSingleItem().Container.ShouldBe("bare");
        Directory.Exists(repo.State).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_that_is_missing_or_no_repository_is_not_found()
    {
        var missing = await FailAsync(repo.Open(new GitSettings { Url = repo.At("missing") }));
        var plain = Directory.CreateDirectory(repo.At("plain")).FullName;
        var empty = await FailAsync(repo.Open(new GitSettings { Url = plain }));

        missing.Reason.ShouldBe(CollectionFailure.NotFound);
        missing.Message.ShouldContain("There is no folder");
        empty.Reason.ShouldBe(CollectionFailure.NotFound);
        empty.Message.ShouldContain("git init");
    }

    [Fact]
    public async Task Without_the_git_program_the_message_says_what_to_install()
    {
        var error = await Should.ThrowAsync<CollectionException>(() =>
            GitProgram.FindAsync(repo.At("empty"), TestContext.Current.CancellationToken)
        );

        error.Message.ShouldContain("Install git 2.32");
    }

    [Fact]
    public async Task A_git_that_is_too_old_is_named_with_its_version()
    {
        var folder = Directory.CreateDirectory(repo.At("bin")).FullName;
        var old = Path.Combine(folder, "git");
        await File.WriteAllTextAsync(
            old,
            "#!/bin/sh\necho git version 2.30.2\n",
            TestContext.Current.CancellationToken
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(old, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var error = await Should.ThrowAsync<CollectionException>(() =>
            GitProgram.FindAsync(folder, TestContext.Current.CancellationToken)
        );

        error.Message.ShouldContain("git 2.30");
        error.Message.ShouldContain("2.32 or newer");
    }

    [Fact]
    public async Task Cancellation_ends_the_child()
    {
        using var cancel = new CancellationTokenSource();
        var process = await SleeperAsync(TimeSpan.FromMinutes(10), cancel.Token);

        var read = process.ReadAsync(new byte[10]).AsTask();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => read);
        await process.DisposeAsync();
    }

    [Fact]
    public async Task A_silent_child_is_stopped_and_the_source_says_so()
    {
        await using var process = await SleeperAsync(
            TimeSpan.FromMilliseconds(50),
            TestContext.Current.CancellationToken
        );

        var error = await Should.ThrowAsync<CollectionException>(() => process.ReadAsync(new byte[10]).AsTask());

        error.Reason.ShouldBe(CollectionFailure.Unavailable);
        error.Message.ShouldContain("was silent");
    }

    /// <summary>Stands in for a git whose host does not answer.</summary>
    private async Task<GitProcess> SleeperAsync(TimeSpan idle, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(repo.At("sleeper")).FullName;
        var file = Path.Combine(folder, "git");
        await File.WriteAllTextAsync(file, "#!/bin/sh\nexec sleep 600\n", CancellationToken.None);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return new GitProgram(file).Start(new GitCommand("sleep", "sleep") { Idle = idle }, cancellationToken);
    }

    private static Task<CollectionException> FailAsync(ICollector collector) =>
        Should.ThrowAsync<CollectionException>(() => new CollectedLog().RunAsync(collector));
}

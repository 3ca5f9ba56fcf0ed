using System.Formats.Tar;
using System.IO.Compression;
using DevRel.Activities;
using DevRel.Collectors.Git;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.Git;

public sealed class GitFixtureTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// The recorded totals count 8 commits, those with a parent: their earliest date is the second commit's. git itself counts 9.
    /// </summary>
    [Fact]
    public async Task The_recorded_repository_has_its_commits_merge_and_people()
    {
        var log = await CollectAsync("gittest", Path.Combine("gittest"));

        var commits = log.Of(ActivityKind.Commit).ToList();
        commits.Count.ShouldBe(9);
        commits.Count(commit => commit.NativeId != "bc57a9209f096a130dcc5ba7089a8663f758a703").ShouldBe(8);
        commits.Count(commit => commit.Attributes.Merge).ShouldBe(1);
        commits.Select(commit => commit.Author!.Id).Distinct().Count().ShouldBe(2);
        commits.Min(commit => commit.OccurredAt).ShouldBe(new DateTimeOffset(2012, 8, 14, 17, 30, 13, TimeSpan.Zero));
        commits
            .Order(Comparer<CollectedActivity>.Create((left, right) => left.OccurredAt.CompareTo(right.OccurredAt)))
            .ElementAt(1)
            .OccurredAt.ShouldBe(new DateTimeOffset(2012, 8, 14, 17, 32, 15, TimeSpan.Zero));
        commits.Max(commit => commit.OccurredAt).ShouldBe(new DateTimeOffset(2014, 2, 12, 6, 10, 39, TimeSpan.Zero));
        commits.Sum(commit => commit.Attributes.LinesAdded ?? 0).ShouldBe(2);
    }

    [Theory]
    [InlineData("gittestempty")]
    [InlineData("gittest_no_refs")]
    public async Task The_recorded_repositories_without_refs_hold_nothing(string name)
    {
        var log = await CollectAsync(name, name);

        log.Activities.ShouldBeEmpty();
        log.Batches[^1].BackfillProgress.ShouldBe(1);
    }

    /// <summary>
    /// The recorded logs are in another program's format; what their bodies hold is put into commits here: each becomes one commit whose message is the whole file.
    /// </summary>
    [Fact]
    public async Task The_recorded_bodies_with_broken_bytes_and_carriage_returns_are_read()
    {
        if (Fixtures.Folder is null)
            Assert.Skip(Fixtures.Missing);
        using var repo = new Sandbox();
        var logs = Directory.GetFiles(Path.Combine(Fixtures.Folder, "git", "perceval-logs"), "*.txt");
        foreach (var file in logs)
        {
            repo.Git(["config", "i18n.commitEncoding", "UTF-8"]);
            repo.Git([
                "commit",
                "-q",
                "--allow-empty",
                "--cleanup=verbatim",
                "--allow-empty-message",
                "-F",
                file,
                "--author",
                "A <a@example.com>",
            ]);
        }

        var log = new CollectedLog();
        await log.RunAsync(repo.Open());

        logs.Length.ShouldBe(11);
        log.Of(ActivityKind.Commit).Count().ShouldBe(11);
    }

    private async Task<CollectedLog> CollectAsync(string archive, string repository)
    {
        if (Fixtures.Folder is null)
            Assert.Skip(Fixtures.Missing);
        await using (var file = File.OpenRead(Path.Combine(Fixtures.Folder, "git", "repos", archive + ".tar.gz")))
        await using (var unpacked = new GZipStream(file, CompressionMode.Decompress))
            await TarFile.ExtractToDirectoryAsync(unpacked, folder.Path, overwriteFiles: true);
        var log = new CollectedLog();
        await log.RunAsync(
            Sandbox.Open(new GitSettings { Url = folder.At(repository) }, manifest: null, folder.At("state"))
        );
        return log;
    }
}

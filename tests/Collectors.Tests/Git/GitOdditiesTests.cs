using System.Text;
using DevRel.Activities;
using DevRel.Collectors.Git;

namespace DevRel.Collectors.Tests.Git;

public sealed class GitOdditiesTests : IDisposable
{
    private readonly Sandbox repo = new();

    public void Dispose() => repo.Dispose();

    [Fact]
    public async Task Renames_binaries_and_odd_names_are_counted_as_files()
    {
        repo.Commit(
            "first",
            "2026-01-01T10:00:00+0000",
            file: "a {x => y}\tb.txt",
            content: string.Concat(Enumerable.Repeat("line\n", 50))
        );
        repo.Git(["mv", "a {x => y}\tb.txt", "Weiß\n{c}.txt"]);
        File.WriteAllBytes(Path.Combine(repo.Path, "picture.bin"), [0, 1, 2, 0, 255]);
        var id = repo.Commit("second", "2026-01-02T10:00:00+0000", content: "x\ny\n");

        var attributes = (await CollectAsync()).Activities[id].Attributes;

        attributes.FilesChanged.ShouldBe(3);
        attributes.LinesAdded.ShouldBe(2);
        attributes.LinesDeleted.ShouldBe(0);
    }

    [Theory]
    [InlineData("4102444800 +0000", "2100-01-01T00:00:00Z", 0)]
    [InlineData("0 +0000", "1970-01-01T00:00:00Z", 0)]
    [InlineData("1392185439 -0800", "2014-02-12T06:10:39Z", -480)]
    [InlineData("1392185439 +051800", "2014-02-12T06:10:39Z", null)]
    [InlineData("1392185439 +9999", "2014-02-12T06:10:39Z", null)]
    [InlineData("99999999999999999 +0000", "9999-12-31T23:59:59Z", 0)]
    [InlineData("", "1970-01-01T00:00:00Z", null)]
    public void A_date_is_kept_however_wrong_the_clock_was(string raw, string utc, int? offset)
    {
        var date = GitDate.Parse(raw);

        date.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(utc);
        date.Offset.ShouldBe(offset);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_and_carriage_returns_do_not_stop_the_walk()
    {
        repo.Import(
            Encoding.Latin1.GetBytes(
                "commit refs/heads/main\nauthor \x93Open\x94 <open@example.com> 1766000000 +0000\n"
                    + "committer K <k@example.com> 1766000000 +0000\ndata <<END\n"
                    + "bad \x93bytes\x94 and\r\n\r\n\r)\r\n\r\nReviewed-by: J\xf6rg <joerg@example.com>\nEND\n\n"
            )
        );

        var log = await CollectAsync();

        log.Of(ActivityKind.Commit).ShouldHaveSingleItem().Author!.Id.ShouldBe("open@example.com");
    }

    [Fact]
    public async Task A_declared_encoding_is_understood()
    {
        repo.Git(["config", "i18n.commitEncoding", "ISO-8859-1"]);
        var message = repo.At("message");
        await File.WriteAllBytesAsync(
            message,
            Encoding.Latin1.GetBytes("grüße\n\nReviewed-by: Jörg <jörg@example.com>\n"),
            TestContext.Current.CancellationToken
        );
        repo.Git(["commit", "-q", "--allow-empty", "-F", message, "--author", "A <a@example.com>"]);

        var log = await CollectAsync();

        log.Of(ActivityKind.CommitReview).ShouldHaveSingleItem().Author!.Id.ShouldBe("jörg@example.com");
    }

    [Fact]
    public async Task A_shallow_clone_says_that_it_is_not_all_and_counts_no_lines_at_its_border()
    {
        foreach (var day in Enumerable.Range(1, 5))
            repo.Commit($"{day}", $"2026-01-0{day}T10:00:00+0000", content: "1\n2\n3\n");
        repo.Git(["clone", "-q", "--depth=2", $"file://{repo.Path}", repo.At("shallow")]);

        var log = new CollectedLog();
        await log.RunAsync(repo.Open(new GitSettings { Url = repo.At("shallow") }));

        log.Batches[^1].Truncated.ShouldBeTrue();
        log.Of(ActivityKind.Commit)
            .Select(commit => commit.Attributes.LinesAdded)
            .ShouldBe([null, 3], ignoreOrder: true);
    }

    [Fact]
    public async Task A_partial_clone_counts_no_lines_and_says_so()
    {
        repo.Commit("1", "2026-01-01T10:00:00+0000");
        repo.Git(["config", "uploadpack.allowFilter", "true"]);
        repo.Git(["clone", "-q", "--bare", "--filter=blob:none", $"file://{repo.Path}", repo.At("partial.git")]);

        var log = new CollectedLog();
        await log.RunAsync(repo.Open(new GitSettings { Url = repo.At("partial.git") }));

        log.Of(ActivityKind.Commit).ShouldHaveSingleItem().Attributes.LinesAdded.ShouldBeNull();
        log.Batches[^1].Skipped.ShouldHaveSingleItem().ShouldContain("partial clone");
    }

    [Fact]
    public async Task A_repository_with_sha256_ids_is_read()
    {
        using var modern = new Sandbox("--object-format=sha256");
        var id = modern.Commit("first", "2026-01-01T10:00:00+0000");
        modern.Commit("second", "2026-01-02T10:00:00+0000");
        id.Length.ShouldBe(64);

        var log = new CollectedLog();
        await log.RunAsync(modern.Open());

        log.Activities.Count.ShouldBe(2);
        log.Activities.ShouldContainKey(id);
    }

    [Fact]
    public async Task A_submodules_pointer_is_no_line()
    {
        var target = repo.Commit("first", "2026-01-01T10:00:00+0000");
        repo.Git(["update-index", "--add", "--cacheinfo", $"160000,{target},library"]);
        var id = repo.CommitStaged("submodule", "2026-01-02T10:00:00+0000");

        (await CollectAsync()).Activities[id].Attributes.LinesAdded.ShouldBe(0);
    }

    [Fact]
    public async Task Reading_a_local_repository_changes_nothing_in_it()
    {
        repo.Commit("first", "2026-01-01T10:00:00+0000");
        string Snapshot() =>
            string.Join(
                '\n',
                Directory
                    .EnumerateFileSystemEntries(repo.Path, "*", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
                    .Select(file => $"{file} {File.GetLastWriteTimeUtc(file).Ticks}")
            );
        var before = Snapshot();

        await CollectAsync();

        Snapshot().ShouldBe(before);
        Directory.Exists(repo.State).ShouldBeFalse();
    }

    /// <summary>Without our settings this very history makes <c>git log</c> run the trap, to show the signature.</summary>
    [Fact]
    public async Task Programs_that_the_repository_names_are_not_run()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("needs an executable script");
        var first = repo.Commit("first", "2026-01-01T10:00:00+0000");
        var (trap, trapped) = (repo.At("trap"), repo.At("trapped"));
        await File.WriteAllTextAsync(trap, $"#!/bin/sh\ntouch {trapped}\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(trap, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        foreach (var key in new[] { "gpg.program", "core.fsmonitor", "core.pager", "diff.external", "core.sshCommand" })
            repo.Git(["config", key, trap]);
        repo.Git(["config", "log.showSignature", "true"]);
        var tree = repo.Git(["rev-parse", "HEAD^{tree}"]).Trim();
        var signed = repo.At("signed");
        await File.WriteAllTextAsync(
            signed,
            $"tree {tree}\nparent {first}\nauthor A <a@example.com> 1767000000 +0000\ncommitter A <a@example.com> 1767000000 +0000\n"
                + "gpgsig -----BEGIN PGP SIGNATURE-----\n \n made up\n -----END PGP SIGNATURE-----\n\nsecond\n",
            TestContext.Current.CancellationToken
        );
        repo.Git(["update-ref", "refs/heads/main", repo.Git(["hash-object", "-t", "commit", "-w", signed]).Trim()]);

        repo.Git(["log", "--numstat"]);
        File.Exists(trapped).ShouldBeTrue("the trap works");
        File.Delete(trapped);
        (await CollectAsync()).Activities.Count.ShouldBe(2);

        File.Exists(trapped).ShouldBeFalse();
    }

    private async Task<CollectedLog> CollectAsync()
    {
        var log = new CollectedLog();
        await log.RunAsync(repo.Open());
        return log;
    }
}

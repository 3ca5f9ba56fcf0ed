using System.Diagnostics;
using System.Globalization;
using System.Text;
using DevRel.Collectors;
using DevRel.Collectors.Git;
using DevRel.Collectors.Http;
using DevRel.Resources;
using DevRel.Testing;

namespace DevRel.Benchmarks;

/// <summary>Collecting a repository against git itself printing the same.</summary>
internal static class CollectorsGitBenchmarks
{
    private const int Commits = 50_000;
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        var repository = folder.At("sdk");
        Directory.CreateDirectory(repository);
        Git(repository, null, "init", "-q", "-b", "main", ".");
        Git(repository, History(), "fast-import", "--quiet");

        Git(repository, null, "log", "main", "--numstat"); // fills the file cache for both
        var anchor = Stopwatch.StartNew();
        Git(repository, null, "log", "main", "--numstat");
        anchor.Stop();
        var cpu = Environment.CpuUsage;
        var measured = Stopwatch.StartNew();
        var items = await CollectAsync(repository, folder.At("state"), cancellationToken);
        measured.Stop();
        var own = Environment.CpuUsage.TotalTime - cpu.TotalTime;

        Benchmark.Row(
            FormattableString.Invariant($"collect {Commits:N0} commits, {items:N0} activities"),
            Seconds(measured.Elapsed),
            $"git log --numstat {Seconds(anchor.Elapsed)}",
            measured.Elapsed / anchor.Elapsed,
            "≤ 2.0"
        );
        Benchmark.Row(
            "commits a second of our own processor time",
            FormattableString.Invariant($"{Commits / own.TotalSeconds:N0}/s"),
            "20,000/s",
            20_000 / (Commits / own.TotalSeconds),
            "no limit"
        );
    }

    private static async Task<int> CollectAsync(string repository, string state, CancellationToken cancellationToken)
    {
        var source = new MetricSource
        {
            Metadata = new ObjectMetadata { Name = "sdk" },
            Spec = new MetricSourceSpec
            {
                Platform = "git",
                Settings = new GitSettings { Url = repository },
            },
        };
        var collector = new GitPlatform().Open(source, new PlatformContext(new NoWeb(), new NoSecrets(), state));
        var items = 0;
        await foreach (var batch in collector.CollectAsync(new CollectionRequest(null, Now, null), cancellationToken))
            items += batch.Items.Count;
        return items;
    }

    /// <summary>Three files a commit, 500 authors, every third commit with a co-author.</summary>
    private static byte[] History()
    {
        var stream = new StringBuilder();
        for (var i = 1; i <= Commits; i++)
        {
            var at = (Now - TimeSpan.FromMinutes(10.0 * (Commits - i))).ToUnixTimeSeconds();
            var message =
                i % 3 == 0 ? $"change {i}\n\nCo-authored-by: P{i % 77} <p{i % 77}@example.com>\n" : $"change {i}\n";
            stream.Append(
                CultureInfo.InvariantCulture,
                $"commit refs/heads/main\nauthor A{i % 500} <a{i % 500}@example.com> {at} +0100\ncommitter A <a@example.com> {at} +0000\ndata {message.Length}\n{message}\n"
            );
            for (var file = 0; file < 3; file++)
            {
                var content = $"{i}\n{i % 7}\nsame\n";
                stream.Append(
                    CultureInfo.InvariantCulture,
                    $"M 100644 inline d{i % 20}/f{(i + file) % 400}.txt\ndata {content.Length}\n{content}\n"
                );
            }
        }

        return Encoding.UTF8.GetBytes(stream.ToString());
    }

    private static void Git(string folder, byte[]? input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("git did not start");
        using (var stream = process.StandardInput.BaseStream)
            stream.Write(input);
        process.StandardOutput.BaseStream.CopyTo(System.IO.Stream.Null);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"git {arguments[0]} ended with {process.ExitCode}");
    }

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.00} s");

    private sealed class NoWeb : IUpstreams
    {
        public IUpstream For(string source, Credential credential) =>
            throw new InvalidOperationException("git needs none");
    }

    private sealed class NoSecrets : ISecrets
    {
        public string Read(SecretKeyRef reference) => throw new SecretMissingException("git needs none");
    }
}

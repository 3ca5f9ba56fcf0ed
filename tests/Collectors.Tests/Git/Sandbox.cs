using System.Diagnostics;
using System.Globalization;
using System.Text;
using DevRel.Collectors.Git;
using DevRel.Collectors.Http;
using DevRel.Resources;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.Git;

/// <summary>A repository made by the git program, with clocks and people of our choosing.</summary>
internal sealed class Sandbox : IDisposable
{
    private readonly TempFolder folder = new();

    public Sandbox(params string[] init)
    {
        Directory.CreateDirectory(Path);
        Git(["init", "-q", "-b", "main", .. init, "."]);
    }

    public string Path => folder.At("sdk");
    public string State => folder.At("state");

    public string At(params string[] parts) => folder.At(parts);

    /// <summary>Returns the commit's id.</summary>
    public string Commit(
        string message,
        string date,
        string author = "Ada <ada@example.com>",
        string? file = null,
        string? content = null,
        string? committed = null
    )
    {
        var name = file ?? "file.txt";
        System.IO.File.AppendAllText(System.IO.Path.Combine(Path, name), content ?? "one line\n");
        Git(["add", "-A"]);
        return CommitStaged(message, date, author, committed);
    }

    public string CommitStaged(
        string message,
        string date,
        string author = "Ada <ada@example.com>",
        string? committed = null
    )
    {
        var (name, email) = Split(author);
        Git(
            ["commit", "-q", "--allow-empty", "--allow-empty-message", "--cleanup=verbatim", "-m", message],
            ("GIT_AUTHOR_NAME", name),
            ("GIT_AUTHOR_EMAIL", email),
            ("GIT_AUTHOR_DATE", date),
            ("GIT_COMMITTER_DATE", committed ?? date)
        );
        return Git(["rev-parse", "HEAD"]).Trim();
    }

    /// <summary>Many commits at once, on main and without files, oldest first; leaves HEAD on the last.</summary>
    public void Import(IEnumerable<(string Message, DateTimeOffset At)> commits)
    {
        var stream = new StringBuilder();
        foreach (var (message, at) in commits)
            stream.Append(
                $"commit refs/heads/main\nauthor Ada <ada@example.com> {Date(at)}\ncommitter Ada <ada@example.com> {Date(at)}\ndata <<END\n{message}\nEND\n\n"
            );
        Import(Encoding.UTF8.GetBytes(stream.ToString()));
    }

    public void Import(byte[] stream)
    {
        var start = new ProcessStartInfo("git", ["fast-import", "--quiet"])
        {
            WorkingDirectory = Path,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        using (var input = process.StandardInput.BaseStream)
            input.Write(stream);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }

    public void Tag(string name, string date, string tagger) =>
        Git(
            ["tag", "-f", "-a", "-m", name, name],
            ("GIT_COMMITTER_DATE", date),
            ("GIT_COMMITTER_NAME", Split(tagger).Name),
            ("GIT_COMMITTER_EMAIL", Split(tagger).Email)
        );

    public string Git(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string[] settings =
        [
            "GIT_CONFIG_NOSYSTEM=1",
            "GIT_CONFIG_GLOBAL=/dev/null",
            "GIT_COMMITTER_NAME=Keeper",
            "GIT_AUTHOR_NAME=Keeper",
            "GIT_AUTHOR_EMAIL=keeper@example.com",
        ];
        foreach (var setting in settings)
            start.Environment[setting[..setting.IndexOf('=', StringComparison.Ordinal)]] = setting[
                (setting.IndexOf('=', StringComparison.Ordinal) + 1)..
            ];
        start.Environment["GIT_COMMITTER_EMAIL"] = "keeper@example.com";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}: {errors.Result}");
        return output;
    }

    public ICollector Open(GitSettings? settings = null) =>
        Open(settings ?? new GitSettings { Url = Path }, manifest: null, State);

    public static ICollector Open(GitSettings settings, string? manifest, string state, ISecrets? secrets = null) =>
        new GitPlatform().Open(
            new MetricSource
            {
                Metadata = new ObjectMetadata { Name = "sdk" },
                File = manifest,
                Spec = new MetricSourceSpec { Platform = "git", Settings = settings },
            },
            new PlatformContext(new NoUpstreams(), secrets ?? new OneSecret("unused"), state)
        );

    public static string Date(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeSeconds()} +0000");

    public void Dispose() => folder.Dispose();

    private static (string Name, string Email) Split(string contact)
    {
        var open = contact.IndexOf('<', StringComparison.Ordinal);
        return (contact[..open].Trim(), contact[(open + 1)..^1]);
    }

    private sealed class NoUpstreams : IUpstreams
    {
        public IUpstream For(string source, Credential credential) =>
            throw new InvalidOperationException("git speaks for itself");
    }

    internal sealed class OneSecret(string value) : ISecrets
    {
        public string Read(SecretKeyRef reference) => value;
    }
}

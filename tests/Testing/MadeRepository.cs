using System.Diagnostics;
using System.Globalization;

namespace DevRel.Testing;

/// <summary>A git repository of a test's own, written through the git program.</summary>
public sealed class MadeRepository
{
    private int files;

    public MadeRepository(string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        Git([], "init", "-q", "-b", "main");
    }

    public string Folder { get; }

    /// <summary>A commit that adds one file of one line.</summary>
    public void Commit(string name, string email, DateTimeOffset at, string message = "Change")
    {
        var date = at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        File.WriteAllText(Path.Combine(Folder, $"file-{files++}.txt"), "line\n");
        Git([], "add", "-A");
        Git(
            [
                ("GIT_AUTHOR_NAME", name),
                ("GIT_AUTHOR_EMAIL", email),
                ("GIT_AUTHOR_DATE", date),
                ("GIT_COMMITTER_NAME", name),
                ("GIT_COMMITTER_EMAIL", email),
                ("GIT_COMMITTER_DATE", date),
            ],
            "commit",
            "-q",
            "-m",
            message
        );
    }

    public void Git(IReadOnlyList<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEnd();
        git.WaitForExit();
        if (git.ExitCode != 0)
            throw new InvalidOperationException($"git {arguments[0]}: {error}");
    }
}

using System.Diagnostics;
using System.Text;

namespace DevRel.Collectors.Git;

/// <summary>One call of git.</summary>
/// <param name="Purpose">For messages, after "git could not": <c>read the commits of contoso/sdk</c>.</param>
internal sealed record GitCommand(string Purpose, params string[] Arguments)
{
    public string? Folder { get; init; }

    /// <summary>Written to its standard input.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }
    public bool Remote { get; init; }
    public GitAuthorization? Authorization { get; init; }

    /// <summary>Killed when nothing arrives for so long.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Exit codes that are answers: 1 says no to a question.</summary>
    public IReadOnlyList<int> Expect { get; init; } = [0];
}

/// <summary>The git program of this machine.</summary>
internal sealed class GitProgram(string file)
{
    /// <summary>2.32 (2021): configuration by environment, which keeps tokens off the command line, and isolation from the user's own.</summary>
    public static readonly Version Oldest = new(2, 32);

    private const int LargestAnswer = 256 * 1024 * 1024;

    /// <param name="searchPath">As the variable PATH.</param>
    public static async Task<GitProgram> FindAsync(string? searchPath, CancellationToken cancellationToken)
    {
        var name = OperatingSystem.IsWindows() ? "git.exe" : "git";
        var file = (searchPath ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        if (file is null)
            throw new CollectionException(
                CollectionFailure.Unavailable,
                "The git program is not on PATH, and sources of platform git are read with it. Install git 2.32 or newer."
            );
        var program = new GitProgram(file);
        var answer = await program.AskAsync(new GitCommand("say its version", "version"), cancellationToken);
        if (VersionOf(answer) is { } version && version < Oldest)
            throw new CollectionException(
                CollectionFailure.Unavailable,
                $"{file} is git {version}; this needs {Oldest} or newer. Upgrade git or put a newer one first on PATH."
            );
        return program;
    }

    public GitProcess Start(GitCommand command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = command.Folder ?? Path.GetTempPath(),
        };
        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);
        GitEnvironment.Apply(start, command.Authorization, command.Remote);
        return GitProcess.Start(start, command, cancellationToken);
    }

    /// <summary>The whole answer as text. For answers that fit in memory; the rest streams.</summary>
    public async Task<string> AskAsync(GitCommand command, CancellationToken cancellationToken)
    {
        await using var process = Start(command, cancellationToken);
        using var answer = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await process.ReadAsync(buffer)) > 0)
        {
            if (answer.Length + read > LargestAnswer)
                throw new CollectionException(
                    CollectionFailure.Unreadable,
                    $"git answered more than {LargestAnswer >> 20} MiB when asked to {command.Purpose}. Choose fewer branches."
                );
            answer.Write(buffer, 0, read);
        }

        await process.FinishAsync();
        return Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length);
    }

    // "git version 2.39.5", "git version 2.39.3 (Apple Git-146)", "git version 2.45.1.windows.1"
    private static Version? VersionOf(string answer)
    {
        var numbers = answer.Split(' ', '\n').ElementAtOrDefault(2)?.Split('.') ?? [];
        return numbers.Length >= 2 && Version.TryParse($"{numbers[0]}.{numbers[1]}", out var version) ? version : null;
    }
}

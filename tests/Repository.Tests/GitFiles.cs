using System.Diagnostics;
using DevRel.Testing;

namespace DevRel.Repository.Tests;

/// <summary>What is committed, as git lists it.</summary>
internal static class GitFiles
{
    public static string[] List(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Files.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

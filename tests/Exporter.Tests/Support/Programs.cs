using System.Diagnostics;

namespace DevRel.Exporter.Tests.Support;

/// <summary>Programs of others that judge our output, where they are installed.</summary>
internal static class Programs
{
    public static string Promtool() => Find("DEVREL_PROMTOOL", "promtool");

    public static string Prometheus() => Find("DEVREL_PROMETHEUS", "prometheus");

    /// <summary>What it printed, on both streams, and how it ended.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program,
        byte[] input,
        params string[] arguments
    )
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(input, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    private static string Find(string variable, string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var found = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named
            ? named
            : folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (found is null || !File.Exists(found))
            Assert.Skip($"needs {name}: install it, or set {variable} to its path");
        return found;
    }
}

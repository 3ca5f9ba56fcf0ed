using System.CommandLine;
using DevRel.Resources;

namespace DevRel.App.Commands;

/// <summary><c>devrel check -f DIR</c>: everything that is wrong, at once, with what to write instead.</summary>
internal static class CheckCommand
{
    public static Command Create(HostServices host)
    {
        var files = ManifestOptions.Files();
        var command = new Command("check", "Check manifests: every mistake with its place and what to write instead.")
        {
            files,
        };
        command.SetAction(parsed => Run(host, parsed.GetRequiredValue(files)));
        return command;
    }

    private static int Run(HostServices host, string[] files)
    {
        var manifests = ManifestSet.Load(files, host.Clock.GetUtcNow());
        var found =
            $"{manifests.Loaded.Sources.Count()} sources, {manifests.Loaded.Programs.Count()} programs, {manifests.Loaded.Collectors.Count()} collectors";
        var summary = ProblemPrinter.Summary(manifests.Problems);
        host.Out.Write(ProblemPrinter.Print(manifests.Problems));
        host.Out.WriteLine(summary.Length > 0 ? $"{found}: {summary}" : $"{found}: nothing to complain about");
        return manifests.HasErrors ? ExitCode.BadUsage : ExitCode.Done;
    }
}

using System.CommandLine;
using DevRel.Resources;

namespace DevRel.App.Commands;

/// <summary>What several verbs take.</summary>
internal static class ManifestOptions
{
    public static Option<string[]> Files() =>
        new("--filename", "-f")
        {
            Description = "Manifest, or a folder of them. May be given several times.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };

    public static Option<string?> Secrets() =>
        new("--secrets")
        {
            Description =
                "Folder of secrets: DIR/NAME/KEY. Besides, DEVREL_SECRET_NAME_KEY is read from the environment.",
        };

    public static Option<string?> Archive() =>
        new("--archive")
        {
            Description =
                "Keep the raw answers of platforms in this folder, for replay. They name people; off unless given.",
        };

    /// <summary>Errors: <see cref="UsageException"/> with everything that is wrong.</summary>
    public static ManifestSet LoadSound(IReadOnlyList<string> paths, HostServices host)
    {
        var manifests = ManifestSet.Load(paths, host.Clock.GetUtcNow());
        if (manifests.HasErrors)
            throw new UsageException(
                ProblemPrinter.Print(manifests.Problems.Where(problem => problem.Severity == Severity.Error))
                    + ProblemPrinter.Summary(manifests.Problems)
            );
        return manifests;
    }
}

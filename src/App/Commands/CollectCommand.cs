using System.CommandLine;
using DevRel.App.Running;

namespace DevRel.App.Commands;

/// <summary><c>devrel collect -f FILE</c>: one source once, activities as lines of JSON on the standard output.</summary>
internal static class CollectCommand
{
    public static Command Create(HostServices host)
    {
        var files = ManifestOptions.Files();
        var secrets = ManifestOptions.Secrets();
        var archive = ManifestOptions.Archive();
        var source = new Option<string?>("--source")
        {
            Description = "Which source, when the manifests declare several.",
        };
        var command = new Command("collect", "Collect one source once and print what it yields as lines of JSON.")
        {
            files,
            source,
            secrets,
            archive,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                Collection.RunAsync(
                    new CollectOptions(
                        parsed.GetRequiredValue(files),
                        parsed.GetValue(source),
                        parsed.GetValue(secrets),
                        parsed.GetValue(archive)
                    ),
                    host,
                    cancellationToken
                )
        );
        return command;
    }
}

internal sealed record CollectOptions(
    IReadOnlyList<string> Manifests,
    string? Source,
    string? SecretsFolder,
    string? ArchiveFolder
);

using System.CommandLine;
using DevRel.App.Running;

namespace DevRel.App.Commands;

/// <summary><c>devrel run -f DIR</c>: everything in one process on an embedded store.</summary>
internal static class RunCommand
{
    public static Command Create(HostServices host)
    {
        var files = ManifestOptions.Files();
        var secrets = ManifestOptions.Secrets();
        var archive = ManifestOptions.Archive();
        var data = new Option<string>("--data")
        {
            Description = "Folder of the store and the keys of pseudonyms.",
            DefaultValueFactory = _ => ".devrel",
        };
        var listen = new Option<string>("--listen")
        {
            Description = "Where to serve. Use http://0.0.0.0:9464 to be reached from other machines.",
            DefaultValueFactory = _ => "http://localhost:9464",
        };
        var web = new Option<string?>("--web.config.file")
        {
            Description = "TLS and authentication, in the format that Prometheus exporters share.",
        };
        var command = new Command("run", "Collect, compute and serve, from manifests, in one process.")
        {
            files,
            data,
            listen,
            secrets,
            web,
            archive,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                Server.RunAsync(
                    new ServeOptions
                    {
                        Manifests = parsed.GetRequiredValue(files),
                        DataFolder = parsed.GetRequiredValue(data),
                        Listen = parsed.GetRequiredValue(listen),
                        SecretsFolder = parsed.GetValue(secrets),
                        WebConfigFile = parsed.GetValue(web),
                        ArchiveFolder = parsed.GetValue(archive),
                    },
                    host,
                    cancellationToken
                )
        );
        return command;
    }
}

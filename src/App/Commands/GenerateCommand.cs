using System.CommandLine;

namespace DevRel.App.Commands;

/// <summary><c>devrel generate</c>: rewrites the committed files that are derived from code.</summary>
internal static class GenerateCommand
{
    public static Command Create(HostServices host)
    {
        var root = new Option<string>("--root")
        {
            Description = "Root of the checkout.",
            DefaultValueFactory = _ => ".",
        };
        var command = new Command(
            "generate",
            "Rewrite dashboards/ and the tables of the docs from the definitions in the code."
        )
        {
            root,
        };
        command.SetAction(parsed => Run(host, parsed.GetRequiredValue(root)));
        return command;
    }

    private static int Run(HostServices host, string root)
    {
        if (!File.Exists(Path.Combine(root, "Operator.sln")))
            throw new UsageException(
                $"{Path.GetFullPath(root)} is not a checkout of this project: run it from the root, or pass --root DIR"
            );
        foreach (var file in GeneratedFiles.All)
        {
            var path = Path.Combine(root, file.Path);
            var content = file.Content(root);
            if (File.Exists(path) && File.ReadAllText(path) == content)
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, content);
            host.Out.WriteLine($"wrote {file.Path}");
        }

        return ExitCode.Done;
    }
}

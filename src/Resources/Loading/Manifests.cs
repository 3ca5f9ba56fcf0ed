using System.Text;

namespace DevRel.Resources;

/// <summary>Manifests from files and folders. Reads all there is and reports all that is wrong; never throws for bad input.</summary>
public static class Manifests
{
    private const long LargestFile = 4 * 1024 * 1024;
    private const int MostFiles = 10_000;
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <param name="pathsOrFolders">Of a folder: its *.yaml, *.yml and *.json and those of its folders, hidden ones aside, by name.</param>
    public static LoadResult Load(IEnumerable<string> pathsOrFolders, IReadOnlyList<PlatformDescriptor> platforms)
    {
        var problems = new ProblemList();
        var loader = new DocumentLoader(Schema.Build(platforms), problems);
        var files = pathsOrFolders
            .SelectMany(path => FilesOf(path, problems))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (var file in files.Take(MostFiles))
        {
            if (Read(file, problems) is { } text)
                loader.Add(new SourceText(file, text, new Position(1, 1)), Path.GetFullPath(file));
        }

        if (files.Count > MostFiles)
            Unreadable(problems, files[MostFiles], $"the {MostFiles + 1}th file", "name fewer folders");
        return loader.Finish();
    }

    /// <summary>One text that is not in a file of its own.</summary>
    /// <param name="file">What positions are reported for.</param>
    public static LoadResult Parse(string text, string file, IReadOnlyList<PlatformDescriptor> platforms)
    {
        var problems = new ProblemList();
        var loader = new DocumentLoader(Schema.Build(platforms), problems);
        loader.Add(new SourceText(file, text, new Position(1, 1)), Path.GetFullPath(file));
        return loader.Finish();
    }

    private static IEnumerable<string> FilesOf(string path, ProblemList problems)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
        {
            Unreadable(problems, path, "no such file or folder", "check the path given with -f");
            return [];
        }

        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            // Links are followed: a pod sees its manifests through them. The depth bounds circles.
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
            MaxRecursionDepth = 16,
        };
        var files = Directory
            .EnumerateFiles(path, "*", options)
            .Where(IsManifest)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0)
            Unreadable(problems, path, "the folder holds no manifest", "put *.yaml, *.yml or *.json files there");
        return files;
    }

    private static bool IsManifest(string file) =>
        Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml" or ".json";

    private static string? Read(string file, ProblemList problems)
    {
        try
        {
            if (new FileInfo(file).Length > LargestFile)
            {
                Unreadable(problems, file, "larger than 4 MiB", "split it into several files");
                return null;
            }

            return File.ReadAllText(file, StrictUtf8);
        }
        catch (DecoderFallbackException)
        {
            Unreadable(problems, file, "not UTF-8 text", "save it as UTF-8");
        }
        catch (UnauthorizedAccessException)
        {
            Unreadable(problems, file, "this user may not read it", "change its permissions");
        }
        catch (IOException failure)
        {
            Unreadable(
                problems,
                file,
                $"cannot be read ({failure.GetType().Name})",
                "check that it is there and is a file"
            );
        }

        return null;
    }

    private static void Unreadable(ProblemList problems, string file, string what, string instead) =>
        problems.Add(new Problem(Severity.Error, Reasons.Unreadable, what, instead) { File = file }, null, default);
}

using System.Text.RegularExpressions;
using DevRel.Collectors;
using DevRel.Testing;

namespace DevRel.Repository.Tests;

/// <summary>What a visitor sees first stays as agreed.</summary>
public sealed partial class LayoutTests
{
    private static readonly string[] TopLevel =
    [
        "Operator.sln",
        "README.md",
        "charts",
        "crds",
        "dashboards",
        "src",
        "tests",
    ];
    private static readonly string[] NotPlatforms = ["Door", "Http", "Running", "bin", "obj"];
    private static readonly string[] PlatformPage =
    [
        "Purpose",
        "Declare it",
        "Endpoints or commands",
        "Rights needed",
        "Limits",
        "Activities",
        "Privacy",
        "Known gaps",
    ];

    [Fact]
    public void The_visible_top_level_is_as_agreed() =>
        Git("ls-files")
            .Select(file => file.Split('/')[0])
            .Where(name => !name.StartsWith('.'))
            .Distinct(StringComparer.Ordinal)
            .Except(TopLevel, StringComparer.Ordinal)
            .ShouldBeEmpty();

    [Fact]
    public void Every_platform_folder_is_in_the_catalog()
    {
        var folders = PlatformFolders().Select(folder => Path.GetFileName(folder).ToLowerInvariant());
        var catalog = PlatformCatalog.All.Select(platform =>
            platform.GetType().Namespace!.Split('.')[^1].ToLowerInvariant()
        );

        folders.Order(StringComparer.Ordinal).ShouldBe(catalog.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_platform_has_a_complete_page()
    {
        foreach (var folder in PlatformFolders())
        {
            var page = File.ReadAllText(Path.Combine(folder, "README.md"));
            foreach (var heading in PlatformPage)
                page.ShouldContain($"\n## {heading}", customMessage: Path.GetFileName(folder));
        }
    }

    [Fact]
    public void Every_platform_has_a_sample() =>
        PlatformCatalog
            .Descriptors.Where(platform => !File.Exists(Files.At("crds", "samples", $"{platform.Key}.yaml")))
            .ShouldBeEmpty();

    [Fact]
    public void Links_in_pages_resolve()
    {
        var broken =
            from page in Git("ls-files", "*.md")
            from Match link in Link.Matches(File.ReadAllText(Files.At(page)))
            let target = link.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            let path = Path.Combine(Path.GetDirectoryName(Files.At(page))!, target)
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{page}: {target}";

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Decisions_are_dated() =>
        Directory
            .GetFiles(Files.At("src", "decisions"))
            .Select(Path.GetFileName)
            .Where(name => !DatedName.IsMatch(name!))
            .ShouldBeEmpty();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.md$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DatedName { get; }

    private static IEnumerable<string> PlatformFolders() =>
        Directory
            .GetDirectories(Files.At("src", "Collectors"))
            .Where(folder => !NotPlatforms.Contains(Path.GetFileName(folder), StringComparer.Ordinal));

    private static string[] Git(params string[] arguments) => GitFiles.List(arguments);
}

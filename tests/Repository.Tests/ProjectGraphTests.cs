using System.Xml.Linq;
using DevRel.Testing;

namespace DevRel.Repository.Tests;

/// <summary>The rooms and who may know whom: the table of the tour, held against every project file.</summary>
public sealed class ProjectGraphTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Activities"] = [],
        ["Metrics"] = [],
        ["Resources"] = [],
        ["Collectors"] = ["Activities", "Resources"],
        ["Store"] = ["Activities"],
        ["Models"] = ["Activities", "Metrics", "Resources"],
        ["Exporter"] = ["Metrics"],
        ["Dashboards"] = ["Metrics", "Resources"],
        ["Reports"] = ["Metrics", "Models", "Resources"],
        ["App"] =
        [
            "Activities",
            "Collectors",
            "Dashboards",
            "Exporter",
            "Metrics",
            "Models",
            "Reports",
            "Resources",
            "Store",
        ],
    };

    public static TheoryData<string> Rooms =>
        [.. Directory.GetDirectories(Files.At("src")).Where(HasProject).Select(Name)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_of_the_table(string room)
    {
        Allowed.ShouldContainKey(room, $"src/{room} is not a room of the table");

        References(room).Except(Allowed[room], StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_room_of_the_table_exists() => Allowed.Keys.Except(Rooms.Select(row => row.Data)).ShouldBeEmpty();

    [Fact]
    public void Every_room_has_its_tests() =>
        Allowed
            .Keys.Where(room => !File.Exists(Files.At("tests", $"{room}.Tests", $"{room}.Tests.csproj")))
            .ShouldBeEmpty();

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Files.At("Operator.sln")).Replace('\\', '/');

        Projects().Where(project => !solution.Contains(project, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_central_file_names_package_versions() =>
        Projects()
            .SelectMany(project =>
                XDocument
                    .Load(Files.At(project))
                    .Descendants("PackageReference")
                    .Attributes("Version")
                    .Select(_ => project)
            )
            .ShouldBeEmpty();

    private static IEnumerable<string> Projects() =>
        new[] { "src", "tests" }
            .SelectMany(top => Directory.EnumerateFiles(Files.At(top), "*.csproj", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Files.Root, file).Replace('\\', '/'));

    private static IEnumerable<string> References(string room) =>
        XDocument
            .Load(Files.At("src", room, $"{room}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference =>
                Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))
            );

    private static bool HasProject(string folder) => File.Exists(Path.Combine(folder, $"{Name(folder)}.csproj"));

    private static string Name(string folder) => Path.GetFileName(folder);
}

using DevRel.Testing;

namespace DevRel.Resources.Tests;

/// <summary>Folders of manifests with the text that is printed about them. A new folder is a new test; <c>ACCEPT_GOLDEN=1</c> writes its text.</summary>
public sealed class CaseTests
{
    private static readonly string Folder = Files.At("tests", "Resources.Tests", "cases");

    public static TheoryData<string> Cases() =>
        [
            .. Directory
                .EnumerateDirectories(Folder)
                .Select(folder => Path.GetFileName(folder))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Manifests_print_what_is_wrong_with_them(string name)
    {
        var folder = Path.Combine(Folder, name);
        var problems = World.Problems(Manifests.Load([folder], World.Platforms));
        var text = ProblemPrinter.Print(problems) + ProblemPrinter.Summary(problems) + "\n";

        Golden.Check(
            text.Replace(folder + "/", "", StringComparison.Ordinal),
            "tests",
            "Resources.Tests",
            "cases",
            name,
            "expected.txt"
        );
    }

    [Fact]
    public void There_are_at_least_forty_cases() => Cases().Count.ShouldBeGreaterThanOrEqualTo(40);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_planted_is_ever_printed(string name)
    {
        string[] planted = ["correct-horse", "MadeUpMadeUp", "madeupmadeup", "hunter2", "TUFERVVQ", "key=abc"];
        var problems = World.Problems(Manifests.Load([Path.Combine(Folder, name)], World.Platforms));
        var printed =
            ProblemPrinter.Print(problems) + string.Join('\n', problems.Select(problem => problem.ToString()));

        foreach (var secret in planted)
            printed.ShouldNotContain(secret);
    }
}

using DevRel.Testing;

namespace DevRel.Repository.Tests;

/// <summary>The project speaks of itself alone and promises nothing it has not got.</summary>
public sealed class WordsTests
{
    private static readonly string[] Unfinished =
    [
        "NotImplemented" + "Exception",
        "TO" + "DO",
        "FIX" + "ME",
        "HA" + "CK:",
    ];

    public static TheoryData<string> Texts =>
        [.. GitFiles.List("ls-files", "*.cs", "*.md", "*.yaml", "*.sh", "*.props", "*.csproj")];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Nothing_is_left_unfinished(string file)
    {
        if (file.EndsWith("WordsTests.cs", StringComparison.Ordinal))
            return;
        var text = File.ReadAllText(Files.At(file));

        Unfinished.Where(word => text.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}

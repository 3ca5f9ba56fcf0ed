using DevRel.Testing;

namespace DevRel.Repository.Tests;

/// <summary>Files one reads in a sitting, functions on a screen.</summary>
public sealed class SizeTests
{
    private const int LongestFile = 400;
    private const int LongestFunction = 70;

    public static TheoryData<string> Sources => [.. GitFiles.List("ls-files", "src/**/*.cs")];

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_file_can_be_read_in_a_sitting(string file)
    {
        var lines = File.ReadAllLines(Files.At(file));

        lines.Length.ShouldBeLessThanOrEqualTo(LongestFile);
        foreach (var (name, length) in Functions(lines))
            length.ShouldBeLessThanOrEqualTo(LongestFunction, name);
    }

    /// <summary>The formatter puts a member's closing brace (and what may follow it: <c>);</c>) in the column its first line starts in; that is how long it is.</summary>
    internal static IEnumerable<(string Name, int Length)> Functions(string[] lines)
    {
        for (var start = 0; start < lines.Length; start++)
        {
            if (lines[start].TrimEnd() is not { Length: > 4 } line || !line.EndsWith('{') && !OpensBelow(lines, start))
                continue;
            var indent = line.Length - line.TrimStart().Length;
            if (indent is not (4 or 8) || !line.Contains('(', StringComparison.Ordinal) || IsType(line))
                continue;
            var closing = new string(' ', indent) + "}";
            var end = Array.FindIndex(
                lines,
                start,
                candidate => candidate.StartsWith(closing, StringComparison.Ordinal)
            );
            if (end > start)
                yield return (line.Trim(), end - start + 1);
        }
    }

    private static bool OpensBelow(string[] lines, int start) =>
        start + 1 < lines.Length && lines[start + 1].Trim() == "{" && !lines[start].TrimEnd().EndsWith(';');

    private static bool IsType(string line) =>
        new[] { " class ", " record ", " struct ", " interface " }.Any(word =>
            line.Contains(word, StringComparison.Ordinal)
        );
}

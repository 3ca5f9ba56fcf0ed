using DevRel.App;
using DevRel.Testing;

namespace DevRel.Repository.Tests;

/// <summary><c>devrel generate</c> would change nothing.</summary>
public sealed class GeneratedFilesTests
{
    public static TheoryData<string> Generated => [.. GeneratedFiles.All.Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Generated))]
    public void A_generated_file_is_fresh(string path)
    {
        var wanted = GeneratedFiles.All.Single(file => file.Path == path).Content(Files.Root);

        File.Exists(Files.At(path)).ShouldBeTrue($"{path} is missing: run devrel generate");
        File.ReadAllText(Files.At(path)).ShouldBe(wanted, $"{path} is stale: run devrel generate");
    }
}

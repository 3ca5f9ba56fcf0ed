namespace DevRel.Testing;

/// <summary>Recorded answers of real platforms, which carry the licences of their origins and so are not part of the project.</summary>
public static class Fixtures
{
    /// <summary>Null when <c>DEVREL_FIXTURES</c> names no folder: such tests say so and are skipped.</summary>
    public static string? Folder { get; } =
        Environment.GetEnvironmentVariable("DEVREL_FIXTURES") is { Length: > 0 } folder && Directory.Exists(folder)
            ? Path.GetFullPath(folder)
            : null;

    public const string Missing = "needs recorded answers: set DEVREL_FIXTURES to their folder";
}

namespace DevRel.Testing;

/// <summary>Places in the checkout, found by walking up to <c>Operator.sln</c>, so that nothing is copied to output folders.</summary>
public static class Files
{
    public static string Root { get; } = FindRoot();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Operator.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException("Operator.sln stands in no folder above the tests");
    }
}

namespace DevRel.Resources;

/// <summary>The way from a path of an object back to its file, and which paths were complained about already.</summary>
internal sealed class Place(string title, SourceText? source, YamlItem? root, IReadOnlyList<FieldPath> broken)
{
    private readonly Lazy<List<string>> brokenPaths = new(() => [.. broken.Select(path => path.ToString())]);

    public Problem At(FieldPath path, Severity severity, string reason, string what, string instead)
    {
        var problem = new Problem(severity, reason, what, instead) { Path = path.ToString(), Resource = title };
        return source is null || root is null
            ? problem
            : ProblemList.Finish(problem, source, YamlPath.Find(root, path).Start);
    }

    /// <summary>True where an error of reading makes a judgement about the path worthless: it is the same field, around it, within it, or in the same item of a list.</summary>
    public bool IsBroken(FieldPath path)
    {
        if (brokenPaths.Value.Count == 0)
            return false;
        var asked = path.ToString();
        return brokenPaths.Value.Exists(known =>
            Begins(asked, known) || Begins(known, asked) || ItemOf(known) is { } item && item == ItemOf(asked)
        );
    }

    /// <summary><c>spec.github.repositories[2]</c> to <c>file:line:column</c>; the title where there is no file.</summary>
    public string Position(FieldPath path)
    {
        if (source is null || root is null)
            return title;
        var at = source.InFile(YamlPath.Find(root, path).Start);
        return FormattableString.Invariant($"{source.File}:{at.Line}:{at.Column}");
    }

    private static bool Begins(string path, string beginning) =>
        beginning.Length > 0
        && path.StartsWith(beginning, StringComparison.Ordinal)
        && (path.Length == beginning.Length || path[beginning.Length] is '.' or '[');

    private static string? ItemOf(string path) => path.LastIndexOf(']') is > 0 and var end ? path[..(end + 1)] : null;
}

using System.Text.RegularExpressions;

namespace DevRel.Collectors.Git;

/// <summary>Where a repository is, after everything that git would understand as an option or a command was refused.</summary>
/// <param name="Location">What git is given: a URL without secrets, or an absolute path.</param>
/// <param name="Name">For people and as container: the path of the URL without <c>.git</c>, or the folder's name.</param>
internal sealed partial record GitAddress(string Location, string Name, bool IsRemote)
{
    /// <summary>Search the folders above too: only <c>.</c> means "the repository around".</summary>
    public bool SearchUpward { get; init; }

    /// <param name="manifest">File the source was written in; null when it came from an API server.</param>
    public static GitAddress Parse(string url, string? manifest)
    {
        if (url.Trim() is not { Length: > 0 } text)
            throw Wrong("is empty", "an https or ssh URL, or a path");
        if (text.StartsWith('-') || text.Any(char.IsControl) || Helper().IsMatch(text))
            throw Wrong("could be read as an option or a command", "an https or ssh URL, or a path");
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && text.Contains("://", StringComparison.Ordinal))
            return FromUri(uri);
        return ShortSsh().Match(text) is { Success: true } match
            ? new GitAddress(text, NameOf(match.Groups["path"].Value), IsRemote: true)
            : FromPath(text, manifest);
    }

    private static GitAddress FromUri(Uri uri)
    {
        if (uri.Scheme == "file")
            return FromPath(uri.LocalPath, manifest: null);
        if (uri.Scheme is not ("https" or "http" or "ssh"))
            throw Wrong($"has the scheme {uri.Scheme}", "https, ssh or file");
        if (uri.UserInfo.Length > 0 && (uri.Scheme != "ssh" || uri.UserInfo.Contains(':', StringComparison.Ordinal)))
            throw Wrong(
                "holds a user name or secret",
                "the bare URL, and the secret as spec.git.auth.token.secretKeyRef"
            );
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw Wrong("has a query or fragment", "the URL that git clone takes");
        return new GitAddress(uri.OriginalString, NameOf(Uri.UnescapeDataString(uri.AbsolutePath)), IsRemote: true);
    }

    private static GitAddress FromPath(string path, string? manifest)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var expanded = path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, path[2..]) : path;
        if (!Path.IsPathFullyQualified(expanded) && manifest is null)
            throw Wrong("is relative, and this source was not read from a file", "an https or ssh URL");
        var folder = manifest is null ? "/" : Path.GetDirectoryName(Path.GetFullPath(manifest)) ?? "/";
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(expanded, folder));
        return new GitAddress(full, NameOfFolder(full), IsRemote: false) { SearchUpward = path is "." or "./" };
    }

    /// <summary>Of <c>/src/sdk</c>, <c>/src/sdk.git</c> and <c>/src/sdk/.git</c> alike: <c>sdk</c>.</summary>
    public static string NameOfFolder(string folder)
    {
        var path = Path.GetFileName(folder) == ".git" ? Path.GetDirectoryName(folder) ?? folder : folder;
        return NameOf(Path.GetFileName(path));
    }

    private static string NameOf(string path)
    {
        var name = path.Trim('/');
        return name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4].TrimEnd('/') : name;
    }

    private static CollectionException Wrong(string what, string instead) =>
        new(CollectionFailure.NotFound, $"spec.git.url {what}. Write {instead}.");

    // ext::command, fd::1 and every other remote helper runs a program.
    [GeneratedRegex("^[A-Za-z0-9+.-]+::", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Helper();

    // git@host:path, as git reads it: a colon before the first slash, and more than a drive letter before it.
    [GeneratedRegex(
        "^(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9][A-Za-z0-9._-]+:(?<path>[^:]+)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ShortSsh();
}

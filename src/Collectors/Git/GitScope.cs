using System.IO.Enumeration;

namespace DevRel.Collectors.Git;

/// <summary>Which commits the settings choose, as the refs stand now.</summary>
internal sealed record GitScope(IReadOnlyList<string> Tips, IReadOnlyList<GitRef> Tags, string Mailmap)
{
    private const string Local = "refs/heads/";
    private const string Tracking = "refs/remotes/origin/";

    public static async Task<GitScope> ReadAsync(
        GitRepository repository,
        GitSettings settings,
        CancellationToken cancellationToken
    )
    {
        var (refs, head) = await repository.RefsAsync(cancellationToken);
        var mailmap = settings.Mailmap ? await repository.MailmapAsync(cancellationToken) ?? "none" : "off";
        var tags = refs.Where(entry =>
            entry.Type == "tag" && entry.Name.StartsWith("refs/tags/", StringComparison.Ordinal)
        );
        return new GitScope(Choose(refs, head, settings.Branches), [.. tags], mailmap);
    }

    /// <summary>
    /// Without globs HEAD, which also serves the detached HEAD of a build machine; but a repository without any ref offers nothing, whatever HEAD holds.
    /// With globs the branches here and those last seen at origin.
    /// </summary>
    private static string[] Choose(IReadOnlyList<GitRef> refs, string? head, IReadOnlyList<string> globs)
    {
        if (globs.Count == 0)
            return refs.Count > 0 && head is not null ? [head] : [];
        return
        [
            .. refs.Where(entry =>
                    entry.Type == "commit" && BranchOf(entry.Name) is { } branch && Matches(branch, globs)
                )
                .Select(entry => entry.Target)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string? BranchOf(string name) =>
        name.StartsWith(Local, StringComparison.Ordinal) ? name[Local.Length..]
        : name.StartsWith(Tracking, StringComparison.Ordinal) && name != Tracking + "HEAD" ? name[Tracking.Length..]
        : null;

    private static bool Matches(string branch, IReadOnlyList<string> globs) =>
        globs.Any(glob => FileSystemName.MatchesSimpleExpression(glob, branch, ignoreCase: false));
}

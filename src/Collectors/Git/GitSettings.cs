using DevRel.Resources;

namespace DevRel.Collectors.Git;

/// <summary>One git repository: a URL, or a path on this machine.</summary>
public sealed record GitSettings
{
    /// <summary>
    /// <c>https://…</c>, <c>ssh://…</c>, <c>git@host:path</c>, <c>file://…</c> or a path. <c>.</c> is the repository around the manifest's folder;
    /// other relative paths start at that folder.
    /// </summary>
    public string Url { get; init; } = "";

    /// <summary>Globs of branch names. Empty: the branch HEAD points at, so that unmerged work and rebased copies do not count twice.</summary>
    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>Whether the repository's <c>.mailmap</c> decides which addresses are one person.</summary>
    public bool Mailmap { get; init; } = true;

    /// <summary>For private repositories over https. Over ssh git uses the keys of the user it runs as.</summary>
    public GitAuth? Auth { get; init; }
}

public sealed record GitAuth
{
    /// <summary>What the host expects beside the token: <c>x-access-token</c> suits GitHub, <c>oauth2</c> GitLab.</summary>
    public string Username { get; init; } = "x-access-token";
    public SecretValue Token { get; init; } = new();
}

using DevRel.Resources;

namespace DevRel.Collectors.Git;

/// <summary>One git repository: a URL, or a path on this machine.</summary>
public sealed record GitSettings
{
    [Field(
        "https://…, ssh://…, git@host:path, file://… or a path. `.` is the repository around the manifest's folder; other relative paths start at that folder.",
        Required = true,
        MinLength = 1
    )]
    public string Url { get; init; } = "";

    [Field(
        "Globs of branch names. Left out: the branch HEAD points at, so that unmerged and rebased work is not counted beside what was merged.",
        MinLength = 1,
        MaxLength = 255,
        MaxItems = 50
    )]
    public IReadOnlyList<string> Branches { get; init; } = [];

    [Field("Whether the repository's .mailmap decides which addresses are one person.")]
    public bool Mailmap { get; init; } = true;

    [Field("For private repositories over https. Over ssh git uses the keys of the user it runs as.")]
    public GitAuth? Auth { get; init; }
}

public sealed record GitAuth
{
    [Field("User name that goes with the token: x-access-token suits GitHub, oauth2 GitLab.", MinLength = 1)]
    public string Username { get; init; } = "x-access-token";

    [Field("Token that may read the repository.", Required = true)]
    public SecretValue Token { get; init; } = new();
}

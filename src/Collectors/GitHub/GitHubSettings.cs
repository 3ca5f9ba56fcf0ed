using DevRel.Resources;

namespace DevRel.Collectors.GitHub;

/// <summary>The block <c>github</c> of a MetricSource.</summary>
[Choice(ChoiceRule.AtLeastOne, "organizations", "repositories")]
public sealed record GitHubSettings
{
    [Field(
        "Organisations or users whose repositories are all read, as far as the token sees them.",
        Pattern = "^[A-Za-z0-9][A-Za-z0-9_-]*$",
        Shape = "the name of an organisation or user, such as contoso",
        MaxLength = 100
    )]
    public IReadOnlyList<string> Organizations { get; init; } = [];

    [Field(
        "Repositories as owner/name; the name may hold * and ?, the owner may not.",
        Pattern = "^[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9_.*?-]+$",
        Shape = "owner/name, where only the name may hold * or ?, such as contoso/*-samples",
        MaxLength = 200
    )]
    public IReadOnlyList<string> Repositories { get; init; } = [];

    [Field(
        "Repositories to leave out, as owner/name; both may hold * and ?.",
        Pattern = "^[A-Za-z0-9_*?-]+/[A-Za-z0-9_.*?-]+$",
        Shape = "owner/name, where both may hold * or ?, such as contoso/archive-*",
        MaxLength = 200
    )]
    public IReadOnlyList<string> Exclude { get; init; } = [];

    [Field(
        "What to read. Traffic needs push access; Profiles costs one request a member every 30 days and tells geo and organisation."
    )]
    public IReadOnlyList<GitHubResource> Resources { get; init; } =
    [
        GitHubResource.Issues,
        GitHubResource.PullRequests,
        GitHubResource.Reviews,
        GitHubResource.Discussions,
        GitHubResource.Stars,
        GitHubResource.Forks,
        GitHubResource.Releases,
    ];

    [Field(
        "Where the REST API answers. Enterprise Server: https://HOST/api/v3; GraphQL is then found at https://HOST/api/graphql.",
        Pattern = "^https?://[^?#]+$",
        Shape = "a URL without query, such as https://github.example.com/api/v3"
    )]
    public Uri ApiUrl { get; init; } = new("https://api.github.com");

    [Field("Who asks. Left out: anonymously, 60 requests an hour, and without what only GraphQL tells.")]
    public GitHubAuth Auth { get; init; } = new();
}

/// <summary>Kinds of things to read; the spelling in manifests.</summary>
public enum GitHubResource
{
    Issues,
    PullRequests,
    Reviews,
    Discussions,
    Stars,
    Forks,
    Releases,
    Traffic,
    Profiles,
}

[Choice(ChoiceRule.AtMostOne, "token", "app")]
public sealed record GitHubAuth
{
    [Field("A fine-grained or classic personal access token. Public data needs no rights of it.")]
    public SecretValue? Token { get; init; }

    [Field("A GitHub App installed in the organisation; its tokens are renewed as they expire.")]
    public GitHubAppAuth? App { get; init; }
}

public sealed record GitHubAppAuth
{
    [Field("Number of the App.", Required = true, Minimum = 1)]
    public long AppId { get; init; }

    [Field("Number of the installation.", Required = true, Minimum = 1)]
    public long InstallationId { get; init; }

    [Field("The App's private key, PEM.", Required = true)]
    public SecretValue PrivateKey { get; init; } = new();
}

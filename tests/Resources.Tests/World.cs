namespace DevRel.Resources.Tests;

/// <summary>Platforms, metrics and kinds as the rest of the house would give them, few and fixed.</summary>
internal static class World
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<PlatformDescriptor> Platforms { get; } =
    [
        new("git", "Git", typeof(GitSettings)),
        new("github", "GitHub", typeof(GitHubSettings))
        {
            Check = settings =>
                settings is GitHubSettings { Organizations.Count: 0, Repositories.Count: 0 }
                    ? [new SettingsComplaint("resources", "nothing to read", "add organizations or repositories")]
                    : [],
        },
        new("discourse", "Discourse", typeof(DiscourseSettings)),
    ];

    private static readonly LabelFacts Window = new("window", ["7d", "28d", "90d", "365d"]);

    public static MetricLookup Metrics { get; } =
        new([
            new("devrel_helpers", "members", [Window], false, []),
            new(
                "devrel_active_members",
                "members",
                [Window, new LabelFacts("member_class", ["human", "team", "bot"])],
                true,
                ["devrel_returning_members"]
            ),
            new("devrel_returning_members", "members", [Window], false, []),
            new(
                "devrel_first_response_window_seconds",
                "seconds",
                [new LabelFacts("stat", ["p50", "p90", "mean"]), Window],
                false,
                []
            ),
            new("devrel_answer_concentration_ratio", "ratio", [Window], false, []),
            new("devrel_key_result_on_track", "boolean", [new LabelFacts("objective", null)], false, []),
            new("devrel_program_info", "info", [], false, []),
        ]);

    public static IReadOnlyList<string> Kinds { get; } =
    ["issue_opened", "issue_comment", "pull_request_opened", "pull_request_merged", "star", "signup"];

    public static LoadResult Parse(string yaml) => Manifests.Parse(yaml, "test.yaml", Platforms);

    public static IReadOnlyList<Problem> Problems(LoadResult loaded) =>
        Checks.AllProblems(new CheckInput(loaded, Now, Metrics, Kinds));

    /// <summary>Of one manifest, every reason that is reported.</summary>
    public static IReadOnlyList<string> Reasons(string yaml) =>
        [.. Problems(Parse(yaml)).Select(problem => problem.Reason)];
}

internal sealed record GitSettings
{
    [Field("URL or path of a repository; '.' is the one around the manifest's folder.", Required = true)]
    public string Url { get; init; } = "";

    [Field("Branches to read; left out: the default branch.")]
    public IReadOnlyList<string> Branches { get; init; } = [];
}

internal enum GitHubResource
{
    Issues,
    PullRequests,
    Stars,
}

internal sealed record GitHubSettings
{
    [Field("Organisations whose repositories are read.")]
    public IReadOnlyList<string> Organizations { get; init; } = [];

    [Field("Repositories; '*' stands for any part of a name.", Pattern = "^[^/\\s]+/[^/\\s]+$", Shape = "owner/name")]
    public IReadOnlyList<string> Repositories { get; init; } = [];

    [Field("What is read of each.")]
    public IReadOnlyList<GitHubResource> Resources { get; init; } = [GitHubResource.Issues];

    [Field("Address of the API.")]
    public Uri ApiUrl { get; init; } = new("https://api.github.com");

    [Field("Credential; left out: anonymous.")]
    public GitHubAuth? Auth { get; init; }
}

[Choice(ChoiceRule.ExactlyOne, "token", "app")]
internal sealed record GitHubAuth
{
    [Field("A personal access token.")]
    public SecretValue? Token { get; init; }

    [Field("An installed App.")]
    public GitHubApp? App { get; init; }
}

internal sealed record GitHubApp
{
    [Field("Id of the App.", Required = true, Minimum = 1)]
    public long AppId { get; init; }

    [Field("Id of its installation.", Required = true, Minimum = 1)]
    public long InstallationId { get; init; }

    [Field("Its key.", Required = true)]
    public SecretValue PrivateKey { get; init; } = new();
}

internal sealed record DiscourseSettings
{
    [Field("Address of the forum.", Required = true)]
    public Uri? Url { get; init; }
}

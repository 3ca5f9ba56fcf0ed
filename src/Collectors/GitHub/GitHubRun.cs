namespace DevRel.Collectors.GitHub;

/// <summary>One run: what is wanted, and what came of it so far.</summary>
internal sealed class GitHubRun(
    CollectionRequest request,
    GitHubSettings settings,
    GitHubAccess access,
    GitHubCursor cursor
)
{
    /// <summary>Changes may show up this much late in GitHub's lists.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromMinutes(2);
    private readonly List<string> skipped = [];

    public GitHubApi Api { get; } = access.Api;
    public bool Anonymous { get; } = access.Anonymous;
    public GitHubSettings Settings { get; } = settings;
    public GitHubCursor Cursor { get; } = cursor;
    public DateTimeOffset Now { get; } = request.Now;
    public DateTimeOffset? Since { get; } = request.Since;
    public DateOnly Today { get; } = DateOnly.FromDateTime(request.Now.UtcDateTime);

    /// <summary>Where the first walk of anything begins.</summary>
    public DateTimeOffset RecentFrom { get; } =
        request.Since > request.RecentFrom ? request.Since.Value : request.RecentFrom;

    public GitHubKinds Kinds { get; } =
        new(
            settings.Resources.Contains(GitHubResource.Issues),
            settings.Resources.Contains(GitHubResource.PullRequests)
        );

    public IReadOnlyList<string> Skipped => skipped;

    /// <summary>Nothing that occurred before the first day wanted.</summary>
    public bool IsWanted(CollectedItem item) =>
        item is not CollectedActivity activity || !(activity.OccurredAt < Since);

    public bool Wants(GitHubResource resource) => Settings.Resources.Contains(resource);

    public void Skip(string sentence)
    {
        if (!skipped.Contains(sentence, StringComparer.Ordinal))
            skipped.Add(sentence);
    }

    /// <param name="what">Plural, with a capital: <c>Issues</c>.</param>
    /// <param name="needs">Permissions GitHub named; null when it did not.</param>
    public void Skip(Reply reply, string what, string repository, string? needs) =>
        Skip(
            reply switch
            {
                Reply.Denied =>
                    $"{what} of {repository} need more rights than the token has: give it {needs ?? Rights(what)}.",
                Reply.Disabled => $"{what} of {repository} are switched off there.",
                Reply.Blocked => $"GitHub blocked {repository}: {what} cannot be read.",
                Reply.Refused => $"GitHub serves only a part of {what} of {repository}.",
                _ => $"{what} of {repository} were not found: the repository is gone, or hidden from this token.",
            }
        );

    private static string Rights(string what) =>
        what == "Traffic" ? "push access to the repository (fine-grained: Administration, read)" : "read access to it";
}

using System.Globalization;
using DevRel.Activities;

namespace DevRel.Collectors.GitHub;

/// <summary>Issue events, newest first; the API knows no other order and no <c>since</c>.</summary>
internal sealed class EventListing(GitHubRun run, RepositoryRef repository, RepositoryState state) : IListing
{
    /// <summary>Issues remembered as converted; more would only be told once more.</summary>
    private const int MaxConverted = 1000;
    private readonly EventActivities tell = new(repository, run.Kinds);

    public string What => "Issue events";

    public async Task<ListingPage> ReadAsync(
        bool newestFirst,
        string? after,
        string? etag,
        CancellationToken cancellationToken
    )
    {
        var page = await run.Api.ListAsync(
            after
                ?? string.Create(
                    CultureInfo.InvariantCulture,
                    $"repos/{repository.Name}/issues/events?per_page={GitHubApi.PageSize}"
                ),
            etag,
            RestJson.Default.ListRestIssueEvent,
            cancellationToken
        );
        return new ListingPage(page.Reply, [.. page.Items.Select(Tell)], page.Next, page.ETag, page.Needs);
    }

    private Listed Tell(RestIssueEvent entry)
    {
        if (EventActivities.Converts(entry) && entry.Issue is { } issue && run.Wants(GitHubResource.Discussions))
            return new Listed(entry.CreatedAt, Forget(issue.Number));
        var told = tell.Of(entry);
        // A close before this is the issue list's to tell.
        var another =
            told?.Kind is ActivityKind.IssueClosed or ActivityKind.PullRequestClosed
            && entry.CreatedAt < state.ClosesFrom;
        return new Listed(entry.CreatedAt, told is null || another ? [] : [told]);
    }

    /// <summary>It goes on as a discussion, which is told by itself.</summary>
    private IReadOnlyList<CollectedItem> Forget(int number)
    {
        var converted = state.Converted ??= [];
        if (!converted.Contains(number) && converted.Count < MaxConverted)
            converted.Add(number);
        var opener = repository.Issue(number);
        return [new CollectedRetraction(opener), new CollectedRetraction(opener + "#closed")];
    }
}

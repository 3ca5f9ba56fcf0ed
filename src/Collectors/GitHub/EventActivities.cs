using DevRel.Activities;

namespace DevRel.Collectors.GitHub;

/// <summary>What the list of issue events tells: who closed, reopened, labelled and assigned.</summary>
internal sealed class EventActivities(RepositoryRef repository, GitHubKinds kinds)
{
    /// <summary>A merge closes too, in the same second or the next.</summary>
    private static readonly TimeSpan MergeCloses = TimeSpan.FromSeconds(5);

    /// <summary>The issue went on as a discussion.</summary>
    public static bool Converts(RestIssueEvent entry) => entry.Event == "converted_to_discussion";

    public CollectedActivity? Of(RestIssueEvent entry)
    {
        if (entry.Issue is not { } issue)
            return null;
        var isPull = issue.PullRequest is not null;
        if (isPull ? !kinds.PullRequests : !kinds.Issues)
            return null;
        var kind = entry.Event switch
        {
            "closed" when isPull => Merges(entry, issue) ? (ActivityKind?)null : ActivityKind.PullRequestClosed,
            "closed" => ActivityKind.IssueClosed,
            "reopened" => isPull ? ActivityKind.PullRequestReopened : ActivityKind.IssueReopened,
            "labeled" => ActivityKind.Triaged,
            "assigned" => ActivityKind.Assigned,
            _ => null,
        };
        return kind is null ? null : Tell(entry, issue, kind.Value);
    }

    private CollectedActivity Tell(RestIssueEvent entry, RestEventIssue issue, ActivityKind kind)
    {
        // The actor of an assignment is the one it fell to; the assigner did it.
        var by = kind == ActivityKind.Assigned ? entry.Assigner ?? entry.Actor : entry.Actor;
        return new CollectedActivity(IssueActivities.Id("issue_event", entry.Id), kind, entry.CreatedAt)
        {
            Author = GitHubPeople.Of(by),
            Hints = IssueActivities.Hints(by, association: null, entry.PerformedViaGithubApp is not null),
            Thread = repository.Thread(issue.Number),
            Parent = repository.Issue(issue.Number),
            Container = repository.Name,
            Attributes =
                kind == ActivityKind.IssueClosed
                    ? new ActivityAttributes { Outcome = entry.StateReason ?? ReasonOfLatest(entry, issue) }
                    : ActivityAttributes.None,
        };
    }

    private static bool Merges(RestIssueEvent entry, RestEventIssue issue) =>
        issue.PullRequest?.MergedAt is { } merged && (entry.CreatedAt - merged).Duration() <= MergeCloses;

    /// <summary>Older answers tell the reason at the issue, which knows that of its latest close only.</summary>
    private static string? ReasonOfLatest(RestIssueEvent entry, RestEventIssue issue) =>
        issue.ClosedAt is { } closed && (entry.CreatedAt - closed).Duration() <= MergeCloses ? issue.StateReason : null;
}

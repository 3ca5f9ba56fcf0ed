using System.Globalization;
using DevRel.Activities;

namespace DevRel.Collectors.GitHub;

/// <summary>
/// Issues, pull requests and what was said below them. A close is told once: by the list of events from <paramref name="closesFrom"/> on, which
/// knows who; by the list of issues before, which does not.
/// </summary>
internal sealed class IssueActivities(RepositoryRef repository, GitHubKinds kinds, DateTimeOffset closesFrom)
{
    private const int MaxTags = 20;
    private const int MaxTagLength = 50;

    public void Add(RestIssue issue, List<CollectedItem> into) =>
        Add(
            issue.Number,
            issue.PullRequest is not null,
            new Opening(
                issue.User,
                issue.CreatedAt,
                issue.ClosedAt,
                issue.PullRequest?.MergedAt,
                issue.AuthorAssociation,
                issue.Labels,
                issue.Draft == true,
                issue.PerformedViaGithubApp is not null,
                issue.ClosedBy,
                issue.StateReason
            ),
            into
        );

    public void Add(RestPull pull, List<CollectedItem> into) =>
        Add(
            pull.Number,
            isPull: true,
            new Opening(
                pull.User,
                pull.CreatedAt,
                pull.ClosedAt,
                pull.MergedAt,
                pull.AuthorAssociation,
                pull.Labels,
                pull.Draft == true,
                ViaApp: false,
                ClosedBy: null,
                StateReason: null
            ),
            into
        );

    public void Add(RestComment comment, List<CollectedItem> into)
    {
        var isPull = comment.HtmlUrl?.Contains("/pull/", StringComparison.Ordinal) == true;
        if (isPull ? !kinds.PullRequests : !kinds.Issues)
            return;
        var number = NumberAtEnd(comment.IssueUrl);
        into.Add(
            new CollectedActivity(
                Id("comment", comment.Id),
                isPull ? ActivityKind.PullRequestComment : ActivityKind.IssueComment,
                comment.CreatedAt
            )
            {
                Author = GitHubPeople.Of(comment.User),
                Hints = Hints(comment.User, comment.AuthorAssociation, comment.PerformedViaGithubApp is not null),
                Thread = number is { } thread ? repository.Thread(thread) : null,
                Parent = number is { } opener ? repository.Issue(opener) : null,
                Container = repository.Name,
            }
        );
    }

    /// <summary>A remark on a line of a pull request.</summary>
    public void AddReviewComment(RestComment comment, List<CollectedItem> into)
    {
        var number = NumberAtEnd(comment.PullRequestUrl);
        into.Add(
            new CollectedActivity(Id("review_comment", comment.Id), ActivityKind.ReviewComment, comment.CreatedAt)
            {
                Author = GitHubPeople.Of(comment.User),
                Hints = Hints(comment.User, comment.AuthorAssociation, comment.PerformedViaGithubApp is not null),
                Thread = number is { } thread ? repository.Thread(thread) : null,
                Parent =
                    comment.InReplyToId is { } answered ? Id("review_comment", answered)
                    : number is { } opener ? repository.Issue(opener)
                    : null,
                Container = repository.Name,
            }
        );
    }

    public static string Id(string prefix, long id) => string.Create(CultureInfo.InvariantCulture, $"{prefix}/{id}");

    public static MemberHints Hints(RestUser? user, string? association, bool viaApp) =>
        GitHubPeople.Type(user?.Type)
        | GitHubPeople.Handle(user?.Login)
        | GitHubPeople.Association(association)
        | (viaApp ? MemberHints.ViaApp : MemberHints.None);

    public static IReadOnlyList<string> Tags(IEnumerable<string?>? labels) =>
        labels is null
            ? []
            :
            [
                .. labels
                    .Where(label => !string.IsNullOrEmpty(label))
                    .Select(label => label!.Length > MaxTagLength ? label[..MaxTagLength] : label)
                    .Take(MaxTags),
            ];

    private void Add(int number, bool isPull, Opening opening, List<CollectedItem> into)
    {
        if (isPull ? !kinds.PullRequests : !kinds.Issues)
            return;
        var opened = new CollectedActivity(
            repository.Issue(number),
            isPull ? ActivityKind.PullRequestOpened : ActivityKind.IssueOpened,
            opening.CreatedAt
        )
        {
            Author = GitHubPeople.Of(opening.User),
            Hints = Hints(opening.User, opening.Association, opening.ViaApp),
            Thread = repository.Thread(number),
            Container = repository.Name,
            Attributes = new ActivityAttributes
            {
                AsksAnswer = !isPull,
                Draft = opening.Draft,
                Tags = Tags(opening.Labels?.Select(label => label.Name)),
            },
        };
        into.Add(opened);
        if (opening.MergedAt is { } mergedAt)
            into.Add(Merged(opened, mergedAt));
        else if (opening.ClosedAt is { } closedAt && closedAt < closesFrom)
            into.Add(Closed(opened, isPull, closedAt, opening));
    }

    /// <summary>Told of the author, whose work was taken in; who pressed the button is not theirs to be credited.</summary>
    private static CollectedActivity Merged(CollectedActivity opened, DateTimeOffset at) =>
        opened with
        {
            NativeId = opened.NativeId + "#merged",
            Kind = ActivityKind.PullRequestMerged,
            OccurredAt = at,
            Parent = opened.NativeId,
            Attributes = new ActivityAttributes { Tags = opened.Attributes.Tags },
        };

    private static CollectedActivity Closed(
        CollectedActivity opened,
        bool isPull,
        DateTimeOffset at,
        Opening opening
    ) =>
        opened with
        {
            NativeId = opened.NativeId + "#closed",
            Kind = isPull ? ActivityKind.PullRequestClosed : ActivityKind.IssueClosed,
            OccurredAt = at,
            Author = GitHubPeople.Of(opening.ClosedBy),
            Hints = Hints(opening.ClosedBy, association: null, viaApp: false),
            Parent = opened.NativeId,
            Attributes = new ActivityAttributes { Outcome = isPull ? null : opening.StateReason },
        };

    /// <summary>The number an API address ends in: <c>…/issues/12</c>.</summary>
    private static int? NumberAtEnd(string? url)
    {
        var slash = url?.LastIndexOf('/') ?? -1;
        return
            slash >= 0
            && int.TryParse(url.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    private sealed record Opening(
        RestUser? User,
        DateTimeOffset CreatedAt,
        DateTimeOffset? ClosedAt,
        DateTimeOffset? MergedAt,
        string? Association,
        IReadOnlyList<RestLabel>? Labels,
        bool Draft,
        bool ViaApp,
        RestUser? ClosedBy,
        string? StateReason
    );
}

/// <summary>Which of the lists that hold both are wanted.</summary>
internal readonly record struct GitHubKinds(bool Issues, bool PullRequests);

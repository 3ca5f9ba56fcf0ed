using DevRel.Activities;

namespace DevRel.Collectors.GitHub;

/// <summary>Verdicts on pull requests. Pending ones are their author's private notes.</summary>
internal sealed class ReviewActivities(RepositoryRef repository)
{
    public void Add(int number, GraphReview review, List<CollectedItem> into)
    {
        if (review.SubmittedAt is { } submitted && review.State != "PENDING")
            into.Add(
                Of(
                    number,
                    $"review/{review.FullDatabaseId}",
                    review.State,
                    submitted,
                    GitHubPeople.Of(review.Author),
                    GitHubPeople.Association(review.AuthorAssociation)
                )
            );
    }

    public void Add(int number, RestReview review, List<CollectedItem> into)
    {
        if (review.SubmittedAt is { } submitted && review.State != "PENDING")
            into.Add(
                Of(
                    number,
                    IssueActivities.Id("review", review.Id),
                    review.State,
                    submitted,
                    GitHubPeople.Of(review.User),
                    GitHubPeople.Association(review.AuthorAssociation)
                )
            );
    }

    private CollectedActivity Of(
        int number,
        string id,
        string state,
        DateTimeOffset submitted,
        Account? author,
        MemberHints association
    ) =>
        new(id, ActivityKind.PullRequestReview, submitted)
        {
            Author = author,
            Hints = (author?.Hints ?? MemberHints.None) | association,
            Thread = repository.Thread(number),
            Parent = repository.Issue(number),
            Container = repository.Name,
            Attributes = new ActivityAttributes { Outcome = state.ToLowerInvariant() },
        };
}

using DevRel.Activities;

namespace DevRel.Collectors.GitHub;

/// <summary>Discussions: questions where the category takes answers, conversations elsewhere.</summary>
internal sealed class DiscussionActivities(RepositoryRef repository)
{
    /// <summary>Opener and accepted answer; comments come by <see cref="Add(GraphDiscussion, GraphComment, GraphComment?, List{CollectedItem})"/>.</summary>
    public void Add(GraphDiscussion discussion, List<CollectedItem> into)
    {
        var answerable = Answerable(discussion);
        var opener = repository.Discussion(discussion.Number);
        into.Add(
            new CollectedActivity(
                opener,
                answerable ? ActivityKind.QuestionAsked : ActivityKind.DiscussionStarted,
                discussion.CreatedAt
            )
            {
                Author = GitHubPeople.Of(discussion.Author),
                Hints = Hints(discussion.Author, discussion.AuthorAssociation),
                Thread = repository.Thread(discussion.Number),
                Container = repository.Name,
                Attributes = new ActivityAttributes
                {
                    AsksAnswer = answerable,
                    Tags = IssueActivities.Tags(discussion.Labels?.Nodes?.Select(label => label?.Name)),
                },
            }
        );
        if (discussion.AnswerChosenAt is { } chosen)
            into.Add(Accepted(discussion, opener, chosen));
        else if (answerable)
            into.Add(new CollectedRetraction(opener + "#accepted"));
    }

    /// <param name="answers">The comment it replies to; null for those that answer the discussion itself.</param>
    public void Add(GraphDiscussion discussion, GraphComment comment, GraphComment? answers, List<CollectedItem> into)
    {
        var id = Id(comment.DatabaseId);
        if (Hidden(comment))
        {
            into.Add(new CollectedRetraction(id));
            return;
        }

        into.Add(
            new CollectedActivity(
                id,
                answers is null && Answerable(discussion) ? ActivityKind.AnswerPosted : ActivityKind.DiscussionComment,
                comment.CreatedAt
            )
            {
                Author = GitHubPeople.Of(comment.Author),
                Hints = Hints(comment.Author, comment.AuthorAssociation),
                Thread = repository.Thread(discussion.Number),
                Parent = answers is null ? repository.Discussion(discussion.Number) : Id(answers.DatabaseId),
                Container = repository.Name,
            }
        );
    }

    private CollectedActivity Accepted(GraphDiscussion discussion, string opener, DateTimeOffset chosen) =>
        new(opener + "#accepted", ActivityKind.AnswerAccepted, chosen)
        {
            Author = GitHubPeople.Of(discussion.AnswerChosenBy),
            Hints = Hints(discussion.AnswerChosenBy, association: null),
            Thread = repository.Thread(discussion.Number),
            Parent = discussion.Answer is { } answer ? Id(answer.DatabaseId) : opener,
            Container = repository.Name,
        };

    private static bool Answerable(GraphDiscussion discussion) => discussion.Category?.IsAnswerable == true;

    /// <summary>Deleted comments leave a husk while they have replies; spam and abuse are hidden by maintainers.</summary>
    private static bool Hidden(GraphComment comment) =>
        comment.DeletedAt is not null
        || (
            comment.IsMinimized
            && comment.MinimizedReason?.ToLowerInvariant() is "spam" or "abuse" or "off_topic" or "off-topic"
        );

    private static MemberHints Hints(GraphActor? actor, string? association) =>
        (GitHubPeople.Of(actor)?.Hints ?? GitHubPeople.Type(actor?.TypeName)) | GitHubPeople.Association(association);

    private static string Id(long comment) => IssueActivities.Id("discussion_comment", comment);
}

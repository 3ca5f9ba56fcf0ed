using DevRel.Activities;
using DevRel.Metrics;

namespace DevRel.Models.Engine;

/// <summary>What kinds of activity mean to every model: whose act it is, and what it contributes.</summary>
public static class KindMeanings
{
    /// <summary>False for what is done to a member or about them by others: it says nothing of what the member does.</summary>
    public static bool IsAct(ActivityKind kind) =>
        kind
            is not (
                ActivityKind.MemberLeft
                or ActivityKind.SurveyInvitation
                or ActivityKind.TalkAccepted
                or ActivityKind.BumperSent
                or ActivityKind.LeadSuggested
                or ActivityKind.LeadQualified
                or ActivityKind.LeadRouted
                or ActivityKind.LeadAccepted
                or ActivityKind.LeadDeclined
                or ActivityKind.LeadExpired
                or ActivityKind.LeadOutcome
            );

    /// <summary>
    /// CHAOSS Types of Contributions; null for what is consumption or applause (stars, votes, views). Translation, documentation and
    /// moderation have no kind of their own: what platforms tell does not tell them apart, so they stay absent rather than zero.
    /// </summary>
    public static string? Contribution(ActivityKind kind) =>
        kind switch
        {
            ActivityKind.ArticlePublished => "writing",
            ActivityKind.Commit or ActivityKind.PullRequestOpened or ActivityKind.Release => "code",
            ActivityKind.PullRequestReview
            or ActivityKind.ReviewComment
            or ActivityKind.CommitReview
            or ActivityKind.CommitComment
            or ActivityKind.PullRequestMerged => "review",
            ActivityKind.IssueClosed
            or ActivityKind.IssueReopened
            or ActivityKind.PullRequestClosed
            or ActivityKind.PullRequestReopened
            or ActivityKind.DiscussionClosed
            or ActivityKind.AnswerAccepted
            or ActivityKind.Triaged
            or ActivityKind.Assigned => "triage",
            ActivityKind.IssueOpened => "testing",
            ActivityKind.EventCreated or ActivityKind.EventAttended or ActivityKind.TalkSubmitted => "event",
            ActivityKind.IssueComment
            or ActivityKind.PullRequestComment
            or ActivityKind.DiscussionStarted
            or ActivityKind.DiscussionComment
            or ActivityKind.QuestionAsked
            or ActivityKind.AnswerPosted
            or ActivityKind.TopicCreated
            or ActivityKind.Reply
            or ActivityKind.Comment
            or ActivityKind.Post
            or ActivityKind.Message
            or ActivityKind.ThreadStarted
            or ActivityKind.MailSent => "social",
            ActivityKind.Mention or ActivityKind.VideoPublished => "advocacy",
            _ => null,
        };

    private static readonly sbyte[] Indexes =
    [
        .. Enumerable
            .Range(0, 256)
            .Select(kind => Contribution((ActivityKind)kind))
            .Select(name => (sbyte)(name is null ? -1 : Labels.Contribution.Values!.ToList().IndexOf(name))),
    ];

    /// <summary>Index of <see cref="Contribution"/> in the values of its label; -1: none.</summary>
    public static int ContributionIndex(ActivityKind kind) => Indexes[(byte)kind];

    /// <summary>A contribution in the sense of absence and elephant factors: a commit that only merges is none.</summary>
    public static bool IsContribution(in Event happened) =>
        Indexes[(byte)happened.Kind] >= 0 && (happened.Flags & EventFlags.Merge) == EventFlags.None;
}

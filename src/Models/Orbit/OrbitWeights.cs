using DevRel.Activities;
using DevRel.Resources;

namespace DevRel.Models.Orbit;

/// <summary>
/// How much commitment a kind of activity shows, 1..12; 0: it shows none (it was done to the member, or ends a membership). Orbit's own examples
/// are an organised meetup 11, an opened pull request 8, an answered question 6, an attended conference 5, a newsletter read 1; the others are
/// placed between them by their level: 1-3 watch, 4-6 take part, 7-9 contribute, 10-12 lead. Programs override them by
/// <c>models.orbit.weights</c>.
/// </summary>
public static class OrbitWeights
{
    public const int Highest = 12;

    public static int Default(ActivityKind kind) =>
        kind switch
        {
            // Watching, and one click.
            ActivityKind.Star or ActivityKind.Reaction or ActivityKind.Vote or ActivityKind.DocsView => 1,
            ActivityKind.Other => 1,
            ActivityKind.Fork or ActivityKind.MemberJoined or ActivityKind.Message => 2,
            ActivityKind.Signup or ActivityKind.EventRegistered or ActivityKind.SurveyResponse => 3,
            ActivityKind.AnswerAccepted or ActivityKind.VideoComment => 3,
            ActivityKind.IssueClosed or ActivityKind.IssueReopened or ActivityKind.DiscussionClosed => 3,
            ActivityKind.PullRequestClosed or ActivityKind.PullRequestReopened => 3,

            // Taking part in what others run.
            ActivityKind.Comment or ActivityKind.Reply or ActivityKind.Post or ActivityKind.MailSent => 4,
            ActivityKind.IssueComment or ActivityKind.PullRequestComment or ActivityKind.CommitComment => 4,
            ActivityKind.DiscussionComment or ActivityKind.ThreadStarted or ActivityKind.QuestionAsked => 4,
            ActivityKind.Mention => 4,
            ActivityKind.IssueOpened or ActivityKind.TopicCreated or ActivityKind.DiscussionStarted => 5,
            ActivityKind.EventAttended or ActivityKind.FirstApiCall => 5,
            ActivityKind.AnswerPosted => 6,

            // Giving work.
            ActivityKind.Commit or ActivityKind.CommitReview or ActivityKind.ReviewComment => 7,
            ActivityKind.Triaged or ActivityKind.TalkSubmitted => 7,
            ActivityKind.PullRequestOpened or ActivityKind.PullRequestReview or ActivityKind.Sponsored => 8,
            ActivityKind.PullRequestMerged or ActivityKind.ArticlePublished or ActivityKind.VideoPublished => 9,

            // Carrying the community.
            ActivityKind.Release or ActivityKind.TalkAccepted => 10,
            ActivityKind.EventCreated => 11,

            ActivityKind.MemberLeft or ActivityKind.SurveyInvitation or ActivityKind.Assigned => 0,
            ActivityKind.BumperSent or ActivityKind.LeadSuggested or ActivityKind.LeadQualified => 0,
            ActivityKind.LeadRouted or ActivityKind.LeadAccepted or ActivityKind.LeadDeclined => 0,
            ActivityKind.LeadExpired or ActivityKind.LeadOutcome => 0,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
        };

    /// <summary>By number of kind, with a program's own.</summary>
    internal static byte[] Table(OrbitSpec spec)
    {
        var table = new byte[byte.MaxValue + 1];
        foreach (var kind in ActivityKinds.All)
            table[(byte)kind] = (byte)Default(kind);
        foreach (var (name, weight) in spec.Weights)
        {
            if (ActivityKinds.TryParse(name, out var kind))
                table[(byte)kind] = (byte)Math.Clamp(weight, 0, Highest);
        }

        return table;
    }
}

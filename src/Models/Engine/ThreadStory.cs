using DevRel.Activities;
using DevRel.Models.Members;

namespace DevRel.Models.Engine;

/// <summary>
/// What happened to a thread, told once for all models. Rules where publications differ, ours:
/// <list type="bullet">
/// <item>The opener is the earliest opening act; a thread without one (comments on a commit) is nobody's item.</item>
/// <item>A response is a comment, review, answer, merge or close by a human or a teammate who is not the opener. Greetings of bots are none.</item>
/// <item>Closed is the last word: a reopened item is open until it is closed again, and closed since that last close. An accepted answer closes a question.</item>
/// <item>A pull request that is a draft when last seen asks for nothing yet; how long another one had been a draft no platform tells, so it is not subtracted.</item>
/// </list>
/// </summary>
public readonly record struct ThreadStory
{
    public ThreadItem Item { get; private init; }
    public int Opened { get; private init; }

    /// <summary>Account of the opener, perhaps nobody's; -1 when <see cref="Item"/> is <c>None</c>.</summary>
    public int Opener { get; private init; }

    /// <summary>At the time of opening; unknown when the platform names nobody.</summary>
    public MemberClass OpenerClass { get; private init; }

    /// <summary>Number of source and platform of the opening act.</summary>
    public ushort Origin { get; private init; }
    public bool Asks { get; private init; }
    public bool Draft { get; private init; }

    /// <summary><see cref="Instants.Never"/>: nobody has.</summary>
    public int Responded { get; private init; }

    /// <summary><see cref="Instants.Never"/>: open.</summary>
    public int Closed { get; private init; }
    public bool ClosedByOpener { get; private init; }

    /// <summary><see cref="Instants.Never"/>: not merged.</summary>
    public int Merged { get; private init; }
    public bool MergedByOpener { get; private init; }

    /// <summary>Opened by somebody of the community, or by somebody the platform does not name.</summary>
    public bool ByCommunity => OpenerClass is MemberClass.Human or MemberClass.Unknown;

    /// <summary>Waits for somebody: an issue, a pull request that is no draft, or whatever asks for an answer.</summary>
    public bool NeedsAttention =>
        ByCommunity && !Draft && (Asks || Item is ThreadItem.Issue or ThreadItem.ChangeRequest or ThreadItem.Question);

    public bool IsOpen => Closed == Instants.Never;
    public bool IsAnswered => Responded != Instants.Never;

    internal static ThreadStory Of(ReadOnlySpan<ThreadEvent> events, People people)
    {
        var opening = FindOpening(events);
        if (opening < 0)
            return new ThreadStory
            {
                Opener = -1,
                Responded = Instants.Never,
                Closed = Instants.Never,
                Merged = Instants.Never,
            };
        var first = events[opening];
        var opener = people.IsNobody(first.Member) ? -1 : people.PersonOf(first.Member);
        var story = new ThreadStory
        {
            Item = ThreadItems.OpenedBy(first.Kind),
            Opened = first.At,
            Opener = first.Member,
            OpenerClass = people.ClassAt(first.Member, first.At),
            Origin = first.Origin,
            Asks = (first.Flags & EventFlags.AsksAnswer) != EventFlags.None,
            Draft = (first.Flags & EventFlags.Draft) != EventFlags.None,
            Responded = Instants.Never,
            Closed = Instants.Never,
            Merged = Instants.Never,
        };
        for (var i = 0; i < events.Length; i++)
        {
            if (i != opening)
                story = story.Then(events[i], opener, people);
        }

        return story;
    }

    private static int FindOpening(ReadOnlySpan<ThreadEvent> events)
    {
        for (var i = 0; i < events.Length; i++)
        {
            if (ThreadItems.OpenedBy(events[i].Kind) != ThreadItem.None)
                return i;
        }

        return -1;
    }

    private ThreadStory Then(in ThreadEvent next, int opener, People people)
    {
        if (next.At < Opened)
            return this;
        var act = ThreadItems.ActOf(next.Kind);
        var byOpener = people.PersonOf(next.Member) == opener;
        var story = this;
        if (act is ThreadAct.Close or ThreadAct.Merge)
            story = story with { Closed = next.At, ClosedByOpener = byOpener };
        if (act == ThreadAct.Merge)
            story = story with { Merged = next.At, MergedByOpener = byOpener };
        if (act == ThreadAct.Reopen)
            story = story with
            {
                Closed = Instants.Never,
                ClosedByOpener = false,
                Merged = Instants.Never,
                MergedByOpener = false,
            };
        if (Responded != Instants.Never || byOpener || act is ThreadAct.None or ThreadAct.Reopen)
            return story;
        return people.ClassAt(next.Member, next.At) is MemberClass.Human or MemberClass.Team
            ? story with
            {
                Responded = next.At,
            }
            : story;
    }
}

/// <summary>What a thread is, by the kind of its opening act.</summary>
public enum ThreadItem : byte
{
    None,
    Issue,
    ChangeRequest,
    Question,
    Topic,
}

/// <summary>What an act does to a thread.</summary>
public enum ThreadAct : byte
{
    None,
    Reply,
    Close,
    Merge,
    Reopen,
}

/// <summary>Kinds of activity to what they mean in a thread.</summary>
public static class ThreadItems
{
    public static ThreadItem OpenedBy(ActivityKind kind) =>
        kind switch
        {
            ActivityKind.IssueOpened => ThreadItem.Issue,
            ActivityKind.PullRequestOpened => ThreadItem.ChangeRequest,
            ActivityKind.QuestionAsked => ThreadItem.Question,
            ActivityKind.DiscussionStarted
            or ActivityKind.TopicCreated
            or ActivityKind.ThreadStarted
            or ActivityKind.MailSent => ThreadItem.Topic,
            _ => ThreadItem.None,
        };

    public static ThreadAct ActOf(ActivityKind kind) =>
        kind switch
        {
            ActivityKind.IssueComment
            or ActivityKind.PullRequestReview
            or ActivityKind.ReviewComment
            or ActivityKind.PullRequestComment
            or ActivityKind.DiscussionComment
            or ActivityKind.AnswerPosted
            or ActivityKind.Reply
            or ActivityKind.Comment
            or ActivityKind.VideoComment
            or ActivityKind.MailSent
            or ActivityKind.Message => ThreadAct.Reply,
            ActivityKind.IssueClosed
            or ActivityKind.PullRequestClosed
            or ActivityKind.DiscussionClosed
            or ActivityKind.AnswerAccepted => ThreadAct.Close,
            ActivityKind.PullRequestMerged => ThreadAct.Merge,
            ActivityKind.IssueReopened or ActivityKind.PullRequestReopened => ThreadAct.Reopen,
            _ => ThreadAct.None,
        };
}

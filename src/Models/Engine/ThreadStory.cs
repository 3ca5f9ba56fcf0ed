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
public record struct ThreadStory
{
    public ThreadItem Item { readonly get; private set; }
    public int Opened { readonly get; private set; }

    /// <summary>Account of the opener, perhaps nobody's; -1 when <see cref="Item"/> is <c>None</c>.</summary>
    public int Opener { readonly get; private set; }

    /// <summary>At the time of opening; unknown when the platform names nobody.</summary>
    public MemberClass OpenerClass { readonly get; private set; }

    /// <summary>Number of source and platform of the opening act.</summary>
    public ushort Origin { readonly get; private set; }
    public bool Asks { readonly get; private set; }
    public bool Draft { readonly get; private set; }

    /// <summary><see cref="Instants.Never"/>: nobody has.</summary>
    public int Responded { readonly get; private set; }

    /// <summary><see cref="Instants.Never"/>: open.</summary>
    public int Closed { readonly get; private set; }
    public bool ClosedByOpener { readonly get; private set; }

    /// <summary><see cref="Instants.Never"/>: not merged.</summary>
    public int Merged { readonly get; private set; }
    public bool MergedByOpener { readonly get; private set; }

    /// <summary>Opened by somebody of the community, or by somebody the platform does not name.</summary>
    public readonly bool ByCommunity => OpenerClass is MemberClass.Human or MemberClass.Unknown;

    /// <summary>Waits for somebody: an issue, a pull request that is no draft, or whatever asks for an answer.</summary>
    public readonly bool NeedsAttention =>
        ByCommunity && !Draft && (Asks || Item is ThreadItem.Issue or ThreadItem.ChangeRequest or ThreadItem.Question);

    public readonly bool IsOpen => Closed == Instants.Never;
    public readonly bool IsAnswered => Responded != Instants.Never;

    internal static ThreadStory Of(ReadOnlySpan<ThreadEvent> events, People people)
    {
        var opening = FindOpening(events, people);
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
                story.Tell(events[i], opener, people);
        }

        return story;
    }

    /// <summary>The earliest; of several alike in one second that of the smallest person.</summary>
    private static int FindOpening(ReadOnlySpan<ThreadEvent> events, People people)
    {
        var first = 0;
        while (first < events.Length && ThreadItems.OpenedBy(events[first].Kind) == ThreadItem.None)
            first++;
        for (var i = first + 1; i < events.Length && IsAlike(events[i], events[first]); i++)
        {
            if (IdOf(events[i], people) < IdOf(events[first], people))
                first = i;
        }

        return first < events.Length ? first : -1;
    }

    private static bool IsAlike(in ThreadEvent one, in ThreadEvent other) =>
        one.At == other.At && one.Kind == other.Kind && one.Flags == other.Flags;

    private static UInt128 IdOf(in ThreadEvent happened, People people) =>
        people.Person(people.PersonOf(happened.Member)).Id.Value;

    private void Tell(in ThreadEvent next, int opener, People people)
    {
        var act = ThreadItems.ActOf(next.Kind);
        if (act == ThreadAct.None || next.At < Opened)
            return;
        var byOpener = people.PersonOf(next.Member) == opener;
        if (act == ThreadAct.Reopen)
            (Closed, ClosedByOpener, Merged, MergedByOpener) = (Instants.Never, false, Instants.Never, false);
        if (act is ThreadAct.Close or ThreadAct.Merge)
            (ClosedByOpener, Closed) = (byOpener || (Closed == next.At && ClosedByOpener), next.At);
        if (act == ThreadAct.Merge)
            (MergedByOpener, Merged) = (byOpener || (Merged == next.At && MergedByOpener), next.At);
        if (Responded != Instants.Never || byOpener || act == ThreadAct.Reopen)
            return;
        if (people.ClassAt(next.Member, next.At) is MemberClass.Human or MemberClass.Team)
            Responded = next.At;
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
    private static readonly ThreadItem[] Items =
    [
        .. Enumerable.Range(0, 256).Select(kind => ItemOf((ActivityKind)kind)),
    ];
    private static readonly ThreadAct[] Acts = [.. Enumerable.Range(0, 256).Select(kind => Act((ActivityKind)kind))];

    public static ThreadItem OpenedBy(ActivityKind kind) => Items[(byte)kind];

    public static ThreadAct ActOf(ActivityKind kind) => Acts[(byte)kind];

    private static ThreadItem ItemOf(ActivityKind kind) =>
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

    private static ThreadAct Act(ActivityKind kind) =>
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

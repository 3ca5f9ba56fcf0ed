using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Support;

/// <summary>
/// Who answers the community's questions. The accepted answer decides; without one the first reply of a person other than the asker does,
/// a peer before a teammate within one second; then a machine's, then the asker's own posted answer.
/// </summary>
internal sealed class Questions : IThreadModel
{
    public static readonly Metric Asked = Metric.Gauge(
        "devrel_questions",
        Unit.Items,
        "Questions that community members asked within the window, by who answered: the author of the accepted, else of the first answer.",
        Labels.AnsweredBy,
        Labels.Window
    ) with
    {
        Indicator = Indicator.Leading,
        Gameable = true,
        DefaultGuardrails = ["devrel_unanswered_threads", "devrel_first_response_window_seconds"],
        Source = "DRF I3.b",
        Caveat =
            "Whether a reply helped only an acceptance tells; the share of peers also rises when the team stops answering.",
    };

    public static readonly Metric Helpers = Metric.Gauge(
        "devrel_helpers",
        Unit.Members,
        "Distinct community members who replied within the window to a question that somebody else asked.",
        Labels.Window
    ) with
    {
        Indicator = Indicator.Leading,
        Gameable = true,
        DefaultGuardrails = ["devrel_answer_concentration_ratio", "devrel_unanswered_threads"],
        Source = "Orbit: success flywheel",
    };

    public static readonly Metric Concentration = Metric.Gauge(
        "devrel_answer_concentration_ratio",
        Unit.Ratio,
        "Share of the community's replies to questions within the window that came from the busiest tenth of helpers, at least one of them.",
        Labels.Window
    ) with
    {
        Indicator = Indicator.Guardrail,
        Caveat = "With fewer than twenty helpers it is the share of a single person.",
    };

    public static readonly Metric Deflected = Metric.Gauge(
        "devrel_deflected_questions",
        Unit.Items,
        "Questions asked within the window that a peer answered and no teammate replied to: tickets the team did not have to write.",
        Labels.Window
    ) with
    {
        Indicator = Indicator.Lagging,
        Gameable = true,
        DefaultGuardrails = ["devrel_unanswered_threads"],
        Source = "Orbit: success flywheel",
        Caveat = "An estimate: not every question would have become a ticket.",
        Grade = "B",
    };

    public static IReadOnlyList<Metric> Metrics { get; } = [Asked, Helpers, Concentration, Deflected];

    private enum Answer
    {
        Peer,
        Team,
        Bot,
        Self,
        None,
    }

    private static readonly string[] Answers = ["peer", "team", "bot", "self", "none"];
    private readonly ByZone[] asked = new ByZone[Answers.Length];
    private readonly Shares replies = new();
    private ByZone deflected;

    public void Fold(in ThreadView thread, int sign)
    {
        var story = thread.Story;
        if (!story.ByCommunity || !(story.Asks || story.Item == ThreadItem.Question))
            return;
        FoldReplies(thread, story, sign);
        var answer = AnswerOf(thread, story, out var teamReplied);
        asked[(int)answer].Fold(thread.AsOf, story.Opened, sign);
        if (answer == Answer.Peer && !teamReplied)
            deflected.Fold(thread.AsOf, story.Opened, sign);
    }

    public IEnumerable<Sample> Report(Moment moment)
    {
        for (var window = 0; window < Ages.Zones; window++)
        {
            if (!moment.Known.Covers(window))
                continue;
            var name = Window.All[window].Name;
            for (var answer = 0; answer < Answers.Length; answer++)
                yield return Asked.Of(asked[answer].In(window), Answers[answer], name);
            yield return Deflected.Of(deflected.In(window), name);
            var helpers = replies.Bodies(window);
            yield return Helpers.Of(helpers, name);
            if (helpers > 0)
                yield return Concentration.Of(
                    (double)replies.SumOfTop(window, (helpers + 9) / 10) / replies.Total(window),
                    name
                );
        }
    }

    private void FoldReplies(in ThreadView thread, in ThreadStory story, int sign)
    {
        var asker = AskerOf(thread, story);
        foreach (ref readonly var reply in thread.Events)
        {
            if (!IsReply(reply, story) || thread.PersonOf(reply.Member) == asker)
                continue;
            var zone = Ages.Zone(thread.AsOf, reply.At);
            if (zone >= 0 && thread.ClassOf(reply) == MemberClass.Human)
                replies.Add(thread.PersonOf(reply.Member), zone, sign);
        }
    }

    private static Answer AnswerOf(in ThreadView thread, in ThreadStory story, out bool teamReplied)
    {
        var asker = AskerOf(thread, story);
        var (first, firstAt, bySelf, byBot) = (Answer.None, Instants.Never, false, false);
        teamReplied = false;
        foreach (ref readonly var reply in thread.Events)
        {
            if (!IsReply(reply, story))
                continue;
            var author = thread.PersonOf(reply.Member);
            var answer = author == asker ? Answer.Self : OfClass(thread.ClassOf(reply));
            teamReplied |= answer == Answer.Team;
            byBot |= answer == Answer.Bot;
            bySelf |= answer == Answer.Self && reply.Kind == ActivityKind.AnswerPosted;
            if (answer is Answer.Peer or Answer.Team && (reply.At < firstAt || (reply.At == firstAt && answer < first)))
                (first, firstAt) = (answer, reply.At);
        }

        if (Accepted(thread, asker) is { } accepted)
            return accepted;
        if (first != Answer.None)
            return first;
        if (byBot)
            return Answer.Bot;
        return bySelf ? Answer.Self : Answer.None;
    }

    /// <summary>Null: nothing is accepted, or nobody the platform names wrote it.</summary>
    private static Answer? Accepted(in ThreadView thread, int asker)
    {
        if (thread.AcceptedMember is not (>= 0 and var member) || thread.IsNobody(member))
            return null;
        if (thread.PersonOf(member) == asker)
            return Answer.Self;
        var answer = OfClass(thread.Person(thread.PersonOf(member)).ClassAt(thread.AcceptedAt));
        return answer == Answer.None ? null : answer;
    }

    /// <summary>-1: nobody the platform names, who is the author of nothing else.</summary>
    private static int AskerOf(in ThreadView thread, in ThreadStory story) =>
        thread.IsNobody(story.Opener) ? -1 : thread.PersonOf(story.Opener);

    private static bool IsReply(in ThreadEvent happened, in ThreadStory story) =>
        happened.At >= story.Opened
        && ThreadItems.ActOf(happened.Kind) == ThreadAct.Reply
        && ThreadItems.OpenedBy(happened.Kind) == ThreadItem.None;

    private static Answer OfClass(MemberClass memberClass) =>
        memberClass switch
        {
            MemberClass.Human => Answer.Peer,
            MemberClass.Team => Answer.Team,
            MemberClass.Bot or MemberClass.AiAgent => Answer.Bot,
            _ => Answer.None,
        };
}

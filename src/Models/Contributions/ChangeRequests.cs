using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Contributions;

/// <summary>Pull requests of people (team included, bots not): opened, merged, declined, open. Ratios are left to recording rules, because they have three published forms.</summary>
internal sealed class ChangeRequests : IThreadModel
{
    public static readonly Metric Opened = Of(
        "devrel_change_requests_opened",
        "Change requests that people opened within the window.",
        ["devrel_change_requests_declined", "devrel_unanswered_threads"],
        "CHAOSS: Change Requests"
    );
    public static readonly Metric Merged = Of(
        "devrel_change_requests_merged",
        "Change requests of people that were merged within the window.",
        ["devrel_self_merged_change_requests"],
        "CHAOSS: Change Request Acceptance Ratio"
    );
    public static readonly Metric Declined = Of(
        "devrel_change_requests_declined",
        "Change requests of people that were closed without a merge within the window and are closed now.",
        [],
        "CHAOSS: Change Request Acceptance Ratio"
    );
    public static readonly Metric SelfMerged = Of(
        "devrel_self_merged_change_requests",
        "Change requests merged within the window by the person who opened them.",
        [],
        "CHAOSS: Self Merge Rates"
    );
    public static readonly Metric Open = Metric.Gauge(
        "devrel_change_requests_open",
        Unit.Items,
        "Change requests of people that are open now, drafts included."
    ) with
    {
        Indicator = Indicator.Guardrail,
        Source = "CHAOSS: Change Request Closure Ratio",
    };

    public static IReadOnlyList<Metric> Metrics { get; } = [Opened, Merged, Declined, SelfMerged, Open];

    private ByZone opened;
    private ByZone merged;
    private ByZone declined;
    private ByZone selfMerged;
    private int open;

    /// <summary>Threads of this kind seen at all: without any, the platforms may have none to tell of.</summary>
    private int seen;

    public void Fold(in ThreadView thread, int sign)
    {
        var story = thread.Story;
        if (story.Item != ThreadItem.ChangeRequest || story.OpenerClass is MemberClass.Bot or MemberClass.AiAgent)
            return;
        seen += sign;
        opened.Fold(thread.AsOf, story.Opened, sign);
        if (story.IsOpen)
            open += sign;
        else if (story.Merged == Instants.Never)
            declined.Fold(thread.AsOf, story.Closed, sign);
        if (story.Merged == Instants.Never)
            return;
        merged.Fold(thread.AsOf, story.Merged, sign);
        if (story.MergedByOpener && !thread.IsNobody(story.Opener))
            selfMerged.Fold(thread.AsOf, story.Merged, sign);
    }

    public IEnumerable<Sample> Report(Moment moment)
    {
        if (seen == 0)
            yield break;
        if (moment.Known.History)
            yield return Open.Of(open);
        for (var window = 0; window < Ages.Zones; window++)
        {
            if (!moment.Known.Covers(window))
                continue;
            var name = Window.All[window].Name;
            yield return Opened.Of(opened.In(window), name);
            yield return Merged.Of(merged.In(window), name);
            yield return Declined.Of(declined.In(window), name);
            yield return SelfMerged.Of(selfMerged.In(window), name);
        }
    }

    private static Metric Of(string name, string help, IReadOnlyList<string> guardrails, string source) =>
        Metric.Gauge(name, Unit.Items, help, Labels.Window) with
        {
            Indicator = guardrails.Count > 0 ? Indicator.Leading : Indicator.Guardrail,
            Gameable = guardrails.Count > 0,
            DefaultGuardrails = guardrails,
            Source = source,
        };
}

using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;

namespace DevRel.Models.Responsiveness;

/// <summary>How long the community's items take to be done, and how old what is open has grown.</summary>
internal sealed class Closing : IThreadModel
{
    public static readonly Metric TimeToClose = Metric.Gauge(
        "devrel_time_to_close_window_seconds",
        Unit.Seconds,
        "Time from opening to the last close of items that were closed within the window and are closed now; an accepted answer closes a question.",
        Labels.Stat,
        Labels.Window
    ) with
    {
        Indicator = Indicator.Lagging,
        Gameable = true,
        DefaultGuardrails = ["devrel_unanswered_threads", "devrel_open_item_age_seconds"],
        Source = "CHAOSS: Time to Close",
        Caveat = "Cohort by time of closing: cleaning up old items makes it worse, closing by machine makes it better.",
    };

    public static readonly Metric OpenAge = Metric.Gauge(
        "devrel_open_item_age_seconds",
        Unit.Seconds,
        "Age of the community's open issues, change requests and questions.",
        Labels.Stat
    ) with
    {
        Indicator = Indicator.Guardrail,
        Source = "CHAOSS: Issue Age",
    };

    public static IReadOnlyList<Metric> Metrics { get; } = [TimeToClose, OpenAge];

    private readonly Bag[] closed = [.. Enumerable.Range(0, Ages.Zones).Select(_ => new Bag())];
    private readonly OpenSince open = new();

    public void Fold(in ThreadView thread, int sign)
    {
        var story = thread.Story;
        if (
            !story.ByCommunity
            || !(story.Asks || story.Item is ThreadItem.Issue or ThreadItem.ChangeRequest or ThreadItem.Question)
        )
            return;
        if (story.IsOpen)
            open.Fold(story.Opened, sign);
        else if (Ages.Zone(thread.AsOf, story.Closed) is >= 0 and var zone)
            closed[zone].Fold(story.Closed - story.Opened, sign);
    }

    public IEnumerable<Sample> Report(Moment moment)
    {
        var samples = new List<Sample>();
        for (var window = 0; window < Ages.Zones; window++)
        {
            if (moment.Known.Covers(window))
                samples.AddRange(Stats.Of(TimeToClose, closed.AsSpan(0, window + 1), Window.All[window].Name));
        }

        if (moment.Known.History && open.Count > 0)
            samples.AddRange(OpenAges(moment.Instant));
        return samples;
    }

    private IEnumerable<Sample> OpenAges(int asOf)
    {
        yield return OpenAge.Of(Age(asOf, 0.5), "p50");
        yield return OpenAge.Of(Age(asOf, 0.9), "p90");
        yield return OpenAge.Of(asOf - (double)open.Sum / open.Count, "mean");
    }

    /// <summary>The older, the earlier opened: ranks of age run against those of time.</summary>
    private double Age(int asOf, double quantile)
    {
        var rank = quantile * (open.Count - 1);
        var below = (int)Math.Floor(rank);
        var low = (double)asOf - open.Value(open.Count - 1 - below);
        if (below + 1 == open.Count)
            return low;
        var high = (double)asOf - open.Value(open.Count - 2 - below);
        return low + (rank - below) * (high - low);
    }
}

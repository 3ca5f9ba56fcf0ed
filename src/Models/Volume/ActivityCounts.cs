using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Volume;

/// <summary>How much happened, by kind and by type of contribution: what the community and the nameless did; no team, no bots.</summary>
internal sealed class ActivityCounts : IRowModel
{
    public static readonly Metric Total = Metric.Counter(
        "devrel_activities_total",
        Unit.Activities,
        "Activities that this process saw happen; history that was imported never counts, and a restart begins at zero.",
        Labels.Source,
        Labels.Platform,
        Labels.Kind,
        Labels.MemberClass
    ) with
    {
        Gameable = true,
        DefaultGuardrails = ["devrel_active_members", "devrel_answer_concentration_ratio"],
        Source = "CHAOSS: Bot Activity",
        Caveat =
            "Counts what was seen live: after an outage what happened meanwhile and before the restart is missing; windowed gauges have it.",
    };

    public static readonly Metric InWindow = Metric.Gauge(
        "devrel_window_activities",
        Unit.Activities,
        "Activities of community members and of nameless accounts within the window, without team and bots.",
        Labels.Platform,
        Labels.Kind,
        Labels.Window
    ) with
    {
        Indicator = Indicator.Leading,
        Gameable = true,
        DefaultGuardrails = ["devrel_active_members", "devrel_unanswered_threads"],
        Source = "CHAOSS: Collaboration Platform Activity",
        Caveat = "Platforms count differently: compare a platform with its own past, never add platforms up.",
        DropOrder = 5,
    };

    public static readonly Metric ByContribution = Metric.Gauge(
        "devrel_contributions",
        Unit.Activities,
        "Contributions of community members within the window by type; types that no platform tells apart are absent.",
        Labels.Contribution,
        Labels.Window
    ) with
    {
        Indicator = Indicator.Leading,
        Gameable = true,
        DefaultGuardrails = ["devrel_change_requests_declined", "devrel_contributor_absence_factor"],
        Source = "CHAOSS: Types of Contributions",
        Caveat = "What leaves no trace on a platform (mentoring, organising, translating elsewhere) is not seen.",
    };

    public static IReadOnlyList<Metric> Metrics { get; } = [Total, InWindow, ByContribution];

    private const int Kinds = 64;
    private readonly int[][] counts = [.. Enumerable.Range(0, Ages.Zones).Select(_ => new int[16 * Kinds])];
    private ByZone merges;

    public void Fold(in RowOwner owner, ReadOnlySpan<Event> rows, int zone, int sign)
    {
        var dated = owner.IsDated;
        if (!dated && !IsCommunity(owner.Class))
            return;
        foreach (ref readonly var row in rows)
        {
            if (dated && !IsCommunity(owner.Person.ClassAt(row.At)))
                continue;
            var place = row.Origin * Kinds + (int)row.Kind;
            if (place >= counts[zone].Length)
                Array.Resize(ref counts[zone], (row.Origin + 1) * 2 * Kinds);
            counts[zone][place] += sign;
            if (row.Kind == ActivityKind.Commit && (row.Flags & EventFlags.Merge) != EventFlags.None)
                merges[zone] += sign;
        }
    }

    public IEnumerable<Sample> Report(Moment moment) => [.. Windowed(moment), .. Contributed(moment)];

    /// <summary>Human, or nobody that a platform names.</summary>
    public static bool IsCommunity(MemberClass memberClass) => memberClass is MemberClass.Human or MemberClass.Unknown;

    private IEnumerable<Sample> Windowed(Moment moment)
    {
        var series = moment
            .Community.Seen.Standing.GroupBy(seen => (Platform: moment.Names.Platform(seen.Origin), seen.Kind))
            .ToList();
        for (var window = 0; window < Ages.Zones; window++)
        {
            if (!moment.Known.Covers(window))
                continue;
            foreach (var origins in series)
            {
                var count = origins.Sum(seen => CountOf(seen.Origin, seen.Kind, window));
                yield return InWindow.Of(count, origins.Key.Platform, origins.Key.Kind.Name(), Window.All[window].Name);
            }
        }
    }

    private IEnumerable<Sample> Contributed(Moment moment)
    {
        var series = moment
            .Community.Seen.Standing.Where(seen => KindMeanings.Contribution(seen.Kind) is not null)
            .GroupBy(seen => KindMeanings.Contribution(seen.Kind)!)
            .ToList();
        for (var window = 0; window < Ages.Zones; window++)
        {
            if (!moment.Known.Covers(window))
                continue;
            foreach (var seen in series)
            {
                var count = seen.Sum(one => CountOf(one.Origin, one.Kind, window));
                if (seen.Key == "code")
                    count -= merges.In(window);
                yield return ByContribution.Of(count, seen.Key, Window.All[window].Name);
            }
        }
    }

    private int CountOf(ushort origin, ActivityKind kind, int window)
    {
        var (sum, place) = (0, origin * Kinds + (int)kind);
        for (var zone = 0; zone <= window; zone++)
            sum += place < counts[zone].Length ? counts[zone][place] : 0;
        return sum;
    }
}

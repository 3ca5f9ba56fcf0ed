using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Volume;

namespace DevRel.Models.Contributions;

/// <summary>When work happens: in bursts, outside working hours, in releases.</summary>
internal sealed class Rhythm : IRowModel
{
    /// <summary>The week looked at and those it is measured against: as much as 90 days surely hold.</summary>
    private const int Weeks = 12;

    public static readonly Metric Releases = Metric.Gauge(
        "devrel_releases",
        Unit.Items,
        "Releases published within the window, by whomever.",
        Labels.Window
    ) with
    {
        Indicator = Indicator.Lagging,
        Source = "CHAOSS: Release Frequency",
    };

    public static readonly Metric Burst = Metric.Gauge(
        "devrel_burst_score",
        Unit.Score,
        "Community activities of the last 7 whole UTC days less the mean of the 11 weeks before, in standard deviations of those (at least 1)."
    ) with
    {
        Source = "CHAOSS: Burstiness",
        Caveat = "Releases, events and holidays make bursts: annotate before alarming; above 2 is unusual.",
    };

    public static readonly Metric OffSchedule = Metric.Gauge(
        "devrel_off_schedule_activities",
        Unit.Activities,
        "Activities of people within the window outside the program's working hours or at weekends by the actor's own clock, where told.",
        Labels.Window
    ) with
    {
        Indicator = Indicator.Guardrail,
        Source = "CHAOSS: Activity Dates and Times",
        Caveat =
            "Only git tells the actor's clock, and volunteers work when others do not: watch the trend, not the level.",
    };

    public static IReadOnlyList<Metric> Metrics { get; } = [Releases, Burst, OffSchedule];

    private static readonly int FirstDay = Instants.DayOf(Instants.Always);
    private readonly int[] days = new int[Instants.DayOf(Instants.Never) - FirstDay + 1];
    private ByZone releases;
    private ByZone offSchedule;
    private ByZone clocked;

    public void Fold(in RowOwner owner, ReadOnlySpan<Event> rows, int zone, int sign)
    {
        var (dated, who) = (owner.IsDated, owner.Person);
        foreach (ref readonly var row in rows)
        {
            if (row.Kind == ActivityKind.Release)
                releases[zone] += sign;
            var memberClass = dated ? who.ClassAt(row.At) : owner.Class;
            if (memberClass is Members.MemberClass.Bot or Members.MemberClass.AiAgent)
                continue;
            if ((row.Flags & EventFlags.KnownClock) != EventFlags.None)
                clocked[zone] += sign;
            if ((row.Flags & EventFlags.OffSchedule) != EventFlags.None)
                offSchedule[zone] += sign;
            if (zone <= 2 && ActivityCounts.IsCommunity(memberClass))
                days[Instants.DayOf(row.At) - FirstDay] += sign;
        }
    }

    public IEnumerable<Sample> Report(Moment moment)
    {
        var releasing = moment.Community.Seen.Standing.Any(seen => seen.Kind == ActivityKind.Release);
        for (var window = 0; window < Ages.Zones; window++)
        {
            if (!moment.Known.Covers(window))
                continue;
            if (releasing)
                yield return Releases.Of(releases.In(window), Window.All[window].Name);
            if (clocked.In(window) > 0)
                yield return OffSchedule.Of(offSchedule.In(window), Window.All[window].Name);
        }

        if (moment.Known.Recent)
            yield return Burst.Of(Score(Instants.DayOf(moment.Instant)));
    }

    private double Score(int today)
    {
        Span<int> weeks = stackalloc int[Weeks];
        for (var week = 0; week < Weeks; week++)
        {
            for (var day = 1; day <= 7; day++)
                weeks[week] += days[today - 7 * week - day - FirstDay];
        }

        var (sum, squares) = (0, 0.0);
        foreach (var count in weeks[1..])
            sum += count;
        var mean = (double)sum / (Weeks - 1);
        foreach (var count in weeks[1..])
            squares += (count - mean) * (count - mean);
        return (weeks[0] - mean) / Math.Max(Math.Sqrt(squares / (Weeks - 1)), 1);
    }
}

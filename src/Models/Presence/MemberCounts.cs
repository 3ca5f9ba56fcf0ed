using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Presence;

/// <summary>How many members there are and how they come, stay and go. Persons, not accounts; the community alone unless a label says otherwise.</summary>
internal sealed class MemberCounts : IPersonModel
{
    /// <summary>Silence after which coming back is news (models.md: 90 days).</summary>
    private const int Absence = 90 * Instants.Day;

    /// <summary>Activities a year up to which a member comes by occasionally.</summary>
    private const int Occasional = 3;

    /// <summary>What makes two visits: a day apart within a week, a week within four, a month within the longer windows.</summary>
    private static readonly int[] Periods = [Instants.Day, 7 * Instants.Day, 30 * Instants.Day, 30 * Instants.Day];

    public static readonly Metric Members = Metric.Gauge(
        "devrel_members",
        Unit.Members,
        "Members who were ever active, by the class they have now; accounts of one person count once.",
        Labels.MemberClass
    ) with
    {
        Indicator = Indicator.Lagging,
        Gameable = true,
        DefaultGuardrails = ["devrel_active_members"],
        Source = "CHAOSS: Contributors",
        Caveat = "Can only grow, so it says nothing of health: read devrel_active_members beside it.",
    };

    public static readonly Metric Active = Metric.Gauge(
        "devrel_active_members",
        Unit.Members,
        "Distinct members who did anything within the window, by the class they have now.",
        Labels.Window,
        Labels.MemberClass
    ) with
    {
        Indicator = Indicator.Lagging,
        Gameable = true,
        DefaultGuardrails = ["devrel_first_response_window_seconds", "devrel_repeat_members"],
        Source = "CHAOSS: Contributors",
        Caveat = "A single reaction is activity: read devrel_repeat_members beside it.",
    };

    public static readonly Metric New = Of(
        "devrel_new_members",
        "Members whose first activity ever lies within the window; absent until history is complete.",
        Indicator.Leading,
        ["devrel_nday_retained_members", "devrel_orbit_gravity"],
        "CHAOSS: New Contributors",
        "Campaigns bring people who do not stay: read retention beside it."
    );

    public static readonly Metric Returning = Of(
        "devrel_returning_members",
        "Members active within the window whose first activity lies before it.",
        Indicator.Lagging,
        [],
        "ours",
        ""
    );

    public static readonly Metric Inactive = Of(
        "devrel_inactive_members",
        "Members who were ever active and did nothing within the window.",
        Indicator.Guardrail,
        [],
        "CHAOSS: Inactive Contributors",
        "Whoever comes by once a quarter is inactive in every shorter window."
    );

    public static readonly Metric Reactivated = Of(
        "devrel_reactivated_members",
        "Members who did something within the window after at least 90 days of silence.",
        Indicator.Leading,
        [],
        "ours",
        ""
    );

    public static readonly Metric OccasionalMembers = Of(
        "devrel_occasional_members",
        "Members active within the window who did at most 3 things in the last 365 days.",
        Indicator.Context,
        [],
        "CHAOSS: Occasional Contributors",
        "Newcomers are occasional until they do a fourth thing."
    );

    public static readonly Metric Repeat = Of(
        "devrel_repeat_members",
        "Members active at least twice within the window, a day apart in 7d, a week in 28d, 30 days in 90d and 365d.",
        Indicator.Lagging,
        [],
        "models: Repeat participation",
        ""
    );

    public static IReadOnlyList<Metric> Metrics { get; } =
    [Members, Active, New, Returning, Inactive, Reactivated, OccasionalMembers, Repeat];

    private static readonly int Classes = MemberClasses.All.Count;
    private readonly int[] members = new int[Classes];
    private readonly int[] active = new int[Classes * Ages.Zones];
    private ByZone fresh;
    private ByZone returning;
    private ByZone inactive;
    private ByZone reactivated;
    private ByZone occasional;
    private ByZone repeat;

    public void Fold(in PersonView person, int sign)
    {
        members[(int)person.Class] += sign;
        for (var window = 0; window < Ages.Zones; window++)
        {
            if (person.IsActive(window))
                active[(int)person.Class * Ages.Zones + window] += sign;
            if (person.Class == MemberClass.Human)
                FoldHuman(person, window, sign);
        }
    }

    public IEnumerable<Sample> Report(Moment moment)
    {
        foreach (var memberClass in MemberClasses.All)
        {
            if (moment.Known.History)
                yield return Members.Of(members[(int)memberClass], memberClass.Name());
            for (var window = 0; window < Ages.Zones; window++)
            {
                if (moment.Known.Covers(window))
                    yield return Active.Of(
                        active[(int)memberClass * Ages.Zones + window],
                        Window.All[window].Name,
                        memberClass.Name()
                    );
            }
        }

        for (var window = 0; window < Ages.Zones; window++)
        {
            foreach (var sample in OfWindow(moment.Known, window))
                yield return sample;
        }
    }

    private IEnumerable<Sample> OfWindow(Known known, int window)
    {
        var name = Window.All[window].Name;
        if (known.Covers(window))
            yield return Repeat.Of(repeat[window], name);
        if (!known.History)
            yield break;
        yield return New.Of(fresh[window], name);
        yield return Returning.Of(returning[window], name);
        yield return Inactive.Of(inactive[window], name);
        yield return Reactivated.Of(reactivated[window], name);
        yield return OccasionalMembers.Of(occasional[window], name);
    }

    private void FoldHuman(in PersonView person, int window, int sign)
    {
        if (!person.IsActive(window))
        {
            inactive[window] += sign;
            return;
        }

        var start = person.Start(window);
        if (start == 0)
            fresh[window] += sign;
        else
            returning[window] += sign;
        if (CameBack(person, start))
            reactivated[window] += sign;
        if (person.Count(3) <= Occasional)
            occasional[window] += sign;
        if (person.Last - person.Events[start].At >= Periods[window])
            repeat[window] += sign;
    }

    /// <summary>Whether an event at or after <paramref name="start"/> follows a silence; strides over dense stretches.</summary>
    private static bool CameBack(in PersonView person, int start)
    {
        var events = person.Events;
        var last = Math.Max(start - 1, 0);
        while (last + 1 < events.Length)
        {
            if (events[last + 1].At - events[last].At >= Absence)
                return true;
            // Everything up to here lies within one stretch shorter than the silence looked for.
            var next = person.IndexOf(events[last].At + Absence) - 1;
            if (next == events.Length - 1)
                return false;
            last = next;
        }

        return false;
    }

    private static Metric Of(
        string name,
        string help,
        Indicator indicator,
        IReadOnlyList<string> guardrails,
        string source,
        string caveat
    ) =>
        Metric.Gauge(name, Unit.Members, help, Labels.Window) with
        {
            Indicator = indicator,
            Gameable = guardrails.Count > 0,
            DefaultGuardrails = guardrails,
            Source = source,
            Caveat = caveat,
        };
}

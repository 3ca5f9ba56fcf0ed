using System.Globalization;
using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Orbit;

/// <summary>
/// Orbit: who is how deep in, and which way the community drifts. Levels are those of <see cref="OrbitPlacement"/> at an instant, over the
/// look-back of <see cref="OrbitInstants"/>.
/// <list type="bullet">
/// <item>Only humans of today count, by what they did while off the team. Who has nothing within the look-back is dormant: in no level, not "exploring".</item>
/// <item>A transition compares a member's level at the start of a window with the one now; <c>none</c> stands for not placed. The pair
/// (none, none) is left out.</item>
/// <item>Gravity = Σ over members placed at the window's start of (commitment now - commitment then) / their number; who left counts with 0
/// now, newcomers do not count, so that bought sign-ups cannot move it. Commitment is the square of the level's weight (10, 7, 4, 1).
/// Absent without such members, and for the 2020 edition, whose gravity needs reach.</item>
/// <item>Growth slots of a level: members who rose from it within 28 days, the places they left. None rises from level 1.</item>
/// <item>Absent until history reaches past look-back and window; what is dropped at a checkpoint is said in <see cref="OrbitInstants"/>.</item>
/// </list>
/// </summary>
public sealed class OrbitModel : IPersonModel
{
    private const int Levels = 5;
    private const string None = "none";
    private const string Edition = "Orbit 2022";

    private static readonly string[] LevelNames = [None, "1", "2", "3", "4"];
    private static readonly Label FromLevel = new(Labels.From.Name, LevelNames);
    private static readonly Label ToLevel = new(Labels.To.Name, LevelNames);

    public static readonly Metric Members = Metric.Gauge(
        "devrel_orbit_members",
        Unit.Members,
        "Humans by orbit level (1 leading, 2 contributing, 3 participating, 4 exploring), by what they did within the look-back before the last start of a month; dormant members are in none.",
        Labels.OrbitLevel
    ) with
    {
        Indicator = Indicator.Leading,
        Gameable = true,
        DefaultGuardrails = ["devrel_orbit_gravity", "devrel_nday_retained_members"],
        Source = Edition,
        Caveat =
            "Levels follow the weights of activities, so they compare a community with its own past and not with another.",
    };

    public static readonly Metric Transitions = Metric.Gauge(
        "devrel_orbit_transitions",
        Unit.Members,
        "Humans by orbit level at the start of the window and now; none stands for dormant or not yet seen.",
        FromLevel,
        ToLevel,
        Labels.Window
    ) with
    {
        Indicator = Indicator.Leading,
        Source = Edition,
        Caveat = "Levels fall at the start of a month alone, so moves down gather there.",
    };

    public static readonly Metric GravityChange = Metric.Gauge(
        "devrel_orbit_gravity",
        Unit.Number,
        "Change of weighted commitment per member over the window, over the members placed at its start; newcomers do not count, who left counts as zero.",
        Labels.Window
    ) with
    {
        Indicator = Indicator.Leading,
        Source = Edition,
        Caveat = "One member of a small community moves it much; read it with the number of members.",
    };

    public static readonly Metric Commitment = Metric.Gauge(
        "devrel_orbit_weighted_commitment",
        Unit.Number,
        "Sum over members of the square of their orbit level's weight (10, 7, 4, 1 from level 1 to 4)."
    ) with
    {
        Indicator = Indicator.Context,
        Source = Edition,
        Caveat = "Grows with the number of members; devrel_orbit_gravity does not.",
    };

    public static readonly Metric GrowthSlots = Metric.Gauge(
        "devrel_orbit_growth_slots",
        Unit.Members,
        "Members who rose from the orbit level within 28 days: how many newcomers it can take up again.",
        Labels.OrbitLevel
    ) with
    {
        Indicator = Indicator.Leading,
        Source = Edition,
    };

    public static IReadOnlyList<Metric> Metrics { get; } =
    [Members, Transitions, GravityChange, Commitment, GrowthSlots];

    private static readonly int MonthlyWindow = IndexOf(Window.Days28);

    private readonly bool enabled;
    private readonly bool edition2020;
    private readonly OrbitInstants instants;
    private readonly OrbitPlacement placement;
    private readonly TimeSpan lookback;

    /// <summary>Members by window, level at its start, level now.</summary>
    private readonly long[] moved = new long[Window.All.Count * Levels * Levels];

    public OrbitModel(ProgramInputs inputs)
    {
        var spec = inputs.Program.Spec;
        var calendar = ProgramCalendar.Of(spec.TimeZone);
        enabled = spec.Models.Orbit.Enabled;
        edition2020 = spec.Models.Orbit.Version == "2020";
        lookback = spec.Models.Orbit.Lookback;
        instants = new OrbitInstants(calendar, lookback);
        placement = new OrbitPlacement(calendar, OrbitWeights.Table(spec.Models.Orbit), edition2020);
    }

    public int Epoch(int instant) => enabled ? instants.Epoch(instant) : 0;

    public void Fold(in PersonView person, int sign)
    {
        if (!enabled || person.Class != MemberClass.Human)
            return;
        Span<int> levels = stackalloc int[OrbitInstants.Count];
        if (CommunityWork.IsAll(person))
            Place(person, levels);
        else
            PlaceApart(person, CommunityWork.Of(person), levels);
        for (var window = 0; window < Window.All.Count; window++)
            moved[Index(window, levels[window + 1], levels[0])] += sign;
    }

    public IEnumerable<Sample> Report(Moment moment)
    {
        if (!enabled || !Covers(moment.Known, TimeSpan.Zero))
            return [];
        return
        [
            .. Now(),
            .. Window.All.SelectMany((window, index) => Since(index, Covers(moment.Known, window.Length))),
        ];
    }

    /// <summary>
    /// Levels now and at the start of each window. Neighbours mostly see the same events, so each is placed only when they differ; look-backs begin
    /// ever earlier, so each is found before the one before it.
    /// </summary>
    private void Place(in PersonView person, Span<int> levels)
    {
        var starts = instants.Starts(person.AsOf);
        if (person.Last < starts[^1])
        {
            levels.Clear();
            return;
        }

        var (from, to) = (person.Events.Length, -1);
        for (var i = 0; i < levels.Length; i++)
        {
            var end = i == 0 ? person.Events.Length : person.Start(i - 1);
            var start =
                i > 0 && starts[i] == starts[i - 1] ? from : Timeline.LowerBound(person.Events[..from], starts[i]);
            levels[i] =
                i > 0 && (start, end) == (from, to) ? levels[i - 1] : placement.Level(person.Events[start..end]);
            (from, to) = (start, end);
        }
    }

    private void PlaceApart(in PersonView person, ReadOnlySpan<Event> events, Span<int> levels)
    {
        var starts = instants.Starts(person.AsOf);
        for (var i = 0; i < levels.Length; i++)
        {
            var end = i == 0 ? Instants.Never : Instants.Before(person.AsOf, Instants.Windows[i - 1]);
            var to = Timeline.LowerBound(events, end);
            levels[i] = placement.Level(events[Timeline.LowerBound(events[..to], starts[i])..to]);
        }
    }

    private IEnumerable<Sample> Now()
    {
        var members = Enumerable.Range(0, Levels).Select(level => MovedTo(window: 0, level)).ToArray();
        for (var level = 1; level < Levels; level++)
            yield return Members.Of(members[level], LevelNames[level]);
        if (!edition2020)
            yield return Commitment.Of(Gravity.WeightedCommitment(members));
    }

    private IEnumerable<Sample> Since(int window, bool covered)
    {
        if (!covered)
            yield break;
        for (var from = 0; from < Levels; from++)
        {
            for (var to = from == 0 ? 1 : 0; to < Levels; to++)
                yield return Transitions.Of(
                    moved[Index(window, from, to)],
                    LevelNames[from],
                    LevelNames[to],
                    Window.All[window].Name
                );
        }

        if (GravityOver(window) is { } gravity && !edition2020)
            yield return GravityChange.Of(gravity, Window.All[window].Name);
        for (var level = 2; window == MonthlyWindow && level < Levels; level++)
            yield return GrowthSlots.Of(RisenFrom(window, level), level.ToString(CultureInfo.InvariantCulture));
    }

    private double? GravityOver(int window)
    {
        var (before, after, members) = (0L, 0L, 0L);
        for (var from = 1; from < Levels; from++)
        {
            for (var to = 0; to < Levels; to++)
            {
                var count = moved[Index(window, from, to)];
                before += count * Gravity.Commitment(from);
                after += count * Gravity.Commitment(to);
                members += count;
            }
        }

        return Gravity.Of(before, after, members);
    }

    private long MovedTo(int window, int to) => Enumerable.Range(0, Levels).Sum(from => moved[Index(window, from, to)]);

    private long RisenFrom(int window, int level) =>
        Enumerable.Range(1, level - 1).Sum(to => moved[Index(window, level, to)]);

    /// <summary>A level looks back from the last start of a month; a window's start looks back from its own.</summary>
    private bool Covers(Known known, TimeSpan ago) =>
        ago + lookback + TimeSpan.FromDays(32) <= Window.Days90.Length ? known.Recent : known.History;

    private static int Index(int window, int from, int to) => (((window * Levels) + from) * Levels) + to;

    private static int IndexOf(Window window)
    {
        for (var i = 0; i < Window.All.Count; i++)
        {
            if (Window.All[i] == window)
                return i;
        }

        throw new InvalidOperationException($"{window.Name} is no window");
    }
}

using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Presence;

/// <summary>
/// Active members by where they are and what they are part of. Refreshed at the start of each UTC day, and small groups hidden, so that
/// neither two pages of a day nor two numbers of a page tell of a single member.
/// </summary>
internal sealed class MemberSplits(int minimumGroupSize) : IPersonModel
{
    public static readonly Metric ByGeo = Metric.Gauge(
        "devrel_active_members_by_geo",
        Unit.Members,
        "Active community members by UN M49 subregion, as of the start of the UTC day; groups below the minimum size are in other.",
        Labels.Geo,
        Labels.Window
    ) with
    {
        Source = "CHAOSS: Contributor Location",
        Caveat = "Most profiles say nothing: read devrel_geo_known_members beside it.",
        Grade = "B",
        SplitsPeople = true,
        DropOrder = 4,
    };

    public static readonly Metric ByVertical = Metric.Gauge(
        "devrel_active_members_by_vertical",
        Unit.Members,
        "Active community members by vertical, as of the start of the UTC day; groups below the minimum size are in other.",
        Labels.Vertical,
        Labels.Window
    ) with
    {
        Caveat = "Derived from e-mail domains and declared affiliations: read devrel_vertical_known_members beside it.",
        Grade = "B",
        SplitsPeople = true,
        DropOrder = 3,
    };

    public static readonly Metric GeoKnown = Metric.Gauge(
        "devrel_geo_known_members",
        Unit.Members,
        "Community members ever active whose subregion is known: the coverage of every split by geo."
    );

    public static readonly Metric VerticalKnown = Metric.Gauge(
        "devrel_vertical_known_members",
        Unit.Members,
        "Community members ever active whose vertical is known: the coverage of every split by vertical."
    );

    public static readonly Metric Suppressed = Metric.Gauge(
        "devrel_suppressed_groups",
        Unit.Number,
        "Values of a family that are hidden in other because their group is smaller than the program's minimumGroupSize.",
        Labels.Family
    );

    public static IReadOnlyList<Metric> Metrics { get; } = [ByGeo, ByVertical, GeoKnown, VerticalKnown, Suppressed];

    private readonly Dictionary<string, int[]> byGeo = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> byVertical = new(StringComparer.Ordinal);
    private int geoKnown;
    private int verticalKnown;

    public void Fold(in PersonView person, int sign)
    {
        var (day, who) = (person.Day, person.Person);
        if (person.First >= day || who.ClassAt(day) != MemberClass.Human)
            return;
        geoKnown += who.Geo == "unknown" ? 0 : sign;
        var sector = who.VerticalAt(day);
        verticalKnown += sector == "unknown" ? 0 : sign;
        var last = person.Events[person.IndexOf(day) - 1].At;
        if (last < Instants.Before(day, Instants.Lengths[^1]))
            return;
        var (geo, vertical) = (Group(byGeo, who.Geo), Group(byVertical, sector));
        for (var window = 0; window < Ages.Zones; window++)
        {
            if (last < Instants.Before(day, Instants.Lengths[window]))
                continue;
            geo[window] += sign;
            vertical[window] += sign;
        }
    }

    public IEnumerable<Sample> Report(Moment moment)
    {
        // Windows are hidden for one another's sake, so they appear together.
        if (!moment.Known.History)
            yield break;
        yield return GeoKnown.Of(geoKnown);
        yield return VerticalKnown.Of(verticalKnown);
        foreach (var (metric, groups) in new[] { (ByGeo, byGeo), (ByVertical, byVertical) })
        {
            var present = groups
                .Where(group => group.Value.Any(count => count > 0))
                .ToDictionary(group => group.Key, group => group.Value, StringComparer.Ordinal);
            var (shown, hidden) = SmallGroups.Publish(present, Ages.Zones, minimumGroupSize);
            foreach (var (group, window, count) in shown)
                yield return metric.Of(count, group, Window.All[window].Name);
            yield return Suppressed.Of(hidden, metric.Name);
        }
    }

    private static int[] Group(Dictionary<string, int[]> groups, string name)
    {
        if (!groups.TryGetValue(name, out var counts))
            groups.Add(name, counts = new int[Ages.Zones]);
        return counts;
    }
}

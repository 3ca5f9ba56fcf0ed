using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Contributions;

/// <summary>On how few people and organisations the work hangs. Team and community together: employees leave too. No bots.</summary>
internal sealed class Dependence : IRowModel
{
    public static readonly Metric AbsenceFactor = Metric.Gauge(
        "devrel_contributor_absence_factor",
        Unit.Members,
        "Fewest people, team included, whose contributions within the window are at least half of all; low means dependent on few.",
        Labels.Window
    ) with
    {
        Indicator = Indicator.Lagging,
        Source = "CHAOSS: Contributor Absence Factor",
        Caveat = "Contributions of all types weigh the same; exactly half is enough.",
    };

    public static readonly Metric ElephantFactor = Metric.Gauge(
        "devrel_elephant_factor",
        Unit.Number,
        "Fewest organisations whose people made at least half of the affiliated contributions within the window; low means dependent on few.",
        Labels.Window
    ) with
    {
        Indicator = Indicator.Lagging,
        Source = "CHAOSS: Elephant Factor",
        Caveat =
            "Of affiliated people only: read devrel_affiliated_members beside it; the published prose has high and low reversed.",
    };

    public static readonly Metric Organizations = Metric.Gauge(
        "devrel_active_organizations",
        Unit.Number,
        "Distinct organisations whose people contributed within the window.",
        Labels.Window
    ) with
    {
        Indicator = Indicator.Lagging,
        Source = "CHAOSS: Organizational Diversity",
    };

    public static readonly Metric TopShare = Metric.Gauge(
        "devrel_organization_top_share_ratio",
        Unit.Ratio,
        "Share of the affiliated contributions within the window that came from people of the largest organisation.",
        Labels.Window
    ) with
    {
        Indicator = Indicator.Guardrail,
        Source = "CHAOSS: Organizational Diversity",
    };

    public static IReadOnlyList<Metric> Metrics { get; } = [AbsenceFactor, ElephantFactor, Organizations, TopShare];

    private readonly Shares people = new();
    private readonly Shares organizations = new();
    private readonly Dictionary<IdentityHash, int> numbers = [];

    public void Fold(in RowOwner owner, ReadOnlySpan<Event> rows, int zone, int sign)
    {
        if (owner.IsNobody || !IsPerson(owner.Class))
            return;
        var (count, dated) = (0, owner.IsDated);
        foreach (ref readonly var row in rows)
        {
            if (!KindMeanings.IsContribution(row))
                continue;
            count++;
            if (dated && owner.Person.OrganizationAt(row.At) is { } organization)
                organizations.Add(Number(organization), zone, sign);
        }

        people.Add(owner.Index, zone, sign * count);
    }

    public IEnumerable<Sample> Report(Moment moment)
    {
        for (var window = 0; window < Ages.Zones; window++)
        {
            if (!moment.Known.Covers(window))
                continue;
            var name = Window.All[window].Name;
            if (people.Total(window) > 0)
                yield return AbsenceFactor.Of(people.FewestForHalf(window), name);
            yield return Organizations.Of(organizations.Bodies(window), name);
            if (organizations.Total(window) is not (> 0 and var total))
                continue;
            yield return ElephantFactor.Of(organizations.FewestForHalf(window), name);
            yield return TopShare.Of((double)organizations.Largest(window) / total, name);
        }
    }

    private static bool IsPerson(MemberClass memberClass) => memberClass is MemberClass.Human or MemberClass.Team;

    private int Number(IdentityHash organization)
    {
        if (!numbers.TryGetValue(organization, out var number))
            numbers.Add(organization, number = numbers.Count);
        return number;
    }
}

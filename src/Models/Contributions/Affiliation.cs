using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Contributions;

/// <summary>Of how many people the organisation is known: the coverage of every figure about organisations.</summary>
internal sealed class Affiliation : IPersonModel
{
    public static readonly Metric Affiliated = Metric.Gauge(
        "devrel_affiliated_members",
        Unit.Members,
        "Community members ever active whose organisation is known now."
    ) with
    {
        Source = "CHAOSS: Organizational Diversity",
    };

    public static IReadOnlyList<Metric> Metrics { get; } = [Affiliated];

    private int affiliated;

    public void Fold(in PersonView person, int sign)
    {
        if (
            person.IsDated
            && person.Class == MemberClass.Human
            && person.Person.OrganizationAt(person.AsOf) is not null
        )
            affiliated += sign;
    }

    public IEnumerable<Sample> Report(Moment moment) => moment.Known.History ? [Affiliated.Of(affiliated)] : [];
}

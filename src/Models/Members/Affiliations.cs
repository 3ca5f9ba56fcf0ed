using DevRel.Activities;
using DevRel.Models.Engine;

namespace DevRel.Models.Members;

/// <summary>How it is known where a person belongs, the surest first.</summary>
public enum AffiliationRule : byte
{
    /// <summary>members.identities.affiliations names the account.</summary>
    Account = 1,

    /// <summary>members.identities.affiliations names the e-mail domain.</summary>
    Domain = 2,

    /// <summary>members.teamDomains holds the e-mail domain.</summary>
    TeamDomain = 3,

    /// <summary>The profile names an organisation.</summary>
    Profile = 4,
}

/// <summary>One affiliation of the identities file, hashed.</summary>
/// <param name="Index">Place in the file.</param>
/// <param name="Vertical">Null where it says none.</param>
internal sealed record DeclaredAffiliation(
    int Index,
    int From,
    int To,
    IdentityHash Organization,
    bool Team,
    string? Vertical,
    AffiliationRule Rule
)
{
    public bool Covers(int instant) => From <= instant && instant < To;
}

/// <summary>Where a person belonged for a time, and how that is known.</summary>
public sealed record AffiliationSpan(Belonging Belonging, AffiliationRule Rule);

/// <summary>
/// Spans without overlap, ascending, from declarations that may overlap. At each instant the surest rule wins (an account before its e-mail
/// domain, a declaration before <c>teamDomains</c> before the profile); among equals the one that began last, then the one written last.
/// Moments that no span covers are those of an unknown organisation.
/// </summary>
internal static class Affiliations
{
    /// <summary>The organisation of whoever is on the team by e-mail domain alone: one, whatever its domains.</summary>
    public static readonly IdentityHash OwnOrganization = new(1);

    public static IReadOnlyList<AffiliationSpan> Spans(
        IReadOnlyCollection<DeclaredAffiliation> declared,
        bool inTeamDomain,
        IdentityHash? profile
    )
    {
        var otherwise = Otherwise(inTeamDomain, profile);
        if (declared.Count == 0)
            return otherwise is null ? [] : [otherwise];
        var spans = new List<AffiliationSpan>();
        var boundaries = Boundaries(declared);
        for (var i = 0; i + 1 < boundaries.Length; i++)
        {
            if ((At(declared, boundaries[i]) ?? otherwise) is { } span)
                Append(spans, span, boundaries[i], boundaries[i + 1]);
        }

        return spans;
    }

    /// <summary>Two declarations of one rank name different organisations for the same moment.</summary>
    public static bool Conflict(IReadOnlyCollection<DeclaredAffiliation> declared) =>
        declared.Any(one =>
            declared.Any(other =>
                one.Index < other.Index
                && one.Rule == other.Rule
                && one.Organization != other.Organization
                && one.From < other.To
                && other.From < one.To
            )
        );

    private static int[] Boundaries(IEnumerable<DeclaredAffiliation> declared) =>
        [
            .. declared
                .SelectMany(affiliation => new[] { affiliation.From, affiliation.To })
                .Append(Instants.Always)
                .Append(Instants.Never)
                .Distinct()
                .Order(),
        ];

    private static AffiliationSpan? At(IEnumerable<DeclaredAffiliation> declared, int instant)
    {
        var winner = declared
            .Where(affiliation => affiliation.Covers(instant))
            .OrderBy(affiliation => affiliation.Rule)
            .ThenByDescending(affiliation => affiliation.From)
            .ThenByDescending(affiliation => affiliation.Index)
            .FirstOrDefault();
        return winner is null
            ? null
            : new AffiliationSpan(
                new Belonging(winner.Organization, winner.Team) { Vertical = winner.Vertical },
                winner.Rule
            );
    }

    private static void Append(List<AffiliationSpan> spans, AffiliationSpan span, int from, int to)
    {
        var next = span with { Belonging = span.Belonging with { From = from, To = to } };
        if (spans.Count > 0 && spans[^1] is var last && last.Belonging.To == from)
        {
            var longer = last with { Belonging = last.Belonging with { To = to } };
            if (longer == next with { Belonging = next.Belonging with { From = last.Belonging.From } })
            {
                spans[^1] = longer;
                return;
            }
        }

        spans.Add(next);
    }

    private static AffiliationSpan? Otherwise(bool inTeamDomain, IdentityHash? profile) =>
        inTeamDomain ? new AffiliationSpan(new Belonging(OwnOrganization, Team: true), AffiliationRule.TeamDomain)
        : profile is { } organization
            ? new AffiliationSpan(new Belonging(organization, Team: false), AffiliationRule.Profile)
        : null;
}

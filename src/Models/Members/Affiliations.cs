using DevRel.Activities;

namespace DevRel.Models.Members;

/// <summary>How an organisation is known, the surest first.</summary>
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

    /// <summary>Nobody says.</summary>
    Unknown = 5,
}

/// <summary>
/// Where a person belonged from one instant until the next span begins. The spans of a person cover all time, the first from
/// <see cref="long.MinValue"/>.
/// </summary>
/// <param name="From">UTC ticks, inclusive.</param>
/// <param name="Organization">Null: unknown.</param>
/// <param name="Vertical">Index into <see cref="Verticals.Values"/>; 0 where the affiliation says none.</param>
public readonly record struct AffiliationSpan(
    long From,
    IdentityHash? Organization,
    bool Team,
    byte Vertical,
    AffiliationRule Rule
);

/// <summary>One affiliation of the identities file, hashed; half-open in UTC ticks.</summary>
internal sealed record DeclaredAffiliation(
    int Index,
    long From,
    long To,
    IdentityHash Organization,
    bool Team,
    byte Vertical,
    AffiliationRule Rule
)
{
    public bool Covers(long ticks) => From <= ticks && ticks < To;
}

/// <summary>
/// Spans from declarations that may overlap. At each instant the surest rule wins (an account before its e-mail domain, a declaration
/// before <c>teamDomains</c> before the profile); among equals the one that began last, then the one written last.
/// </summary>
internal static class Affiliations
{
    public static readonly IReadOnlyList<AffiliationSpan> None = [UnknownSpan(long.MinValue)];

    /// <summary>The organisation of whoever is on the team by e-mail domain alone: one, whatever its domains.</summary>
    public static readonly IdentityHash OwnOrganization = new(1);

    public static IReadOnlyList<AffiliationSpan> Spans(
        IReadOnlyCollection<DeclaredAffiliation> declared,
        bool inTeamDomain,
        IdentityHash? profile
    )
    {
        var otherwise = Fallback(inTeamDomain, profile);
        if (declared.Count == 0)
            return otherwise.Rule == AffiliationRule.Unknown ? None : [otherwise];
        var spans = new List<AffiliationSpan>();
        foreach (var from in Boundaries(declared))
        {
            var span = At(declared, from) ?? otherwise with { From = from };
            if (spans.Count == 0 || spans[^1] with { From = from } != span)
                spans.Add(span);
        }

        return spans;
    }

    public static AffiliationSpan At(IReadOnlyList<AffiliationSpan> spans, long ticks)
    {
        var index = spans.Count - 1;
        while (index > 0 && spans[index].From > ticks)
            index--;
        return spans[index];
    }

    /// <summary>Two declarations of one rank that name different organisations for the same moment.</summary>
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

    private static IEnumerable<long> Boundaries(IReadOnlyCollection<DeclaredAffiliation> declared) =>
        declared
            .SelectMany(affiliation => new[] { affiliation.From, affiliation.To })
            .Append(long.MinValue)
            .Where(ticks => ticks < long.MaxValue)
            .Distinct()
            .Order();

    private static AffiliationSpan? At(IEnumerable<DeclaredAffiliation> declared, long ticks)
    {
        var winner = declared
            .Where(affiliation => affiliation.Covers(ticks))
            .OrderBy(affiliation => affiliation.Rule)
            .ThenByDescending(affiliation => affiliation.From)
            .ThenByDescending(affiliation => affiliation.Index)
            .FirstOrDefault();
        return winner is null
            ? null
            : new AffiliationSpan(ticks, winner.Organization, winner.Team, winner.Vertical, winner.Rule);
    }

    private static AffiliationSpan Fallback(bool inTeamDomain, IdentityHash? profile) =>
        inTeamDomain
            ? new AffiliationSpan(long.MinValue, OwnOrganization, Team: true, Vertical: 0, AffiliationRule.TeamDomain)
        : profile is { } organization
            ? new AffiliationSpan(long.MinValue, organization, Team: false, Vertical: 0, AffiliationRule.Profile)
        : UnknownSpan(long.MinValue);

    private static AffiliationSpan UnknownSpan(long from) =>
        new(from, Organization: null, Team: false, Vertical: 0, AffiliationRule.Unknown);
}

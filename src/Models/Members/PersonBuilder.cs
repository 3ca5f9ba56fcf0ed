using DevRel.Activities;
using DevRel.Models.Engine;

namespace DevRel.Models.Members;

/// <summary>
/// What is known of a person, from the accounts together. Where sources differ the surer one is taken, and among equals the first by
/// account id and source name:
/// <code>
///   geo        identities file, profile, attribution of the source an account was first seen at, unknown
///   vertical   identities file, affiliation of the moment, class of e-mail domain, attribution as above, unknown
///   belongs    identities file by account, by e-mail domain, teamDomains, profile, unknown
/// </code>
/// </summary>
internal sealed class PersonBuilder(DeclaredMembers declared)
{
    /// <param name="accounts">By ascending id, at least one; all robots or none.</param>
    public Person Build(IReadOnlyList<Account> accounts)
    {
        var spans = Spans(accounts);
        var rule = Rule(accounts, spans);
        var attributes = Attributes(accounts);
        var attribution = Attribution(accounts);
        var geo = FirstKnown(attributes.Geo, ProfileGeo(accounts), attribution.Geo);
        var vertical = FirstKnown(attributes.Vertical, DomainVertical(accounts), attribution.Vertical);
        return new Person
        {
            Id = accounts[0].Id,
            Class = rule.Class(),
            Belongings = Belongings(spans, overridden: attributes.Vertical != 0),
            Geo = Geography.Values[geo],
            Vertical = Verticals.Values[vertical],
        };
    }

    /// <summary>
    /// The rule at moments off the team. A robot is what its first account by rule is; a person is unknown only when every account is, and
    /// no affiliation says that somebody knows them.
    /// </summary>
    public static ClassRule Rule(IReadOnlyList<Account> accounts, IReadOnlyList<AffiliationSpan> spans)
    {
        var rule = accounts[0].Verdict;
        for (var i = 1; i < accounts.Count; i++)
        {
            // The later rules say less, but for Person, which is sure of more than the two before it.
            var next = accounts[i].Verdict;
            var known = rule.Class() != MemberClass.Unknown;
            if (known == (next.Class() != MemberClass.Unknown) ? next < rule : !known)
                rule = next;
        }

        var employed = spans.Any(span => span.Belonging.Team);
        return rule.Class() == MemberClass.Unknown && employed ? ClassRule.Person : rule;
    }

    public IReadOnlyList<AffiliationSpan> Spans(IReadOnlyList<Account> accounts)
    {
        var domains = Domains(accounts);
        return Affiliations.Spans(
            Declared(accounts, domains),
            declared.InTeamDomain(domains),
            ProfileOrganization(accounts)
        );
    }

    public bool HasConflict(IReadOnlyList<Account> accounts) =>
        Affiliations.Conflict(Declared(accounts, Domains(accounts)));

    private IReadOnlyCollection<DeclaredAffiliation> Declared(
        IReadOnlyList<Account> accounts,
        IReadOnlyList<IdentityHash> domains
    )
    {
        var found = declared.AffiliationsOf(accounts.SelectMany(account => account.Tokens), domains);
        return found.Count == 0 ? found : [.. found.Distinct()];
    }

    private DeclaredAttributes Attributes(IReadOnlyList<Account> accounts) =>
        declared.AttributesOf(accounts.SelectMany(account => account.Tokens));

    private DeclaredAttributes Attribution(IReadOnlyList<Account> accounts)
    {
        var found = DeclaredAttributes.None;
        foreach (var account in accounts)
        {
            var next = declared.AttributionOf(account.FirstSource);
            found = new DeclaredAttributes(
                0,
                FirstKnown(found.Geo, next.Geo),
                FirstKnown(found.Vertical, next.Vertical)
            );
        }

        return found;
    }

    private static IReadOnlyList<Belonging> Belongings(IReadOnlyList<AffiliationSpan> spans, bool overridden) =>
        spans.Count == 0
            ? []
            : [.. spans.Select(span => overridden ? span.Belonging with { Vertical = null } : span.Belonging)];

    private static IReadOnlyList<IdentityHash> Domains(IReadOnlyList<Account> accounts)
    {
        List<IdentityHash>? found = null;
        foreach (var account in accounts)
        {
            foreach (var fact in account.Facts)
            {
                if (fact.EmailDomain is { } domain && found?.Contains(domain) != true)
                    (found ??= []).Add(domain);
            }
        }

        return found ?? (IReadOnlyList<IdentityHash>)[];
    }

    private static IdentityHash? ProfileOrganization(IReadOnlyList<Account> accounts)
    {
        foreach (var account in accounts)
        {
            foreach (var fact in account.Facts)
            {
                if (fact.Organization is { } organization)
                    return organization;
            }
        }

        return null;
    }

    private static byte ProfileGeo(IReadOnlyList<Account> accounts)
    {
        foreach (var account in accounts)
        {
            foreach (var fact in account.Facts)
            {
                if (fact.Geo is not null && Geography.TryIndex(fact.Geo, out var geo) && geo != 0)
                    return geo;
            }
        }

        return 0;
    }

    private static byte DomainVertical(IReadOnlyList<Account> accounts)
    {
        var found = (byte)0;
        foreach (var account in accounts)
        {
            foreach (var fact in account.Facts)
            {
                if (fact.EmailDomainClass == EmailDomainClass.Academic)
                    return Verticals.Academia;
                if (fact.EmailDomainClass == EmailDomainClass.PublicSector)
                    found = Verticals.PublicSector;
            }
        }

        return found;
    }

    private static byte FirstKnown(byte first, byte second, byte third = 0) =>
        first != 0 ? first
        : second != 0 ? second
        : third;
}

using DevRel.Activities;

namespace DevRel.Models.Members;

/// <summary>
/// What is known of a person, from the accounts together. Where sources differ the surer one is taken, and among equals the first by
/// account id and source name:
/// <code>
///   geo        identities file, profile, source of the first activity, unknown
///   vertical   identities file, affiliation of the moment, class of e-mail domain, source of the first activity, unknown
///   belongs    identities file by account, by e-mail domain, teamDomains, profile, unknown
/// </code>
/// </summary>
internal sealed class PersonBuilder(DeclaredMembers declared)
{
    /// <param name="accounts">By ascending id, at least one; all robots or none.</param>
    public Person Build(ReadOnlySpan<Account> accounts)
    {
        if (accounts.Length == 1)
            return Build(accounts[0], [accounts[0].Id]);
        var ids = new MemberId[accounts.Length];
        for (var i = 0; i < accounts.Length; i++)
            ids[i] = accounts[i].Id;
        var all = accounts.ToArray();
        return Build(all, ids);
    }

    private Person Build(Account account, MemberId[] ids) => Build([account], ids);

    private Person Build(Account[] accounts, MemberId[] ids)
    {
        var attributes = declared.AttributesOf(accounts.SelectMany(account => account.Tokens));
        var attribution = declared.AttributionOf(FirstSource(accounts));
        var geo = attributes.Geo != 0 ? attributes.Geo : ProfileGeo(accounts);
        var byDomain = DomainVertical(accounts);
        return new Person(
            ids,
            Rule(accounts),
            Belongs(accounts),
            geo != 0 ? geo : attribution.Geo,
            new DeclaredVertical(attributes.Vertical, byDomain != 0 ? byDomain : attribution.Vertical)
        );
    }

    /// <summary>A robot is what its first account by rule is; a person is unknown only when every account is.</summary>
    private static ClassRule Rule(Account[] accounts)
    {
        if (accounts[0].Automation)
            return accounts.Min(account => account.Verdict);
        return accounts.All(account => account.Verdict.Class() == MemberClass.Unknown)
            ? accounts.Min(account => account.Verdict)
            : accounts.Where(account => account.Verdict.Class() != MemberClass.Unknown).Min(account => account.Verdict);
    }

    private IReadOnlyList<AffiliationSpan> Belongs(Account[] accounts)
    {
        var domains = accounts.SelectMany(account => account.Domains).Distinct().ToArray();
        var found = declared.AffiliationsOf(accounts.SelectMany(account => account.Tokens), domains);
        IReadOnlyList<DeclaredAffiliation> distinct = found.Count == 0 ? found : [.. found.Distinct()];
        return Affiliations.Spans(distinct, declared.InTeamDomain(domains), ProfileOrganization(accounts));
    }

    private static IdentityHash? ProfileOrganization(Account[] accounts)
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

    private static byte ProfileGeo(Account[] accounts)
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

    private static byte DomainVertical(Account[] accounts)
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

    private static string? FirstSource(Account[] accounts)
    {
        var first = AccountSighting.None;
        foreach (var account in accounts)
        {
            var sighting = account.Sighting;
            var earlier =
                sighting.FirstAt < first.FirstAt
                || (
                    sighting.FirstAt == first.FirstAt
                    && string.CompareOrdinal(sighting.FirstSource, first.FirstSource) < 0
                );
            if (sighting.FirstSource is not null && earlier)
                first = sighting;
        }

        return first.FirstSource;
    }
}

using System.Collections.Frozen;
using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Resources;

namespace DevRel.Models.Members;

/// <summary>Reads what manifests say of people into hashes, and collects what cannot be read. Messages quote the field, never a name.</summary>
internal sealed class DeclarationReader(Pseudonyms? pseudonyms, ProgramCalendar calendar)
{
    private const string NoKeys = "cannot be recognised without the keys of the pseudonyms; give the program's keys";
    private readonly List<string> problems = [];

    public IReadOnlyList<string> Problems => problems;

    /// <summary>Apps by the handle that GraphQL gives them: <c>github:claude[bot]</c> becomes <c>github:claude</c>.</summary>
    public static IEnumerable<string> WithoutAppSuffix(IEnumerable<string> accounts) =>
        accounts
            .Where(account => account.EndsWith(AccountKey.AppSuffix, StringComparison.Ordinal))
            .Select(account => account[..^AccountKey.AppSuffix.Length]);

    /// <summary>Of a shipped list: each account, and each GitHub handle also by the address git commits of it may carry.</summary>
    public IEnumerable<AccountToken> Tokens(IEnumerable<string> accounts)
    {
        foreach (var account in accounts)
        {
            if (pseudonyms is null || !AccountKey.TryParse(account, out var key))
                continue;
            foreach (var token in key.Tokens(pseudonyms).Concat(key.NoReply()?.Tokens(pseudonyms) ?? []))
                yield return token;
        }
    }

    public IEnumerable<AccountToken> Tokens(IReadOnlyList<string> accounts, string field) =>
        accounts.SelectMany((account, index) => Tokens(account, $"{field}[{index}]"));

    public IEnumerable<AccountToken> Domains(IReadOnlyList<string> domains) =>
        domains.Select((domain, index) => Domain(domain, $"members.teamDomains[{index}]")).OfType<AccountToken>();

    public (
        FrozenDictionary<AccountToken, DeclaredAffiliation[]> ByAccount,
        FrozenDictionary<AccountToken, DeclaredAffiliation[]> ByDomain
    ) Affiliations(IReadOnlyList<Affiliation> affiliations)
    {
        var read = affiliations.SelectMany(Read).ToList();
        return (
            Grouped(read.Where(pair => pair.Affiliation.Rule == AffiliationRule.Account)),
            Grouped(read.Where(pair => pair.Affiliation.Rule == AffiliationRule.Domain))
        );
    }

    public FrozenDictionary<AccountToken, DeclaredAttributes> Attributes(IReadOnlyList<MemberAttribute> declared)
    {
        var attributes = new Dictionary<AccountToken, DeclaredAttributes>();
        for (var i = 0; i < declared.Count; i++)
        {
            var field = $"members.identities.attributes[{i}]";
            var tokens = Tokens(declared[i].Account, $"{field}.account");
            var read = new DeclaredAttributes(
                i + 1,
                Geo(declared[i].Geo, $"{field}.geo"),
                Vertical(declared[i].Vertical, $"{field}.vertical")
            );
            if (tokens.Any(attributes.ContainsKey))
                problems.Add($"{field}: another entry names the same account, and the first counts; remove one");
            foreach (var token in tokens)
                attributes.TryAdd(token, read);
        }

        return attributes.ToFrozenDictionary();
    }

    public FrozenDictionary<AccountToken, int[]> Links(IReadOnlyList<IdentityLink> links) =>
        links
            .SelectMany(
                (link, index) =>
                    Tokens(link.Accounts, $"members.identities.links[{index}].accounts").Select(token => (token, index))
            )
            .Distinct()
            .GroupBy(pair => pair.token, pair => pair.index)
            .ToFrozenDictionary(group => group.Key, group => group.Order().ToArray());

    public DeclaredAttributes Attribution(string source, AttributionSpec spec) =>
        new(0, Geo(spec.Geo, $"{source}: attribution.geo"), Vertical(spec.Vertical, $"{source}: attribution.vertical"));

    private IEnumerable<(AccountToken Token, DeclaredAffiliation Affiliation)> Read(Affiliation declared, int index)
    {
        var field = $"members.identities.affiliations[{index}]";
        var byAccount = declared.Account is { Length: > 0 };
        if (byAccount == declared.EmailDomain is { Length: > 0 })
        {
            problems.Add($"{field}: give exactly one of account and emailDomain");
            return [];
        }

        IReadOnlyList<AccountToken> tokens =
            byAccount ? Tokens(declared.Account ?? "", $"{field}.account")
            : Domain(declared.EmailDomain ?? "", $"{field}.emailDomain") is { } domain ? [domain]
            : [];
        if (pseudonyms is null)
            return [];
        var vertical = Vertical(declared.Vertical, $"{field}.vertical");
        var affiliation = new DeclaredAffiliation(
            index,
            declared.From is { } first ? calendar.StartOf(first) : Instants.Always,
            declared.To is { } end ? calendar.StartOf(end) : Instants.Never,
            pseudonyms.Organization(declared.Organization),
            declared.Team,
            vertical > 0 ? Verticals.Values[vertical] : null,
            byAccount ? AffiliationRule.Account : AffiliationRule.Domain
        );
        if (affiliation.From >= affiliation.To)
            problems.Add($"{field}: ends before it begins; from is inside the range, to is the first day outside");
        return tokens.Select(token => (token, affiliation));
    }

    private IReadOnlyList<AccountToken> Tokens(string account, string field)
    {
        if (pseudonyms is null)
            problems.Add($"{field}: {NoKeys}");
        else if (AccountKey.TryParse(account, out var key))
            return [.. key.Tokens(pseudonyms)];
        else
            problems.Add($"{field}: is no account; write platform:handle, platform:id:123 or email:address");
        return [];
    }

    private AccountToken? Domain(string domain, string field)
    {
        if (pseudonyms is null)
            problems.Add($"{field}: {NoKeys}");
        return pseudonyms is null ? null : AccountToken.Of(pseudonyms.EmailDomain(domain.TrimStart('@')));
    }

    private byte Geo(string? name, string field)
    {
        if (!Geography.TryIndex(name, out var geo) && name is { Length: > 0 })
            problems.Add($"{field}: is no subregion of UN M49; write a name such as Western Europe, or unknown");
        return geo;
    }

    private byte Vertical(string? name, string field)
    {
        if (!Verticals.TryIndex(name, out var vertical) && name is { Length: > 0 })
            problems.Add($"{field}: is none of {string.Join(", ", Verticals.Values)}");
        return vertical;
    }

    private static FrozenDictionary<AccountToken, DeclaredAffiliation[]> Grouped(
        IEnumerable<(AccountToken Token, DeclaredAffiliation Affiliation)> pairs
    ) =>
        pairs
            .GroupBy(pair => pair.Token, pair => pair.Affiliation)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
}

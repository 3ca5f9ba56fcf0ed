using System.Collections.Frozen;
using DevRel.Activities;
using DevRel.Resources;

namespace DevRel.Models.Members;

/// <summary>
/// What a program and its sources declare about people, hashed once with the program's keys. Without keys nothing that names a
/// person can be recognised: everything but the sources' attribution is empty, and <see cref="Problems"/> says so.
/// </summary>
internal sealed class DeclaredMembers
{
    private static readonly IReadOnlyList<DeclaredAffiliation> NoAffiliations = [];

    private readonly FrozenDictionary<AccountToken, AccountMarks> marks;
    private readonly FrozenDictionary<AccountToken, DeclaredAffiliation[]> byAccount;
    private readonly FrozenDictionary<AccountToken, DeclaredAffiliation[]> byDomain;
    private readonly FrozenSet<AccountToken> teamDomains;
    private readonly FrozenDictionary<AccountToken, DeclaredAttributes> attributes;
    private readonly FrozenDictionary<AccountToken, int[]> linksOf;
    private readonly FrozenDictionary<string, DeclaredAttributes> attribution;

    public DeclaredMembers(
        MembersSpec spec,
        ProgramCalendar calendar,
        IReadOnlyDictionary<string, AttributionSpec> sources,
        Pseudonyms? pseudonyms
    )
    {
        var reader = new DeclarationReader(pseudonyms, calendar);
        marks = Marks(
            (AccountMarks.Agent, reader.Tokens(ShippedAgents.Accounts)),
            (AccountMarks.Bot, reader.Tokens(ShippedBots.Accounts)),
            (AccountMarks.AgentApp, reader.Tokens(DeclarationReader.WithoutAppSuffix(ShippedAgents.Accounts))),
            (AccountMarks.BotApp, reader.Tokens(DeclarationReader.WithoutAppSuffix(ShippedBots.Accounts))),
            (AccountMarks.Included, reader.Tokens(spec.Bots.Include, "members.bots.include")),
            (AccountMarks.Excluded, reader.Tokens(spec.Bots.Exclude, "members.bots.exclude"))
        );
        teamDomains = reader.Domains(spec.TeamDomains).ToFrozenSet();
        (byAccount, byDomain) = reader.Affiliations(spec.Identities.Affiliations);
        attributes = reader.Attributes(spec.Identities.Attributes);
        linksOf = reader.Links(spec.Identities.Links);
        attribution = sources.ToFrozenDictionary(pair => pair.Key, pair => reader.Attribution(pair.Key, pair.Value));
        ByVerifiedEmail = spec.Linking.ByVerifiedEmail;
        Problems = reader.Problems;
    }

    public bool ByVerifiedEmail { get; }

    /// <summary>What was declared and cannot be acted on; each says what to write instead.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Rules 1 to 6 of <see cref="ClassRule"/>, 9 and 10, else <see cref="ClassRule.Person"/>: what one account is by itself.</summary>
    public ClassRule Judge(ReadOnlySpan<AccountToken> tokens, MemberHints hints)
    {
        var marked = AccountMarks.None;
        foreach (var token in tokens)
            marked |= marks.GetValueOrDefault(token);
        var calledBot = (hints & (MemberHints.Bot | MemberHints.BotHandle)) != MemberHints.None;
        if (!calledBot)
            marked &= ~(AccountMarks.AgentApp | AccountMarks.BotApp);
        return marked switch
        {
            _ when marked.HasFlag(AccountMarks.Excluded) => ClassRule.DeclaredPerson,
            _ when marked.HasFlag(AccountMarks.Included) => ClassRule.DeclaredBot,
            _ when (marked & (AccountMarks.Agent | AccountMarks.AgentApp)) != AccountMarks.None =>
                ClassRule.ShippedAgent,
            _ when (marked & (AccountMarks.Bot | AccountMarks.BotApp)) != AccountMarks.None => ClassRule.ShippedBot,
            _ when hints.HasFlag(MemberHints.Bot) => ClassRule.PlatformBot,
            _ when hints.HasFlag(MemberHints.BotHandle) => ClassRule.BotHandle,
            _ when hints.HasFlag(MemberHints.Placeholder) => ClassRule.Placeholder,
            _ when hints.HasFlag(MemberHints.Organization) => ClassRule.Organization,
            _ => ClassRule.Person,
        };
    }

    /// <summary>Indexes into <c>members.identities.links</c> of the entries that name one of these; ascending.</summary>
    public IEnumerable<int> LinksOf(AccountToken[] tokens) =>
        linksOf.Count == 0 ? [] : tokens.SelectMany(token => linksOf.GetValueOrDefault(token) ?? []).Distinct().Order();

    public IReadOnlyList<DeclaredAffiliation> AffiliationsOf(
        IEnumerable<AccountToken> tokens,
        IEnumerable<IdentityHash> domains
    ) =>
        byAccount.Count + byDomain.Count == 0
            ? NoAffiliations
            :
            [
                .. tokens.SelectMany(token => byAccount.GetValueOrDefault(token) ?? []),
                .. domains.SelectMany(domain => byDomain.GetValueOrDefault(AccountToken.Of(domain)) ?? []),
            ];

    public bool InTeamDomain(IEnumerable<IdentityHash> domains) =>
        teamDomains.Count > 0 && domains.Any(domain => teamDomains.Contains(AccountToken.Of(domain)));

    /// <summary>Of the entries that name one of these, in the order written: the first that says each thing.</summary>
    public DeclaredAttributes AttributesOf(IEnumerable<AccountToken> tokens)
    {
        var found = DeclaredAttributes.None;
        if (attributes.Count == 0)
            return found;
        var named = tokens.Where(attributes.ContainsKey).Select(token => attributes[token]).Distinct();
        foreach (var declared in named.OrderBy(declared => declared.Index))
        {
            found = found with
            {
                Geo = found.Geo == 0 ? declared.Geo : found.Geo,
                Vertical = found.Vertical == 0 ? declared.Vertical : found.Vertical,
            };
        }

        return found;
    }

    /// <summary>What a source says of members first seen there.</summary>
    public DeclaredAttributes AttributionOf(string? source) =>
        source is null ? DeclaredAttributes.None : attribution.GetValueOrDefault(source) ?? DeclaredAttributes.None;

    private static FrozenDictionary<AccountToken, AccountMarks> Marks(
        params IEnumerable<(AccountMarks Mark, IEnumerable<AccountToken> Tokens)> lists
    )
    {
        var all = new Dictionary<AccountToken, AccountMarks>();
        foreach (var (mark, tokens) in lists)
        {
            foreach (var token in tokens)
                all[token] = all.GetValueOrDefault(token) | mark;
        }

        return all.ToFrozenDictionary();
    }
}

/// <summary>Lists that hold a token. Apps count only where the platform calls the account a bot.</summary>
[Flags]
internal enum AccountMarks : byte
{
    None = 0,
    Agent = 1,
    Bot = 2,
    AgentApp = 4,
    BotApp = 8,
    Included = 16,
    Excluded = 32,
}

/// <summary>Indexes into <see cref="Geography.Values"/> and <see cref="Verticals.Values"/>; 0 where nothing is said.</summary>
internal sealed record DeclaredAttributes(int Index, byte Geo, byte Vertical)
{
    public static readonly DeclaredAttributes None = new(0, 0, 0);
}

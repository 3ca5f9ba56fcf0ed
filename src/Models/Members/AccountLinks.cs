using DevRel.Activities;

namespace DevRel.Models.Members;

/// <summary>Which accounts share an e-mail or an entry of the identities file: the links themselves, from which persons are always rebuilt.</summary>
internal sealed class AccountLinks(DeclaredMembers declared)
{
    private readonly Dictionary<IdentityHash, LinkGroup> byEmail = [];
    private readonly Dictionary<int, LinkGroup> byEntry = [];

    /// <summary>Links not acted on.</summary>
    public HashSet<LinkGroup> Problems { get; } = [];

    /// <summary>Puts an account into the groups its facts call for, out of the others; yields every account whose person may change thereby.</summary>
    public IReadOnlyCollection<Account> Update(Account account)
    {
        var wasLinked = account.Groups.Count > 0;
        if (!wasLinked && account.Known)
            Join(account);
        if (account.Groups.Count == 0)
            return [account];
        var touched = new HashSet<Account> { account };
        foreach (var group in wasLinked ? account.Groups.ToArray() : [])
        {
            touched.UnionWith(Affected(group));
            Leave(account, group);
        }

        if (wasLinked && account.Known)
            Join(account);
        foreach (var group in account.Groups)
            touched.UnionWith(Affected(group));
        return touched;
    }

    public void Report(LinkGroup group, LinkProblem problem)
    {
        group.Problem = problem;
        if (problem == LinkProblem.None)
            Problems.Remove(group);
        else
            Problems.Add(group);
    }

    private void Join(Account account)
    {
        foreach (var entry in declared.LinksOf(account.Tokens))
            Enter(account, GroupOf(byEntry, entry, () => new LinkGroup(entry, email: null)), verified: false);
        if (!declared.ByVerifiedEmail)
            return;
        foreach (var fact in account.Facts)
        {
            EnterByEmail(account, fact.VerifiedEmail);
            EnterByEmail(account, fact.ClaimedEmail);
        }
    }

    private void EnterByEmail(Account account, IdentityHash? email)
    {
        if (email is not { } hash)
            return;
        var group = GroupOf(byEmail, hash, () => new LinkGroup(-1, hash));
        if (!account.Groups.Contains(group))
            Enter(account, group, account.Verified(hash));
    }

    private void Enter(Account account, LinkGroup group, bool verified)
    {
        group.Accounts.Add(account);
        group.Verified += verified ? 1 : 0;
        account.Enter(group);
        ReportHub(group);
    }

    private void Leave(Account account, LinkGroup group)
    {
        group.Accounts.Remove(account);
        account.Leave(group);
        if (group.Email is { } email)
            group.Verified = group.Accounts.Count(other => other.Verified(email));
        if (group.Accounts.Count > 0)
        {
            ReportHub(group);
            return;
        }

        Report(group, LinkProblem.None);
        if (group.Email is { } unused)
            byEmail.Remove(unused);
        else
            byEntry.Remove(group.Link);
    }

    private void ReportHub(LinkGroup group)
    {
        if (group is { Email: not null, Verified: > 0, Accounts.Count: > LinkGroup.MostByEmail })
            Report(group, LinkProblem.Hub);
        else if (group.Problem == LinkProblem.Hub)
            Report(group, LinkProblem.None);
    }

    /// <summary>Who is joined by a group now, or would be with one account less.</summary>
    private static IEnumerable<Account> Affected(LinkGroup group) =>
        group.Email is null || group.Accounts.Count <= LinkGroup.MostByEmail + 1 ? group.Accounts : [];

    private static LinkGroup GroupOf<TKey>(Dictionary<TKey, LinkGroup> groups, TKey key, Func<LinkGroup> create)
        where TKey : notnull
    {
        if (!groups.TryGetValue(key, out var group))
            groups[key] = group = create();
        return group;
    }
}

using DevRel.Activities;

namespace DevRel.Models.Members;

/// <summary>
/// Joins accounts into persons. Only links are kept, never a joined state: a person is whatever the links of today join, so that taking
/// one away takes its effect away, cycles are harmless, and the order in which links came is of no account. Links are taken in one
/// order, entries of the identities file as written, then e-mails by hash, which matters where a limit leaves one out.
/// </summary>
internal static class Linking
{
    /// <summary>Every account reachable from one over links that join; what has to be solved together.</summary>
    public static List<Account> Reachable(Account start)
    {
        var found = new List<Account> { start };
        var seen = new HashSet<Account> { start };
        for (var i = 0; i < found.Count; i++)
        {
            foreach (var other in found[i].Groups.Where(group => group.Joins).SelectMany(group => group.Accounts))
            {
                if (seen.Add(other))
                    found.Add(other);
            }
        }

        return found;
    }

    /// <summary>The persons among accounts that <see cref="Reachable"/> gave, each by ascending id, and the joins that made them.</summary>
    public static (List<Account[]> Persons, List<AccountJoin> Joins) Solve(
        IReadOnlyList<Account> accounts,
        Action<LinkGroup, LinkProblem> report
    )
    {
        var joined = new JoinedAccounts(accounts);
        var joins = new List<AccountJoin>();
        foreach (var group in Ordered(accounts))
        {
            var people = group.Accounts.Where(account => !account.Automation).OrderBy(account => account.Id.Value);
            var robots = group.Accounts.Where(account => account.Automation).OrderBy(account => account.Id.Value);
            var (somePeople, someRobots) = (people.ToArray(), robots.ToArray());
            var hub = !Join(joined, group, somePeople, joins) | !Join(joined, group, someRobots, joins);
            var mixed = somePeople.Length > 0 && someRobots.Length > 0;
            report(
                group,
                hub ? LinkProblem.Hub
                    : mixed ? LinkProblem.MixesRobotsAndPeople
                    : LinkProblem.None
            );
        }

        return (joined.Persons(), joins);
    }

    private static IEnumerable<LinkGroup> Ordered(IEnumerable<Account> accounts) =>
        accounts
            .SelectMany(account => account.Groups)
            .Where(group => group.Joins)
            .Distinct()
            .OrderBy(group => group.Email.HasValue)
            .ThenBy(group => group.Link)
            .ThenBy(group => group.Email?.Value ?? 0);

    /// <summary>False when the join would make too large a person by e-mail; then nothing is joined.</summary>
    private static bool Join(JoinedAccounts joined, LinkGroup group, Account[] accounts, List<AccountJoin> joins)
    {
        if (accounts.Length < 2)
            return true;
        if (group.Email is not null && joined.SizeOfUnion(accounts) > LinkGroup.MostByEmail)
            return false;
        for (var i = 1; i < accounts.Length; i++)
        {
            if (joined.Union(accounts[0], accounts[i]))
                joins.Add(new AccountJoin(accounts[0].Id, accounts[i].Id, group.Link));
        }

        return true;
    }
}

/// <summary>Two accounts made one person.</summary>
/// <param name="Link">Index into <c>members.identities.links</c>; -1: an e-mail that a platform verified.</param>
public sealed record AccountJoin(MemberId One, MemberId Other, int Link)
{
    /// <summary>For people who ask why; one sentence.</summary>
    public string Explain() =>
        Link >= 0
            ? $"Entry {Link} of members.identities.links names both accounts."
            : "Both accounts have one e-mail, which a platform verified for at least one of them.";
}

/// <summary>Union-find over the accounts of one solution.</summary>
internal sealed class JoinedAccounts
{
    private readonly IReadOnlyList<Account> accounts;
    private readonly Dictionary<Account, int> indexes = [];
    private readonly int[] parents;
    private readonly int[] sizes;

    public JoinedAccounts(IReadOnlyList<Account> accounts)
    {
        this.accounts = accounts;
        parents = new int[accounts.Count];
        sizes = new int[accounts.Count];
        for (var i = 0; i < accounts.Count; i++)
        {
            indexes[accounts[i]] = i;
            parents[i] = i;
            sizes[i] = 1;
        }
    }

    public int SizeOfUnion(IEnumerable<Account> some) =>
        some.Select(account => Root(indexes[account])).Distinct().Sum(root => sizes[root]);

    /// <summary>False when they were one already.</summary>
    public bool Union(Account one, Account other)
    {
        var (a, b) = (Root(indexes[one]), Root(indexes[other]));
        if (a == b)
            return false;
        var (large, small) = sizes[a] >= sizes[b] ? (a, b) : (b, a);
        parents[small] = large;
        sizes[large] += sizes[small];
        return true;
    }

    public List<Account[]> Persons() =>
        [
            .. accounts
                .Select((account, index) => (account, root: Root(index)))
                .GroupBy(pair => pair.root, pair => pair.account)
                .Select(person => person.OrderBy(account => account.Id.Value).ToArray()),
        ];

    private int Root(int index)
    {
        while (parents[index] != index)
            index = parents[index] = parents[parents[index]];
        return index;
    }
}

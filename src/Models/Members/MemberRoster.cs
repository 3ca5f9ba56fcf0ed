using DevRel.Activities;
using DevRel.Resources;

namespace DevRel.Models.Members;

/// <summary>
/// Who is who in a program. Told of facts and of what activities say, it answers with persons; <see cref="Settle"/> rebuilds those
/// concerned and names the accounts whose person changed in any way. The outcome depends on what was told, never on its order.
/// Not for several threads.
/// </summary>
public sealed class MemberRoster
{
    private readonly DeclaredMembers declared;
    private readonly AccountLinks links;
    private readonly PersonBuilder builder;
    private readonly Dictionary<MemberId, Account> accounts = [];
    private readonly List<Account> dirty = [];

    /// <param name="sources">Attribution of the program's sources, by name.</param>
    /// <param name="pseudonyms">The keys the accounts were hashed with; null: only hints count, and nothing is joined but by e-mail.</param>
    public MemberRoster(
        MembersSpec spec,
        ProgramCalendar calendar,
        IReadOnlyDictionary<string, AttributionSpec> sources,
        Pseudonyms? pseudonyms
    )
    {
        declared = new DeclaredMembers(spec, calendar, sources, pseudonyms);
        links = new AccountLinks(declared);
        builder = new PersonBuilder(declared);
    }

    /// <summary>Accounts that have a fact or an activity.</summary>
    public int Accounts => accounts.Count;

    /// <summary>Accounts less the joins that made persons of them; as of the last <see cref="Settle"/>.</summary>
    public int Persons { get; private set; }

    /// <summary>What the program declares and cannot be acted on, each with what to write instead.</summary>
    public IReadOnlyList<string> Problems => declared.Problems;

    /// <summary>Links that were not acted on, by reason; as of the last <see cref="Settle"/>.</summary>
    public IReadOnlyDictionary<LinkProblem, int> LinkProblems =>
        links.Problems.GroupBy(group => group.Problem).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Entries of <c>members.identities.links</c> that name robots beside people.</summary>
    public IReadOnlyList<int> MixedLinks =>
        [
            .. links
                .Problems.Where(group => group is { Problem: LinkProblem.MixesRobotsAndPeople, Link: >= 0 })
                .Select(group => group.Link)
                .Order(),
        ];

    public IEnumerable<Person> AllPersons =>
        accounts.Values.Select(account => account.Person).OfType<Person>().Distinct();

    public void Learn(MemberFact fact)
    {
        var account = AccountOf(fact.Member);
        if (account.Learn(fact))
            Touch(account);
    }

    /// <summary>Replaces what the activities of an account say of it; with no activity left, only facts remain.</summary>
    public void See(MemberId member, AccountSighting sighting)
    {
        if (sighting.Activities == 0 && !accounts.ContainsKey(member))
            return;
        var account = AccountOf(member);
        var before = account.Sighting;
        account.Sighting = sighting;
        // A hundred more activities of a known account change nothing about who it is.
        if (before with { Activities = sighting.Activities } != sighting || before.Activities == 0 || !account.Known)
            Touch(account);
    }

    /// <summary>Everything known of the account goes; its person loses it.</summary>
    public void Erase(MemberId member)
    {
        if (!accounts.TryGetValue(member, out var account))
            return;
        account.Forget();
        Touch(account);
    }

    /// <summary>Null for an account never heard of, erased, or told of since the last <see cref="Settle"/>.</summary>
    public Person? PersonOf(MemberId member) => accounts.GetValueOrDefault(member)?.Person;

    /// <summary>Rebuilds the persons concerned by what was told since. Yields the accounts whose person is another than before, or none now.</summary>
    public IReadOnlyList<MemberId> Settle()
    {
        var changed = new List<MemberId>();
        var settled = new HashSet<Account>();
        for (var i = 0; i < dirty.Count; i++)
        {
            var account = dirty[i];
            account.Dirty = false;
            if (!account.Known)
                Remove(account, changed);
            else if (settled.Add(account))
                Settle(account, settled, changed);
        }

        dirty.Clear();
        return changed;
    }

    /// <summary>The joins behind a person; empty for a person of one account, and for an account never heard of.</summary>
    public IReadOnlyList<AccountJoin> Joins(MemberId member)
    {
        if (PersonOf(member) is not { } person || person.Accounts.Count == 1)
            return [];
        var (_, joins) = Linking.Solve(Linking.Reachable(accounts[member]), (_, _) => { });
        return [.. joins.Where(join => person.Accounts.Contains(join.One))];
    }

    /// <summary>The handle where the Collector keeps handles; else null.</summary>
    public string? NameOf(MemberId member) => accounts.GetValueOrDefault(member)?.Name;

    private void Settle(Account account, HashSet<Account> settled, List<MemberId> changed)
    {
        if (!account.Groups.Exists(group => group.Joins))
        {
            Place([account], changed);
            return;
        }

        var together = Linking.Reachable(account);
        settled.UnionWith(together);
        foreach (var person in Linking.Solve(together, links.Report).Persons)
            Place(person, changed);
    }

    private void Place(ReadOnlySpan<Account> members, List<MemberId> changed)
    {
        var person = builder.Build(members);
        foreach (var account in members)
        {
            if (account.Person is { } before && before.Same(person))
            {
                continue;
            }

            Replace(account, person);
            changed.Add(account.Id);
        }
    }

    private void Remove(Account account, List<MemberId> changed)
    {
        if (!accounts.Remove(account.Id))
            return;
        if (account.Person is not null)
            changed.Add(account.Id);
        Replace(account, person: null);
    }

    /// <summary>A person is counted at the account it is named after.</summary>
    private void Replace(Account account, Person? person)
    {
        Persons += (person?.Id == account.Id ? 1 : 0) - (account.Person?.Id == account.Id ? 1 : 0);
        account.Person = person;
    }

    private Account AccountOf(MemberId member)
    {
        if (!accounts.TryGetValue(member, out var account))
            accounts[member] = account = new Account(member);
        return account;
    }

    private void Touch(Account account)
    {
        account.Verdict = declared.Judge(account.Tokens, account.Hints);
        foreach (var touched in links.Update(account))
        {
            if (touched.Dirty)
                continue;
            touched.Dirty = true;
            dirty.Add(touched);
        }
    }
}

using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Resources;

namespace DevRel.Models.Members;

/// <summary>
/// Who is who in a program. Told of facts and of what activities say, it answers with persons: those concerned by what was told since are
/// rebuilt when somebody asks. The answer depends on what was told, never on its order. Not for several threads.
/// </summary>
public sealed class MemberRoster : IRoster
{
    private readonly DeclaredMembers declared;
    private readonly AccountLinks links;
    private readonly PersonBuilder builder;
    private readonly Dictionary<MemberId, Account> accounts = [];
    private readonly HashSet<MemberId> forgotten = [];
    private List<Account> dirty = [];
    private HashSet<MemberId> changed = [];
    private int persons;
    private int settling;

    /// <param name="pseudonyms">The keys that accounts were hashed with; null: what manifests and lists name cannot be recognised, so only hints count.</param>
    public MemberRoster(DevRelProgramSpec program, IReadOnlyList<MetricSource> sources, Pseudonyms? pseudonyms)
    {
        declared = new DeclaredMembers(
            program.Members,
            ProgramCalendar.Of(program.TimeZone),
            sources.ToDictionary(source => source.Name, source => source.Spec.Attribution, StringComparer.Ordinal),
            pseudonyms
        );
        links = new AccountLinks(declared);
        builder = new PersonBuilder(declared);
    }

    /// <summary>Accounts that have a fact or an activity.</summary>
    public int Accounts
    {
        get
        {
            Settle();
            return accounts.Count;
        }
    }

    /// <summary>Accounts less the joins that made persons of them.</summary>
    public int Persons
    {
        get
        {
            Settle();
            return persons;
        }
    }

    /// <summary>What the program declares and cannot be acted on, each with what to write instead.</summary>
    public IReadOnlyList<string> Problems => declared.Problems;

    /// <summary>Links that were not acted on, by reason.</summary>
    public IReadOnlyDictionary<LinkProblem, int> LinkProblems
    {
        get
        {
            Settle();
            return links
                .Problems.GroupBy(group => group.Problem)
                .ToDictionary(group => group.Key, group => group.Count());
        }
    }

    /// <summary>Entries of <c>members.identities.links</c> that name robots beside people; ascending.</summary>
    public IReadOnlyList<int> MixedLinks
    {
        get
        {
            Settle();
            return
            [
                .. links
                    .Problems.Where(group => group is { Problem: LinkProblem.MixesRobotsAndPeople, Email: null })
                    .Select(group => group.Link)
                    .Order(),
            ];
        }
    }

    public void Learn(MemberFact fact)
    {
        if (forgotten.Contains(fact.Member))
            return;
        var account = AccountOf(fact.Member);
        if (account.Learn(fact))
            Touch(account);
    }

    public void Observe(MemberId member, MemberHints hints, string? firstSource)
    {
        if (forgotten.Contains(member) || (firstSource is null && !accounts.ContainsKey(member)))
            return;
        var account = AccountOf(member);
        if (account.Observed == hints && account.FirstSource == firstSource)
            return;
        // Who listens may not have met the account before, and takes it for a person of its own until told.
        if (account.FirstSource is null)
            changed.Add(member);
        account.Observed = firstSource is null ? MemberHints.None : hints;
        account.FirstSource = firstSource;
        Touch(account);
    }

    public void Forget(MemberId member)
    {
        forgotten.Add(member);
        if (!accounts.TryGetValue(member, out var account))
            return;
        account.Forget();
        Touch(account);
    }

    public Person Of(MemberId member)
    {
        Settle();
        return accounts.GetValueOrDefault(member)?.Person ?? Person.Plain(member);
    }

    public IReadOnlyCollection<MemberId> TakeChanged()
    {
        Settle();
        var taken = changed;
        changed = [];
        return taken;
    }

    /// <summary>Everyone, by id; each once.</summary>
    public IEnumerable<MemberId> People()
    {
        Settle();
        return accounts
            .Values.Where(account => account.Person?.Id == account.Id)
            .Select(account => account.Id)
            .OrderBy(id => id.Value);
    }

    /// <summary>Why a member is what they are. Null for an account never heard of.</summary>
    public MemberExplanation? Explain(MemberId member)
    {
        Settle();
        if (!accounts.TryGetValue(member, out var account) || account.Person is null)
            return null;
        var solution = Linking.Solve(Linking.Reachable(account), (_, _) => { });
        var own = solution.Persons.First(person => person.Contains(account));
        var spans = builder.Spans(own);
        return new MemberExplanation(
            account.Person,
            [.. own.Select(one => new AccountExplanation(one.Id, one.Verdict, one.Name))],
            PersonBuilder.Rule(own, spans),
            spans,
            [.. solution.Joins.Where(join => own.Any(one => one.Id == join.One))],
            builder.HasConflict(own)
        );
    }

    private void Settle()
    {
        if (dirty.Count == 0)
            return;
        settling++;
        foreach (var account in dirty)
        {
            account.Dirty = false;
            if (!account.Known)
                Remove(account);
            else if (account.Settled != settling)
                Settle(account);
        }

        // A new list: the one of the first telling is as long as the community is large.
        dirty = [];
    }

    private void Settle(Account account)
    {
        if (!account.Groups.Any(group => group.Joins))
        {
            Place([account]);
            return;
        }

        var together = Linking.Reachable(account);
        foreach (var person in Linking.Solve(together, links.Report).Persons)
            Place(person);
    }

    private void Place(IReadOnlyList<Account> members)
    {
        var person = builder.Build(members);
        foreach (var account in members)
        {
            account.Settled = settling;
            if (Same(account.Person, person))
                continue;
            Replace(account, person);
            changed.Add(account.Id);
        }
    }

    private void Remove(Account account)
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
        persons += (person?.Id == account.Id ? 1 : 0) - (account.Person?.Id == account.Id ? 1 : 0);
        account.Person = person;
    }

    private static bool Same(Person? before, Person now) =>
        before is not null
        && before.Belongings.SequenceEqual(now.Belongings)
        && before == now with { Belongings = before.Belongings };

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

using DevRel.Activities;
using DevRel.Models.Members;

namespace DevRel.Models.Engine;

/// <summary>
/// Accounts by number, what their activities say of them, and whose they are. A new account is a person of its own until
/// <see cref="Refresh"/> asks the roster.
/// </summary>
internal sealed class Accounts(IRoster roster)
{
    private readonly KeyTable keys = new();

    /// <summary>By number of the key, the account.</summary>
    private readonly List<int> numbers = [];

    /// <summary>By account, the number of its key; -1: nobody's.</summary>
    private readonly List<int> keyOf = [];
    private readonly Dictionary<int, int> nobodies = [];
    private readonly Dictionary<MemberId, int> personNumbers = [];
    private readonly Dictionary<int, List<(MemberHints Hints, int Count)>> hints = [];
    private readonly Marks unsure = new();

    public IRoster Roster => roster;
    public People People { get; } = new();

    /// <summary>Numbers of persons whose class or organisation depends on the date.</summary>
    public HashSet<int> Dated { get; } = [];

    public int Find(MemberId id)
    {
        var known = keys.Find(Key.Of(id));
        return known < 0 ? -1 : numbers[known];
    }

    public int Number(MemberId id)
    {
        var known = keys.Find(Key.Of(id));
        if (known >= 0)
            return numbers[known];
        var number = People.AddMember(PersonNumber(id));
        keyOf.Add(keys.Add(Key.Of(id)));
        numbers.Add(number);
        unsure.Add(number);
        return number;
    }

    /// <summary>The placeholder account of a day, so that no timeline of nobody's grows long.</summary>
    public int Nobody(int day)
    {
        if (nobodies.TryGetValue(day, out var known))
            return known;
        var person = People.AddPerson(new Person { Id = default, Class = MemberClass.Unknown });
        var number = People.AddMember(person);
        keyOf.Add(-1);
        nobodies.Add(day, number);
        return number;
    }

    /// <summary>A row of an account comes or goes: what its activities say together may have changed.</summary>
    public void Count(in Row row, int sign)
    {
        var member = row.Event.Member;
        if (People.IsNobody(member))
            return;
        unsure.Add(member);
        if (row.Hints == MemberHints.None)
            return;
        if (!hints.TryGetValue(member, out var said))
            hints.Add(member, said = []);
        var hint = row.Hints;
        var place = said.FindIndex(entry => entry.Hints == hint);
        if (place < 0)
            said.Add((hint, sign));
        else
            said[place] = (hint, said[place].Count + sign);
    }

    public void Refresh(Community community, IWatcher watcher)
    {
        foreach (var member in unsure.Take())
            Tell(member, community);
        foreach (var id in roster.TakeChanged())
        {
            var member = Find(id);
            if (member >= 0)
                Resolve(member, community, watcher);
        }
    }

    private void Tell(int member, Community community)
    {
        var all = MemberHints.None;
        foreach (var (hint, count) in hints.GetValueOrDefault(member) ?? [])
            all |= count > 0 ? hint : MemberHints.None;
        roster.Observe(keys[keyOf[member]].Id, all, FirstSource(member, community));
    }

    /// <summary>Source of the account's earliest activity; of several in one second the first by name.</summary>
    private string? FirstSource(int member, Community community)
    {
        var (first, source) = (Instants.Never, (string?)null);
        foreach (var happened in community.Persons[People.PersonOf(member)])
        {
            if (happened.At > first)
                break;
            if (happened.Member != member)
                continue;
            first = happened.At;
            var name = community.Names.Source(happened.Origin);
            source = source is null || string.CompareOrdinal(name, source) < 0 ? name : source;
        }

        return source;
    }

    private void Resolve(int member, Community community, IWatcher watcher)
    {
        var answer = roster.Of(keys[keyOf[member]].Id);
        var from = People.PersonOf(member);
        var to = PersonNumber(answer.Id);
        if (from == to && People.Person(to) == answer)
            return;
        Announce(from, community, watcher);
        Announce(to, community, watcher);
        People.Replace(to, answer);
        if (answer.Belongings.Any(belonging => belonging.From != Instants.Always || belonging.To != Instants.Never))
            Dated.Add(to);
        if (from != to)
            Move(member, from, to, community);
    }

    private void Move(int member, int from, int to, Community community)
    {
        foreach (var happened in community.Persons[from].ToArray())
        {
            if (happened.Member != member)
                continue;
            community.Persons.Remove(from, happened);
            community.Persons.Insert(to, happened);
        }

        People.Move(member, to);
    }

    private static void Announce(int person, Community community, IWatcher watcher)
    {
        watcher.RowsChange(person);
        watcher.PersonChanges(person);
        foreach (var happened in community.Persons[person])
        {
            if (happened.Thread >= 0)
                watcher.ThreadChanges(happened.Thread);
        }
    }

    private int PersonNumber(MemberId id)
    {
        if (personNumbers.TryGetValue(id, out var known))
            return known;
        var number = People.AddPerson(Person.Plain(id));
        personNumbers.Add(id, number);
        return number;
    }
}

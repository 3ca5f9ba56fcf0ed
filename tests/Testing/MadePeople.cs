using System.Globalization;
using DevRel.Activities;

namespace DevRel.Testing;

/// <summary>Who a made community consists of: many who come once, few who stay, a team, robots and agents. Each has an account on every platform.</summary>
internal sealed class MadePeople
{
    private const int Organizations = 12;
    private static readonly string[] Agents = ["copilot-swe-agent[bot]", "claude[bot]", "devin-ai-integration[bot]"];
    private static readonly string[] Robots = ["dependabot[bot]", "renovate[bot]", "stale[bot]", "codecov[bot]"];
    private static readonly string[] Geos =
    [
        "Western Europe",
        "Northern America",
        "Southern Asia",
        "South America",
        "Eastern Asia",
        "Eastern Africa",
    ];

    private readonly Random random;
    private readonly Pseudonyms keys;
    private readonly List<MadePerson> all = [];

    public MadePeople(Random random, Pseudonyms keys, int humans, int days)
    {
        (this.random, this.keys) = (random, keys);
        for (var i = 0; i < humans; i++)
            all.Add(Human(i, days));
        for (var i = 0; i < MadeCommunity.Team; i++)
            all.Add(new MadePerson(all.Count, $"team-{i}", $"team-{i}@{MadeCommunity.TeamDomain}", 0, days, 6));
        foreach (var robot in Robots)
            all.Add(new MadePerson(all.Count, robot, null, 0, days, 1) { Hints = MemberHints.Bot });
        foreach (var agent in Agents)
            all.Add(new MadePerson(all.Count, agent, null, days / 3, days, 1) { Hints = MemberHints.Bot });
    }

    public int Count => all.Count;

    /// <summary>Whoever is there on that day, the busy more often than others.</summary>
    public MadePerson Somebody(int day) => Pick(person => person.Hints == MemberHints.None && person.IsThere(day));

    public MadePerson Teammate() => Pick(person => person.IsTeam);

    public MadePerson Robot(int day) => Pick(person => person.Hints != MemberHints.None && person.IsThere(day));

    public MemberId Account(MadePerson person, string platform) =>
        keys.Member(platform, person.Number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Profiles as platforms tell them: the forge and the forum verify an address, git merely claims it.</summary>
    public IEnumerable<MemberFact> Facts() =>
        from person in all
        from source in MadeCommunity.Sources
        where person.Hints == MemberHints.None || source.Platform == "github"
        select Fact(person, source.Name, source.Platform);

    private MemberFact Fact(MadePerson person, string source, string platform)
    {
        IdentityHash? email = person.Email is null ? null : keys.Email(person.Email);
        return new MemberFact
        {
            Source = source,
            Platform = platform,
            Member = Account(person, platform),
            Handle = keys.Handle(platform, person.Handle),
            VerifiedEmail = platform == "git" ? null : email,
            ClaimedEmail = platform == "git" ? email : null,
            EmailDomain = person.Email is null ? null : keys.EmailDomain(person.Email.Split('@')[1]),
            EmailDomainClass = person.DomainClass,
            Organization = person.Organization is null ? null : keys.Organization(person.Organization),
            Geo = platform == "github" ? person.Geo : null,
            Hints = person.Hints,
        };
    }

    private MadePerson Human(int number, int days)
    {
        var joined = (int)(days * random.NextDouble());
        var stays = random.Next(3) == 0 ? days : 1 + (int)(-40 * Math.Log(1 - random.NextDouble()));
        var organization = random.Next(2) == 0 ? $"organization-{(int)(Organizations * Skewed())}" : null;
        var domain = organization is null ? "mail.example" : $"{organization}.example";
        return new MadePerson(number, $"person-{number}", $"person-{number}@{domain}", joined, joined + stays, Busy())
        {
            Organization = organization,
            Geo = random.Next(3) > 0 ? Geos[(int)(Geos.Length * Skewed())] : null,
            DomainClass =
                organization is null ? EmailDomainClass.FreeMail
                : random.Next(5) == 0 ? EmailDomainClass.Academic
                : EmailDomainClass.Other,
        };
    }

    private double Skewed() => Math.Pow(random.NextDouble(), 2);

    /// <summary>One in ten does most of the work.</summary>
    private int Busy() => random.Next(10) == 0 ? 12 : 1 + random.Next(2);

    private MadePerson Pick(Func<MadePerson, bool> isMeant)
    {
        var meant = all.Where(isMeant).ToList();
        var ticket = random.Next(meant.Sum(person => person.Weight));
        foreach (var person in meant)
        {
            ticket -= person.Weight;
            if (ticket < 0)
                return person;
        }

        return meant[^1];
    }
}

/// <param name="From">First day in the community.</param>
/// <param name="To">First day no longer in it.</param>
/// <param name="Weight">How often they act, against others.</param>
internal sealed record MadePerson(int Number, string Handle, string? Email, int From, int To, int Weight)
{
    public MemberHints Hints { get; init; }
    public string? Organization { get; init; }
    public string? Geo { get; init; }
    public EmailDomainClass DomainClass { get; init; }
    public bool IsTeam => Email?.EndsWith("@" + MadeCommunity.TeamDomain, StringComparison.Ordinal) == true;

    public bool IsThere(int day) => From <= day && day < To;
}

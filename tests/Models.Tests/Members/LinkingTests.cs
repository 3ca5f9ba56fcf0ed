using DevRel.Activities;
using DevRel.Models.Members;
using DevRel.Resources;
using static DevRel.Models.Tests.Members.RosterWorld;

namespace DevRel.Models.Tests.Members;

public sealed class LinkingTests
{
    private static MembersSpec Links(params string[][] links) =>
        new()
        {
            Identities = new IdentitiesSpec { Links = [.. links.Select(link => new IdentityLink { Accounts = link })] },
        };

    [Fact]
    public void Two_accounts_with_one_verified_address_are_one_person()
    {
        var roster = Roster();
        roster.Learn(Fact(1, verified: "ada@home.example"));
        roster.Learn(Fact(2, platform: "discourse", verified: "Ada@Home.example "));

        roster.Of(Id(1)).Id.ShouldBe(roster.Of(Id(2, "discourse")).Id);
        roster.Persons.ShouldBe(1);
        roster.Explain(Id(1))!.Joins.ShouldHaveSingleItem().Explain().ShouldContain("verified");
    }

    [Fact]
    public void A_claimed_address_joins_only_with_a_verified_one()
    {
        var roster = Roster();
        roster.Learn(Fact(1, platform: "git", claimed: "ada@home.example"));
        roster.Learn(Fact(2, platform: "mail", claimed: "ada@home.example"));
        roster.Persons.ShouldBe(2);

        roster.Learn(Fact(3, verified: "ada@home.example"));

        roster.Persons.ShouldBe(1);
        roster.TakeChanged().Count.ShouldBe(3);
    }

    [Fact]
    public void Joining_by_address_can_be_turned_off()
    {
        var roster = Roster(new MembersSpec { Linking = new LinkingSpec { ByVerifiedEmail = false } });
        roster.Learn(Fact(1, verified: "ada@home.example"));
        roster.Learn(Fact(2, platform: "discourse", verified: "ada@home.example"));

        roster.Persons.ShouldBe(2);
    }

    [Fact]
    public void The_identities_file_joins_by_handle_id_and_address()
    {
        var roster = Roster(Links(["github:Ada", "discourse:id:2", "email:ada@work.example"]));
        roster.Learn(Fact(1, handle: "ada"));
        roster.Observe(Id(2, "discourse"), MemberHints.None, "forum");
        roster.Learn(Fact(3, platform: "git", claimed: "ada@work.example"));
        roster.Learn(Fact(4, handle: "grace"));

        roster.Persons.ShouldBe(2);
        roster.Explain(Id(1))!.Joins.ShouldAllBe(join => join.Link == 0);
        roster.Explain(Id(1))!.Accounts.Count.ShouldBe(3);
    }

    [Fact]
    public void Links_in_a_circle_join_once()
    {
        var roster = Roster(
            Links(["github:a", "github:b"], ["github:b", "github:c"], ["github:c", "github:a", "github:a"])
        );
        foreach (var (number, handle) in new[] { (1, "a"), (2, "b"), (3, "c") })
            roster.Learn(Fact(number, handle: handle));

        roster.Persons.ShouldBe(1);
        roster.Explain(Id(2))!.Joins.Count.ShouldBe(2);
    }

    [Fact]
    public void A_robot_is_never_joined_with_a_person()
    {
        var roster = Roster(Links(["github:ada", "github:ada-bot"]));
        roster.Learn(Fact(1, handle: "ada", verified: "ada@home.example"));
        roster.Learn(Fact(2, handle: "ada-bot") with { Hints = MemberHints.BotHandle });
        roster.Learn(Fact(3, platform: "discourse", verified: "ada@home.example") with { Hints = MemberHints.Bot });

        roster.Persons.ShouldBe(3);
        roster.LinkProblems.ShouldBe(
            new Dictionary<LinkProblem, int> { [LinkProblem.MixesRobotsAndPeople] = 2 },
            ignoreOrder: true
        );

        roster.MixedLinks.ShouldBe([0]);

        roster.Learn(Fact(2, handle: "ada-bot"));

        roster.Persons.ShouldBe(2);
        roster.MixedLinks.ShouldBeEmpty();
        roster.LinkProblems[LinkProblem.MixesRobotsAndPeople].ShouldBe(1);
    }

    [Fact]
    public void An_address_of_more_than_fifty_accounts_joins_nobody_until_it_has_fewer()
    {
        var roster = Roster();
        for (var number = 1; number <= LinkGroup.MostByEmail; number++)
            roster.Learn(Fact(number, verified: "office@contoso.example"));
        roster.Persons.ShouldBe(1);

        roster.Learn(Fact(51, verified: "office@contoso.example"));

        roster.Persons.ShouldBe(51);
        roster.LinkProblems[LinkProblem.Hub].ShouldBe(1);

        roster.Forget(Id(7));

        roster.Persons.ShouldBe(1);
        roster.Accounts.ShouldBe(50);
        roster.LinkProblems.ShouldBeEmpty();
    }

    [Fact]
    public void Small_addresses_that_share_accounts_cannot_add_up_to_a_large_person()
    {
        var roster = Roster();
        for (var number = 0; number < 60; number++)
        {
            roster.Learn(Fact(number, verified: $"office{number / 30}@contoso.example"));
            if (number is 29 or 30)
                roster.Learn(Fact(number, verified: "bridge@contoso.example", source: "other"));
        }

        // Two persons of 30; the bridge would make one of 60, unless it comes first and one office is left out instead.
        roster.LinkProblems[LinkProblem.Hub].ShouldBe(1);
        Enumerable.Range(0, 60).Max(number => SizeOf(roster, number)).ShouldBeLessThanOrEqualTo(50);
    }

    [Fact]
    public void A_forgotten_account_leaves_its_person_and_never_comes_back()
    {
        var roster = Roster();
        roster.Learn(Fact(1, verified: "ada@home.example"));
        roster.Learn(Fact(2, platform: "discourse", verified: "ada@home.example"));
        roster.TakeChanged();

        roster.Forget(Id(1));

        roster.TakeChanged().ShouldContain(Id(1));
        roster.Of(Id(2, "discourse")).Id.ShouldBe(Id(2, "discourse"));
        roster.Learn(Fact(1, verified: "ada@home.example"));
        roster.Observe(Id(1), MemberHints.None, "forge");
        roster.Accounts.ShouldBe(1);
        roster.Explain(Id(1)).ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_order_of_arrival_changes_nothing_and_persons_are_accounts_less_joins(int seed)
    {
        var random = new Random(seed);
        var spec = Links(
            ["github:h1", "github:h2"],
            ["github:h3", "email:mail4@home.example"],
            ["github:h5", "git:id:9"]
        );
        var facts = Enumerable.Range(0, 200).Select(_ => RandomFact(random)).ToArray();
        var last = facts.GroupBy(fact => (fact.Member, fact.Source)).Select(group => group.Last()).ToArray();

        var told = Roster(spec);
        foreach (var fact in facts)
        {
            told.Learn(fact);
            if (random.Next(10) == 0)
                told.TakeChanged();
        }

        var shuffled = Roster(spec);
        random.Shuffle(last);
        foreach (var fact in last)
            shuffled.Learn(fact);

        var members = last.Select(fact => fact.Member).Distinct().ToArray();
        foreach (var member in members)
        {
            told.Of(member).Id.ShouldBe(shuffled.Of(member).Id);
            told.Of(member).Class.ShouldBe(shuffled.Of(member).Class);
        }

        told.LinkProblems.ShouldBe(shuffled.LinkProblems, ignoreOrder: true);
        var joins = told.People().Sum(person => told.Explain(person)!.Joins.Count);
        told.Persons.ShouldBe(told.Accounts - joins);
        told.Persons.ShouldBe(members.Select(member => told.Of(member).Id).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Taking_a_link_away_restores_who_there_was_before_it(int seed)
    {
        var random = new Random(seed);
        var facts = Enumerable.Range(0, 100).Select(_ => RandomFact(random)).ToArray();
        var before = Roster();
        var roster = Roster();
        foreach (var fact in facts)
        {
            before.Learn(fact);
            roster.Learn(fact);
        }

        var members = facts.Select(fact => fact.Member).Distinct().ToArray();
        var bridges = Enumerable
            .Range(0, 20)
            .Select(number => Fact(1000 + number, verified: $"mail{random.Next(12)}@home.example"))
            .ToArray();
        foreach (var bridge in bridges)
            roster.Learn(bridge);
        roster.Persons.ShouldBeLessThan(before.Persons + bridges.Length);
        foreach (var bridge in bridges)
            roster.Forget(bridge.Member);

        roster.Persons.ShouldBe(before.Persons);
        foreach (var member in members)
            roster.Of(member).ShouldBe(before.Of(member));
    }

    [Fact]
    public void A_change_of_one_person_is_told_for_each_account_once_and_for_nobody_else()
    {
        var roster = Roster();
        roster.Learn(Fact(1, verified: "ada@home.example"));
        roster.Learn(Fact(2, platform: "discourse", verified: "ada@home.example"));
        roster.Learn(Fact(3, verified: "grace@home.example"));
        roster.TakeChanged().Count.ShouldBe(3);

        roster.Learn(Fact(1, verified: "ada@home.example") with { Geo = "Western Europe" });
        roster.Learn(Fact(3, verified: "grace@home.example"));

        roster.TakeChanged().ShouldBe([Id(1), Id(2, "discourse")], ignoreOrder: true);
        roster.TakeChanged().ShouldBeEmpty();
        roster.Of(Id(2, "discourse")).Geo.ShouldBe("Western Europe");
    }

    [Fact]
    public void An_account_seen_for_the_first_time_is_told_of_though_its_profile_was_known_before()
    {
        var roster = Roster();
        roster.Learn(Fact(1, verified: "ada@home.example"));
        roster.Learn(Fact(2, platform: "discourse", verified: "ada@home.example"));
        roster.TakeChanged();

        roster.Observe(Id(2, "discourse"), MemberHints.None, "forum");

        roster.TakeChanged().ShouldBe([Id(2, "discourse")]);
    }

    private static int SizeOf(MemberRoster roster, int number) => roster.Explain(Id(number))!.Accounts.Count;

    private static MemberFact RandomFact(Random random)
    {
        var number = random.Next(40);
        var address = $"mail{random.Next(12)}@home.example";
        var hints = random.Next(12) == 0 ? MemberHints.Bot : MemberHints.None;
        var fact = random.Next(3) switch
        {
            0 => Fact(number, verified: address),
            1 => Fact(number, platform: "git", claimed: address),
            _ => Fact(number, handle: $"h{random.Next(8)}"),
        };
        return fact with { Hints = hints, Source = random.Next(2) == 0 ? "forge" : "mirror" };
    }
}

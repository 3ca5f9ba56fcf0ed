using System.Text.Json;
using DevRel.Activities;
using DevRel.Collectors.Door;

namespace DevRel.Collectors.Tests.Door;

public sealed class Entering
{
    [Fact]
    public void An_account_becomes_a_pseudonym_and_one_fact()
    {
        var records = new DoorCase().Admit(DoorCase.By(DoorCase.Alice), DoorCase.By(DoorCase.Alice, "post/2"));

        var fact = records.OfType<MemberFact>().ShouldHaveSingleItem();
        fact.Member.ShouldBe(DoorCase.Pseudonyms.Member("discourse", "7"));
        fact.Handle.ShouldBe(DoorCase.Pseudonyms.Handle("discourse", "alice"));
        fact.VerifiedEmail.ShouldBe(DoorCase.Pseudonyms.Email("alice@canary.example.edu"));
        fact.ClaimedEmail.ShouldBe(DoorCase.Pseudonyms.Email("private@gmail.com"));
        fact.EmailDomain.ShouldBe(DoorCase.Pseudonyms.EmailDomain("canary.example.edu"));
        fact.EmailDomainClass.ShouldBe(EmailDomainClass.Academic);
        fact.Organization.ShouldBe(DoorCase.Pseudonyms.Organization("contoso"));
        fact.Geo.ShouldBe("Western Europe");
        fact.Name.ShouldBeNull();
        records.OfType<Activity>().ShouldAllBe(activity => activity.Member == fact.Member);
    }

    [Fact]
    public void Nothing_that_names_a_person_comes_through()
    {
        var mail = "canary@mail.example";
        var account = DoorCase.Alice with
        {
            Id = "canary-id",
            Handle = "canary-handle",
            Location = "canary town",
            Organization = "canary inc",
            ClaimedEmail = mail,
        };
        var activity = DoorCase.By(account, $"mail/<{mail}>") with
        {
            Thread = $"thread/{mail}",
            Parent = "https://canary.example/p",
            Container = "list",
            Attributes = new ActivityAttributes
            {
                Tags = [mail, "@canary", "https://canary.example", "bug"],
                Outcome = "canary SAYS",
            },
        };

        var records = new DoorCase().Admit(activity, new CollectedProfile(account), new CollectedRetraction(mail));

        var text = string.Concat(records.Select(record => JsonSerializer.Serialize(record, record.GetType())));
        text.ShouldNotContain("canary");
        records.OfType<Activity>().Single().Attributes.Tags.ShouldBe(["bug"]);
    }

    [Fact]
    public void In_named_mode_the_handle_stays_and_nothing_else()
    {
        var records = new DoorCase(named: true).Admit(DoorCase.By(DoorCase.Alice));

        records.OfType<MemberFact>().Single().Name.ShouldBe("Alice");
        JsonSerializer.Serialize(records.OfType<MemberFact>().Single()).ShouldNotContain("@");
    }

    [Fact]
    public void A_retraction_finds_the_activity_whose_id_was_hidden()
    {
        var records = new DoorCase().Admit(
            DoorCase.By(null, "mail/a@b.example"),
            new CollectedRetraction("mail/a@b.example")
        );

        records.OfType<Retraction>().Single().NativeId.ShouldBe(records.OfType<Activity>().Single().NativeId);
    }

    [Fact]
    public void A_fact_is_told_again_only_when_it_grew()
    {
        var door = new DoorCase();
        var thin = new Account("discourse", "7") { Handle = "Alice" };

        door.Admit(new CollectedProfile(DoorCase.Alice)).Count.ShouldBe(1);
        door.Admit(DoorCase.By(thin)).OfType<MemberFact>().ShouldBeEmpty("a thinner account takes nothing back");
        var moved = door.Admit(new CollectedProfile(DoorCase.Alice with { Location = "Tokyo" })).OfType<MemberFact>();
        moved.Single().Geo.ShouldBe("Eastern Asia");
        moved.Single().Handle.ShouldNotBeNull();
    }

    [Fact]
    public void A_deleted_account_is_nobody()
    {
        var activity = new DoorCase().Admit(DoorCase.By(null)).ShouldHaveSingleItem().ShouldBeOfType<Activity>();

        activity.Member.ShouldBeNull();
    }

    [Theory]
    [InlineData("dependabot[bot]", MemberHints.BotHandle)]
    [InlineData("bottom", MemberHints.None)]
    public void The_convention_for_bots_is_a_hint(string handle, MemberHints hint)
    {
        var records = new DoorCase().Admit(DoorCase.By(new Account("github", "1") { Handle = handle }));

        records.OfType<Activity>().Single().Hints.ShouldBe(hint);
        records.OfType<MemberFact>().Single().Hints.ShouldBe(hint);
    }

    [Fact]
    public void Times_that_cannot_be_are_moved_and_counted()
    {
        var door = new DoorCase();
        DateTimeOffset[] dates =
        [
            DoorCase.Now.AddYears(11),
            DoorCase.Now.AddHours(20),
            new(1901, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new(2026, 1, 1, 5, 0, 0, TimeSpan.FromHours(5)),
        ];

        var times = dates.Select((at, n) => ((Activity)door.Admit(DoorCase.By(null, $"c/{n}", at))[0]).OccurredAt);

        times.ShouldBe([
            DoorCase.Now,
            DoorCase.Now.AddHours(20),
            DateTimeOffset.UnixEpoch,
            new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        ]);
        (door.Counts.Future, door.Counts.Undated).ShouldBe((1, 1));
        door.Counts.Sentences().Count().ShouldBe(2);
    }

    [Fact]
    public void Ids_and_tags_are_bounded_and_stay_distinct()
    {
        var door = new DoorCase();
        var tags = Enumerable.Range(0, 30).Select(n => $"{n} " + new string('x', 60)).ToList();
        var one = DoorCase.By(null, new string('a', 300) + "1") with
        {
            Attributes = new ActivityAttributes { Tags = tags },
        };

        var first = (Activity)door.Admit(one)[0];
        var second = (Activity)door.Admit(DoorCase.By(null, new string('a', 300) + "2"))[0];

        first.NativeId.Length.ShouldBe(200);
        first.NativeId.ShouldNotBe(second.NativeId);
        first.Attributes.Tags.Count.ShouldBe(20);
        first.Attributes.Tags.ShouldAllBe(tag => tag.Length == 50);
    }

    [Fact]
    public void An_item_without_id_or_value_is_left_out_and_counted()
    {
        var door = new DoorCase();

        door.Admit(DoorCase.By(null, ""), new CollectedObservation(Signal.Stars, "", DoorCase.Now, double.NaN))
            .ShouldBeEmpty();

        door.Counts.Unusable.ShouldBe(2);
    }
}

public sealed class OptingOut
{
    [Theory]
    [InlineData("alice")]
    [InlineData("@Alice  # asked on 3 May")]
    [InlineData("discourse:alice")]
    [InlineData("alice@canary.example.edu")]
    [InlineData("PRIVATE@gmail.com")]
    public void Who_opted_out_is_neither_collected_nor_kept(string line)
    {
        var door = new DoorCase($"# list\n\n{line}\n");

        var records = door.Admit(
            DoorCase.By(DoorCase.Alice),
            new CollectedProfile(DoorCase.Alice),
            DoorCase.By(DoorCase.Alice, "post/2")
        );

        records
            .ShouldHaveSingleItem()
            .ShouldBeOfType<Erasure>()
            .Member.ShouldBe(DoorCase.Pseudonyms.Member("discourse", "7"));
        door.Counts.Sentences().ShouldBeEmpty();
    }

    [Fact]
    public void A_hash_or_a_pseudonym_says_it_without_a_name()
    {
        string[] lines =
        [
            DoorCase.Pseudonyms.Member("discourse", "7").ToString(),
            DoorCase.Pseudonyms.Handle("discourse", "alice").ToString(),
            DoorCase.Pseudonyms.Email("private@gmail.com").ToString(),
        ];
        foreach (var line in lines)
            new DoorCase(line).Admit(DoorCase.By(DoorCase.Alice)).ShouldHaveSingleItem().ShouldBeOfType<Erasure>();
    }

    [Theory]
    [InlineData("github:alice")]
    [InlineData("bob")]
    [InlineData("")]
    public void Others_are_not_touched(string line) =>
        new DoorCase(line).Admit(DoorCase.By(DoorCase.Alice)).OfType<Activity>().Count().ShouldBe(1);
}

using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Resources;
using static DevRel.Models.Tests.Members.RosterWorld;

namespace DevRel.Models.Tests.Members;

public sealed class AttributesTests
{
    [Fact]
    public void Geo_is_declared_before_profile_before_source_before_unknown()
    {
        var roster = Roster(
            new MembersSpec
            {
                Identities = new IdentitiesSpec
                {
                    Attributes = [new MemberAttribute { Account = "github:ada", Geo = "Eastern Asia" }],
                },
            },
            sources: [Source("forge"), Source("tokyo", geo: "Eastern Asia", vertical: "academia")]
        );
        roster.Learn(Fact(1, handle: "ada") with { Geo = "Western Europe" });
        roster.Learn(Fact(2, handle: "grace") with { Geo = "Western Europe" });
        roster.Observe(Id(3), MemberHints.None, "tokyo");
        roster.Observe(Id(4), MemberHints.None, "forge");
        roster.Learn(Fact(5) with { Geo = "Atlantis" });

        roster.Of(Id(1)).Geo.ShouldBe("Eastern Asia");
        roster.Of(Id(2)).Geo.ShouldBe("Western Europe");
        roster.Of(Id(3)).Geo.ShouldBe("Eastern Asia");
        roster.Of(Id(3)).Vertical.ShouldBe("academia");
        roster.Of(Id(4)).Geo.ShouldBe("unknown");
        roster.Of(Id(5)).Geo.ShouldBe("unknown");
    }

    [Fact]
    public void Vertical_is_declared_before_affiliation_before_domain_before_source()
    {
        var roster = Roster(
            new MembersSpec
            {
                Identities = new IdentitiesSpec
                {
                    Attributes = [new MemberAttribute { Account = "github:ada", Vertical = "individual" }],
                    Affiliations =
                    [
                        new Affiliation
                        {
                            EmailDomain = "lab.example",
                            Organization = "Lab",
                            Vertical = "non_commercial",
                            From = new DateOnly(2025, 1, 1),
                        },
                    ],
                },
            }
        );
        var academic = EmailDomainClass.Academic;
        roster.Learn(Fact(1, handle: "ada", verified: "a@lab.example") with { EmailDomainClass = academic });
        roster.Learn(Fact(2, verified: "b@lab.example") with { EmailDomainClass = academic });
        roster.Learn(Fact(3, verified: "c@city.example") with { EmailDomainClass = EmailDomainClass.PublicSector });
        roster.Learn(Fact(4, verified: "d@mail.example") with { EmailDomainClass = EmailDomainClass.FreeMail });

        var now = At(2026, 1, 1);
        roster.Of(Id(1)).VerticalAt(now).ShouldBe("individual");
        roster.Of(Id(2)).VerticalAt(now).ShouldBe("non_commercial");
        roster.Of(Id(2)).VerticalAt(At(2024, 1, 1)).ShouldBe("academia");
        roster.Of(Id(3)).VerticalAt(now).ShouldBe("public_sector");
        roster.Of(Id(4)).VerticalAt(now).ShouldBe("unknown");
    }

    [Fact]
    public void An_organisation_is_declared_by_account_before_domain_before_team_before_profile()
    {
        var roster = Roster(
            new MembersSpec
            {
                TeamDomains = ["contoso.example"],
                Identities = new IdentitiesSpec
                {
                    Affiliations =
                    [
                        new Affiliation
                        {
                            Account = "github:ada",
                            Organization = "Fabrikam",
                            From = new DateOnly(2025, 1, 1),
                        },
                        new Affiliation { EmailDomain = "fabrikam.example", Organization = "@Fabrikam" },
                    ],
                },
            }
        );
        roster.Learn(Fact(1, handle: "ada", verified: "ada@contoso.example"));
        roster.Learn(Fact(2, verified: "b@fabrikam.example") with { Organization = Keys.Organization("Northwind") });
        roster.Learn(Fact(3) with { Organization = Keys.Organization("@fabrikam ") });
        roster.Learn(Fact(4));
        var fabrikam = Keys.Organization("Fabrikam");
        var (before, after) = (At(2024, 6, 1), At(2025, 6, 1));

        var ada = roster.Of(Id(1));
        ada.ClassAt(before).ShouldBe(MemberClass.Team);
        ada.ClassAt(after).ShouldBe(MemberClass.Human);
        ada.OrganizationAt(before).ShouldNotBe(fabrikam);
        ada.OrganizationAt(after).ShouldBe(fabrikam);
        roster.Of(Id(2)).OrganizationAt(after).ShouldBe(fabrikam);
        roster.Of(Id(3)).OrganizationAt(after).ShouldBe(fabrikam);
        roster.Of(Id(4)).OrganizationAt(after).ShouldBeNull();
    }

    [Fact]
    public void Of_overlapping_affiliations_the_later_beginning_counts_and_the_conflict_is_told()
    {
        var roster = Roster(
            new MembersSpec
            {
                Identities = new IdentitiesSpec
                {
                    Affiliations =
                    [
                        new Affiliation
                        {
                            Account = "github:ada",
                            Organization = "New",
                            From = new DateOnly(2025, 1, 1),
                        },
                        new Affiliation
                        {
                            Account = "github:ada",
                            Organization = "Old",
                            From = new DateOnly(2020, 1, 1),
                        },
                        new Affiliation
                        {
                            Account = "github:grace",
                            Organization = "Old",
                            To = new DateOnly(2020, 1, 1),
                        },
                        new Affiliation
                        {
                            Account = "github:grace",
                            Organization = "New",
                            From = new DateOnly(2020, 1, 1),
                        },
                    ],
                },
            }
        );
        roster.Learn(Fact(1, handle: "ada"));
        roster.Learn(Fact(2, handle: "grace"));

        roster.Of(Id(1)).OrganizationAt(At(2019, 1, 1)).ShouldBeNull();
        roster.Of(Id(1)).OrganizationAt(At(2021, 1, 1)).ShouldBe(Keys.Organization("old"));
        roster.Of(Id(1)).OrganizationAt(At(2026, 1, 1)).ShouldBe(Keys.Organization("new"));
        roster.Explain(Id(1))!.ConflictingAffiliations.ShouldBeTrue();
        roster.Explain(Id(2))!.ConflictingAffiliations.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Spans_answer_at_every_instant_like_a_look_at_all_declarations(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var declared = Enumerable
                .Range(0, random.Next(6))
                .Select(index => RandomAffiliation(random, index))
                .ToArray();
            var profile = random.Next(2) == 0 ? new IdentityHash(99) : (IdentityHash?)null;
            var inTeam = random.Next(3) == 0;
            var spans = Affiliations.Spans(declared, inTeam, profile);

            for (var instant = -1; instant < 25; instant++)
            {
                var found = spans.SingleOrDefault(span => span.Belonging.Holds(instant));
                var winner = declared
                    .Where(affiliation => affiliation.From <= instant && instant < affiliation.To)
                    .OrderBy(affiliation => affiliation.Rule)
                    .ThenBy(affiliation => -(long)affiliation.From)
                    .ThenBy(affiliation => -affiliation.Index)
                    .FirstOrDefault();
                var expected = winner?.Organization ?? (inTeam ? Affiliations.OwnOrganization : profile);
                found?.Belonging.Organization.ShouldBe(expected);
                (found is null).ShouldBe(expected is null);
                (found?.Belonging.Team ?? false).ShouldBe(winner?.Team ?? inTeam);
            }
        }
    }

    [Fact]
    public void What_cannot_be_acted_on_is_a_problem_that_quotes_the_field_and_nobody()
    {
        var roster = Roster(
            new MembersSpec
            {
                Bots = new BotsSpec { Include = ["roger"] },
                Identities = new IdentitiesSpec
                {
                    Links = [new IdentityLink { Accounts = ["github:ada", "ada@home"] }],
                    Affiliations =
                    [
                        new Affiliation { Organization = "Contoso" },
                        new Affiliation
                        {
                            Account = "github:a",
                            EmailDomain = "b.example",
                            Organization = "Contoso",
                        },
                        new Affiliation
                        {
                            Account = "github:a",
                            Organization = "Contoso",
                            Vertical = "church",
                            From = new DateOnly(2025, 1, 1),
                            To = new DateOnly(2024, 1, 1),
                        },
                    ],
                    Attributes =
                    [
                        new MemberAttribute { Account = "github:ada", Geo = "Europe" },
                        new MemberAttribute { Account = "github:Ada", Geo = "Western Europe" },
                    ],
                },
            }
        );

        roster.Problems.Count.ShouldBe(8);
        roster.Problems.ShouldAllBe(problem => !problem.Contains("ada", StringComparison.OrdinalIgnoreCase));
        roster.Problems.ShouldContain(problem =>
            problem.StartsWith("members.bots.include[0]", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void There_are_twenty_two_subregions_and_unknown()
    {
        Geography.Subregions.Count.ShouldBe(22);
        Geography.Values.Distinct().Count().ShouldBe(23);
        Geography.TryIndex("western europe", out var index).ShouldBeTrue();
        Geography.Values[index].ShouldBe("Western Europe");
        Geography.TryIndex("Sub-Saharan Africa", out _).ShouldBeFalse();
    }

    private static DeclaredAffiliation RandomAffiliation(Random random, int index)
    {
        var from = random.Next(4) == 0 ? Instants.Always : random.Next(20);
        var to = random.Next(4) == 0 ? Instants.Never : Math.Max(from, 0) + random.Next(6);
        return new DeclaredAffiliation(
            index,
            from,
            to,
            new IdentityHash((ulong)random.Next(3) + 10),
            random.Next(2) == 0,
            Vertical: null,
            random.Next(2) == 0 ? AffiliationRule.Account : AffiliationRule.Domain
        );
    }
}

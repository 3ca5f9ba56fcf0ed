using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Resources;
using static DevRel.Models.Tests.Members.RosterWorld;

namespace DevRel.Models.Tests.Members;

public sealed class ClassTests
{
    [Theory]
    [InlineData("claude[bot]", MemberClass.AiAgent, ClassRule.ShippedAgent)]
    [InlineData("copilot-swe-agent[bot]", MemberClass.AiAgent, ClassRule.ShippedAgent)]
    [InlineData("devin-ai-integration[bot]", MemberClass.AiAgent, ClassRule.ShippedAgent)]
    [InlineData("k8s-ci-robot", MemberClass.Bot, ClassRule.ShippedBot)]
    [InlineData("K8s-CI-Robot", MemberClass.Bot, ClassRule.ShippedBot)]
    [InlineData("codecov-io", MemberClass.Bot, ClassRule.ShippedBot)]
    [InlineData("grace", MemberClass.Human, ClassRule.Person)]
    [InlineData("claude", MemberClass.Human, ClassRule.Person)]
    public void A_handle_is_judged_by_the_shipped_lists(string handle, MemberClass memberClass, ClassRule rule)
    {
        var roster = Roster();
        roster.Learn(Fact(1, handle: handle));

        roster.Of(Id(1)).Class.ShouldBe(memberClass);
        roster.Explain(Id(1))!.RuleAt(At(2026, 1, 1)).ShouldBe(rule);
    }

    [Fact]
    public void An_app_without_its_suffix_is_known_where_the_platform_calls_it_a_bot()
    {
        var roster = Roster();
        roster.Learn(Fact(1, handle: "claude"));
        roster.Observe(Id(1), MemberHints.Bot, "forge");

        roster.Of(Id(1)).Class.ShouldBe(MemberClass.AiAgent);
    }

    [Theory]
    [InlineData("noreply@anthropic.com", MemberClass.AiAgent)]
    [InlineData("cursoragent@cursor.com", MemberClass.AiAgent)]
    [InlineData("snyk-bot@users.noreply.github.com", MemberClass.Bot)]
    [InlineData("grace@users.noreply.github.com", MemberClass.Human)]
    public void An_author_line_of_git_is_judged_by_its_address(string address, MemberClass memberClass)
    {
        var roster = Roster();
        roster.Learn(Fact(1, platform: "git", claimed: address));

        roster.Of(Id(1, "git")).Class.ShouldBe(memberClass);
    }

    [Theory]
    [InlineData("dependabot[bot]@users.noreply.github.com", null, MemberClass.Bot)]
    [InlineData("claude[bot]@users.noreply.github.com", null, MemberClass.AiAgent)]
    [InlineData("noreply@anthropic.com", null, MemberClass.AiAgent)]
    [InlineData("ci@build.example", "google-labs-jules[bot]", MemberClass.AiAgent)]
    [InlineData("ci@build.example", null, MemberClass.Human)]
    public void An_author_line_is_an_account_of_git_whose_id_is_its_address(
        string address,
        string? name,
        MemberClass memberClass
    )
    {
        var roster = Roster();
        var author = Keys.Member("git", address);
        roster.Observe(author, MemberHints.None, "clone");
        if (name is not null)
            roster.Learn(Fact(1) with { Member = author, Platform = "git", Handle = Keys.Handle("git", name) });

        roster.Of(author).Class.ShouldBe(memberClass);
    }

    [Fact]
    public void An_account_is_known_by_its_id_when_nobody_told_its_handle()
    {
        var roster = Roster();
        var copilot = Keys.Member("github", "198982749");
        roster.Observe(copilot, MemberHints.None, "clone");

        roster.Of(copilot).Class.ShouldBe(MemberClass.AiAgent);
    }

    [Theory]
    [InlineData(MemberHints.Bot, MemberClass.Bot, ClassRule.PlatformBot)]
    [InlineData(MemberHints.BotHandle, MemberClass.Bot, ClassRule.BotHandle)]
    [InlineData(MemberHints.Placeholder, MemberClass.Unknown, ClassRule.Placeholder)]
    [InlineData(MemberHints.Organization, MemberClass.Unknown, ClassRule.Organization)]
    [InlineData(MemberHints.Staff | MemberHints.OrganizationMember, MemberClass.Human, ClassRule.Person)]
    [InlineData(MemberHints.ViaApp, MemberClass.Human, ClassRule.Person)]
    public void Without_keys_hints_alone_decide(MemberHints hints, MemberClass memberClass, ClassRule rule)
    {
        var roster = RosterWithoutKeys(new MembersSpec());
        roster.Observe(Id(1), hints, "forge");

        roster.Of(Id(1)).Class.ShouldBe(memberClass);
        roster.Explain(Id(1))!.Rule.ShouldBe(rule);
    }

    [Fact]
    public void Without_keys_a_declaration_that_names_somebody_is_a_problem()
    {
        var roster = RosterWithoutKeys(
            new MembersSpec
            {
                TeamDomains = ["contoso.example"],
                Bots = new BotsSpec { Include = ["github:roger"] },
            }
        );

        roster.Problems.Count.ShouldBe(2);
        roster.Problems.ShouldAllBe(problem => !problem.Contains("roger", StringComparison.Ordinal));
    }

    [Fact]
    public void The_program_has_the_last_word_on_bots()
    {
        var roster = Roster(
            new MembersSpec
            {
                Bots = new BotsSpec
                {
                    Include = ["github:build-farm", "github:both"],
                    Exclude = ["github:k8s-ci-robot", "github:both"],
                },
            }
        );
        roster.Learn(Fact(1, handle: "build-farm"));
        roster.Learn(Fact(2, handle: "k8s-ci-robot"));
        roster.Learn(Fact(3, handle: "both"));
        roster.Observe(Id(2), MemberHints.Bot, "forge");

        roster.Explain(Id(1))!.Rule.ShouldBe(ClassRule.DeclaredBot);
        roster.Of(Id(2)).Class.ShouldBe(MemberClass.Human);
        roster.Explain(Id(2))!.Rule.ShouldBe(ClassRule.DeclaredPerson);
        roster.Of(Id(3)).Class.ShouldBe(MemberClass.Human);
    }

    [Fact]
    public void A_bot_that_stops_looking_like_one_is_a_person_again()
    {
        var roster = Roster();
        roster.Observe(Id(1), MemberHints.Bot, "forge");
        roster.Of(Id(1)).Class.ShouldBe(MemberClass.Bot);
        roster.TakeChanged();

        roster.Observe(Id(1), MemberHints.None, "forge");

        roster.TakeChanged().ShouldBe([Id(1)]);
        roster.Of(Id(1)).Class.ShouldBe(MemberClass.Human);
    }

    [Fact]
    public void A_domain_of_the_team_makes_a_teammate_for_all_time()
    {
        var roster = Roster(new MembersSpec { TeamDomains = ["contoso.example"] });
        roster.Learn(Fact(1, verified: "ada@contoso.example"));
        roster.Learn(Fact(2, verified: "ada@elsewhere.example"));

        roster.Of(Id(1)).ClassAt(At(2001, 1, 1)).ShouldBe(MemberClass.Team);
        roster.Of(Id(2)).ClassAt(At(2026, 1, 1)).ShouldBe(MemberClass.Human);
        roster.Explain(Id(1))!.RuleAt(At(2026, 1, 1)).ShouldBe(ClassRule.TeamDomain);
    }

    [Fact]
    public void An_affiliation_makes_a_teammate_from_its_first_day_to_the_day_before_its_end()
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
                            Organization = "Contoso",
                            Team = true,
                            From = new DateOnly(2024, 3, 1),
                            To = new DateOnly(2025, 3, 1),
                        },
                    ],
                },
            },
            timeZone: "Europe/Berlin"
        );
        roster.Learn(Fact(1, handle: "ada"));
        var person = roster.Of(Id(1));

        // Days begin at midnight in Berlin, an hour before that of UTC.
        person.ClassAt(At(2024, 2, 29, 22)).ShouldBe(MemberClass.Human);
        person.ClassAt(At(2024, 2, 29, 23)).ShouldBe(MemberClass.Team);
        person.ClassAt(At(2025, 2, 28, 22)).ShouldBe(MemberClass.Team);
        person.ClassAt(At(2025, 2, 28, 23)).ShouldBe(MemberClass.Human);
        roster.Explain(Id(1))!.RuleAt(At(2024, 6, 1)).ShouldBe(ClassRule.DeclaredTeam);
        roster.Explain(Id(1))!.RuleAt(At(2026, 6, 1)).ShouldBe(ClassRule.Person);
    }

    [Fact]
    public void A_placeholder_somebody_vouches_for_is_not_unknown()
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
                            Account = "github:id:1",
                            Organization = "Contoso",
                            Team = true,
                        },
                    ],
                },
            }
        );
        roster.Observe(Id(1), MemberHints.Placeholder, "forge");

        roster.Of(Id(1)).ClassAt(At(2026, 1, 1)).ShouldBe(MemberClass.Team);
    }

    [Fact]
    public void Every_rule_and_class_has_a_name_and_a_reason()
    {
        foreach (var rule in Enum.GetValues<ClassRule>())
        {
            rule.Name().ShouldNotBeEmpty();
            rule.Explain().ShouldEndWith(".");
        }

        MemberClasses
            .All.Select(memberClass => memberClass.Name())
            .ShouldBe(["human", "team", "bot", "ai_agent", "unknown"]);
    }
}

namespace DevRel.Models.Members;

/// <summary>
/// The rule that decided what a member is, first match wins:
/// <code>
///    rule                 of an account or person                                               class
///  1 declared_person      bots.exclude names it: rules 2 to 6 do not apply                      (next rules)
///  2 declared_bot         bots.include names it                                                 bot
///  3 shipped_agent        on the shipped list of AI agents                                      ai_agent
///  4 shipped_bot          on the shipped list of robots                                         bot
///  5 platform_bot         the platform calls the account a bot or an app                        bot
///  6 bot_handle           the handle follows the platform's convention for bots                 bot
///  7 declared_team        an affiliation says team, at that moment                              team
///  8 team_domain          its e-mail domain is in teamDomains, and no affiliation of that       team
///                         moment says otherwise
///  9 placeholder          a placeholder of an import, and nothing else is known of the person   unknown
/// 10 organization         the account is an organisation rather than a person                   unknown
/// 11 person               none of these                                                         human
/// </code>
/// Rules 2 to 6 judge an account, whose verdict its person shares, since robots are never joined with people. What platforms call
/// staff, moderators, owners or members of an organisation decides nothing: foundations give these to volunteers, so employment
/// is declared.
/// </summary>
public enum ClassRule : byte
{
    DeclaredPerson = 1,
    DeclaredBot = 2,
    ShippedAgent = 3,
    ShippedBot = 4,
    PlatformBot = 5,
    BotHandle = 6,
    DeclaredTeam = 7,
    TeamDomain = 8,
    Placeholder = 9,
    Organization = 10,
    Person = 11,
}

public static class ClassRules
{
    public static string Name(this ClassRule rule) =>
        rule switch
        {
            ClassRule.DeclaredPerson => "declared_person",
            ClassRule.DeclaredBot => "declared_bot",
            ClassRule.ShippedAgent => "shipped_agent",
            ClassRule.ShippedBot => "shipped_bot",
            ClassRule.PlatformBot => "platform_bot",
            ClassRule.BotHandle => "bot_handle",
            ClassRule.DeclaredTeam => "declared_team",
            ClassRule.TeamDomain => "team_domain",
            ClassRule.Placeholder => "placeholder",
            ClassRule.Organization => "organization",
            ClassRule.Person => "person",
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, message: null),
        };

    /// <summary>For people who ask why; one sentence.</summary>
    public static string Explain(this ClassRule rule) =>
        rule switch
        {
            ClassRule.DeclaredPerson => "members.bots.exclude says that this account is a person.",
            ClassRule.DeclaredBot => "members.bots.include says that this account is a bot.",
            ClassRule.ShippedAgent => "The account is on the shipped list of AI agents.",
            ClassRule.ShippedBot => "The account is on the shipped list of robots.",
            ClassRule.PlatformBot => "The platform calls the account a bot or an app.",
            ClassRule.BotHandle => "The handle follows the platform's convention for bots.",
            ClassRule.DeclaredTeam => "An affiliation in members.identities says that the person is on the team.",
            ClassRule.TeamDomain => "The e-mail domain is one of members.teamDomains.",
            ClassRule.Placeholder => "The account is a placeholder of an import; who it was is not known.",
            ClassRule.Organization => "The account belongs to an organisation rather than to a person.",
            ClassRule.Person => "Nothing says otherwise.",
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, message: null),
        };

    internal static bool IsAutomation(this ClassRule rule) =>
        rule is >= ClassRule.DeclaredBot and <= ClassRule.BotHandle;

    /// <summary>What the rule makes of a member; <see cref="ClassRule.DeclaredPerson"/> stands for a person when it is all there is.</summary>
    internal static MemberClass Class(this ClassRule rule) =>
        rule switch
        {
            ClassRule.ShippedAgent => MemberClass.AiAgent,
            ClassRule.DeclaredBot or ClassRule.ShippedBot or ClassRule.PlatformBot or ClassRule.BotHandle =>
                MemberClass.Bot,
            ClassRule.DeclaredTeam or ClassRule.TeamDomain => MemberClass.Team,
            ClassRule.Placeholder or ClassRule.Organization => MemberClass.Unknown,
            _ => MemberClass.Human,
        };
}

using DevRel.Activities;

namespace DevRel.Collectors.GitHub;

/// <summary>Accounts as the two APIs show them.</summary>
internal static class GitHubPeople
{
    /// <summary>Stands for every deleted account.</summary>
    private const long Ghost = 10137;
    private const string BotSuffix = "[bot]";

    /// <summary>Null for deleted accounts: the API says null, <c>{}</c> or ghost.</summary>
    public static Account? Of(RestUser? user) => Of(user?.Id, user?.Login, user?.Type);

    public static Account? Of(GraphActor? actor)
    {
        // GraphQL leaves the suffix off the login of a bot, REST does not; one account has one handle.
        var login =
            actor is { TypeName: "Bot", Login: { } bare } && !bare.EndsWith(BotSuffix, StringComparison.Ordinal)
                ? bare + BotSuffix
                : actor?.Login;
        return Of(actor?.DatabaseId, login, actor?.TypeName);
    }

    public static MemberHints Type(string? type) =>
        type switch
        {
            "Bot" => MemberHints.Bot,
            "Organization" => MemberHints.Organization,
            "Mannequin" => MemberHints.Placeholder,
            _ => MemberHints.None,
        };

    public static MemberHints Handle(string? login) =>
        login?.EndsWith(BotSuffix, StringComparison.OrdinalIgnoreCase) == true
            ? MemberHints.BotHandle
            : MemberHints.None;

    /// <summary>As of now: GitHub does not tell what it was when the person acted.</summary>
    public static MemberHints Association(string? association) =>
        association switch
        {
            "OWNER" or "MEMBER" => MemberHints.OrganizationMember,
            "COLLABORATOR" => MemberHints.Collaborator,
            "FIRST_TIMER" or "FIRST_TIME_CONTRIBUTOR" => MemberHints.FirstTimer,
            "MANNEQUIN" => MemberHints.Placeholder,
            _ => MemberHints.None,
        };

    private static Account? Of(long? id, string? login, string? type) =>
        id is null or <= 0 or Ghost
            ? null
            : new Account(GitHubPlatform.Key, id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture))
            {
                Handle = login,
                Hints = Type(type) | Handle(login),
            };
}

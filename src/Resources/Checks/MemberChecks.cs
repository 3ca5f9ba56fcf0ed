namespace DevRel.Resources;

/// <summary>Who is who.</summary>
internal static class MemberChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("BotListsContradict", Severity.Error, "An account cannot be a bot and a person.", BotLists),
        new(
            IdentityRules.AccountTwice,
            Severity.Error,
            "An account belongs to one person.",
            input => Of(input, IdentityRules.AccountTwice)
        ),
        new(
            IdentityRules.PeriodReversed,
            Severity.Error,
            "An affiliation begins before it ends.",
            input => Of(input, IdentityRules.PeriodReversed)
        ),
        new(
            IdentityRules.Overlap,
            Severity.Error,
            "On any day an account belongs to one organisation.",
            input => Of(input, IdentityRules.Overlap)
        ),
    ];

    private static IEnumerable<Finding> BotLists(CheckInput input) =>
        from item in input.Programs
        let bots = item.Program.Spec.Members.Bots
        from account in bots.Exclude.Index()
        where account.Item.Length > 0 && bots.Include.Contains(account.Item, StringComparer.OrdinalIgnoreCase)
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "members", "bots", "exclude", account.Index),
            $"{Looks.Show(account.Item)} is in 'include' too",
            "keep it in one of the lists"
        );

    private static IEnumerable<Finding> Of(CheckInput input, string reason) =>
        from item in input.Programs
        from finding in IdentityRules.Find(Identities.Parts(item.Program, input.Loaded).Parts)
        where finding.Reason == reason
        select finding.Finding;
}

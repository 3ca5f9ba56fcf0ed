namespace DevRel.Resources;

/// <summary>What must hold among identities, wherever they were declared.</summary>
internal static class IdentityRules
{
    /// <summary>A ConfigMap that is referred to and is not among the manifests.</summary>
    public const string Missing = "IdentitiesMissing";
    public const string AccountTwice = "AccountTwice";
    public const string PeriodReversed = "AffiliationReversed";
    public const string Overlap = "AffiliationsOverlap";

    public static IEnumerable<(string Reason, Finding Finding)> Find(IReadOnlyList<IdentityPart> parts) =>
        Linked(parts)
            .Select(finding => (AccountTwice, finding))
            .Concat(Reversed(parts).Select(finding => (PeriodReversed, finding)))
            .Concat(Overlapping(parts).Select(finding => (Overlap, finding)));

    private static IEnumerable<Finding> Linked(IReadOnlyList<IdentityPart> parts)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts)
        foreach (var (index, link) in part.Spec.Links.Index())
        foreach (var (number, account) in link.Accounts.Index())
        {
            var path = part.Root.To("links", index, "accounts", number);
            if (account.Length > 0 && !seen.TryAdd(account, part.Place.Position(path)))
                yield return new Finding(
                    part.Place,
                    path,
                    $"{Looks.Show(account)} is linked already, at {seen[account]}",
                    "one account is one person: put all accounts of that person into one link"
                );
        }
    }

    private static IEnumerable<Finding> Reversed(IReadOnlyList<IdentityPart> parts) =>
        from part in parts
        from affiliation in part.Spec.Affiliations.Index()
        where affiliation.Item.From >= affiliation.Item.To
        select new Finding(
            part.Place,
            part.Root.To("affiliations", affiliation.Index, "to"),
            $"it ends on {SourceChecks.Day(affiliation.Item.To)} and begins on {SourceChecks.Day(affiliation.Item.From)}",
            "'to' is the first day no longer belonging: write a later one"
        );

    private static IEnumerable<Finding> Overlapping(IReadOnlyList<IdentityPart> parts)
    {
        var groups =
            from part in parts
            from affiliation in part.Spec.Affiliations.Index()
            let who = affiliation.Item.Account ?? affiliation.Item.EmailDomain
            where who is not null && !(affiliation.Item.From >= affiliation.Item.To)
            group (part, affiliation.Index, affiliation.Item) by who.ToLowerInvariant();
        foreach (var group in groups)
        {
            (IdentityPart Part, int Index, Affiliation Item)? before = null;
            foreach (var entry in group.OrderBy(entry => entry.Item.From ?? DateOnly.MinValue))
            {
                var starts = entry.Item.From ?? DateOnly.MinValue;
                if (before is { } earlier && starts < (earlier.Item.To ?? DateOnly.MaxValue))
                    yield return Overlaps(entry.part, entry.Index, group.Key, earlier.Part, earlier.Index);
                if (
                    before is null
                    || (entry.Item.To ?? DateOnly.MaxValue) > (before.Value.Item.To ?? DateOnly.MaxValue)
                )
                    before = entry;
            }
        }
    }

    private static Finding Overlaps(IdentityPart part, int index, string who, IdentityPart other, int otherIndex) =>
        new(
            part.Place,
            part.Root.To("affiliations", index),
            $"{Looks.Show(who)} belongs to two organisations at a time, see {other.Place.Position(other.Root.To("affiliations", otherIndex))}",
            "let 'to' of the earlier be 'from' of the later"
        );
}

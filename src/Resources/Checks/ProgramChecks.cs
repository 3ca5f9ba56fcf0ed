namespace DevRel.Resources;

/// <summary>Fields of one program, but for members, models and goals.</summary>
internal static class ProgramChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("UnknownTimeZone", Severity.Error, "Calendar periods follow the program's time zone.", TimeZones),
        new(
            "ReviewOverdue",
            Severity.Warning,
            "What success means is to be looked at again from time to time.",
            OverdueReviews
        ),
        new(
            "SelectorExpression",
            Severity.Error,
            "In and NotIn compare with values, Exists and DoesNotExist do not.",
            Expressions
        ),
        new("WorkingHours", Severity.Error, "A working day begins before it ends.", WorkingHours),
        new("RegionTwice", Severity.Error, "One region has one engagement model.", Overrides),
        new("HolidayTwice", Severity.Warning, "A day is free once.", Holidays),
        new("BudgetPeriod", Severity.Error, "A budget begins before it ends.", Budgets),
        new("CurrencyMissing", Severity.Error, "Amounts without a currency mean nothing.", Currencies),
    ];

    private static IEnumerable<Finding> TimeZones(CheckInput input) =>
        from item in input.Programs
        let zone = item.Program.Spec.TimeZone
        where !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
        let near = Nearest.Of(zone, TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id))
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "timeZone"),
            $"{Looks.Show(zone)} is no time zone",
            near is null ? "write an IANA name such as Europe/Berlin" : $"did you mean '{near}'?"
        );

    private static IEnumerable<Finding> OverdueReviews(CheckInput input) =>
        from item in input.Programs
        let due = item.Program.Spec.Success.ReviewBy
        where due < input.Today
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "success", "reviewBy"),
            $"the review was due on {SourceChecks.Day(due)}",
            "look at 'success' again and write the day of the next review"
        );

    private static IEnumerable<Finding> Expressions(CheckInput input) =>
        from item in input.Programs
        from expression in item.Program.Spec.Sources.Selector.MatchExpressions.Index()
        let compares = expression.Item.Operator is "In" or "NotIn"
        where compares != expression.Item.Values.Count > 0
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "sources", "selector", "matchExpressions", expression.Index),
            $"operator {expression.Item.Operator} {(compares ? "without" : "with")} values",
            compares ? "add values: [VALUE]" : "remove 'values'"
        );

    private static IEnumerable<Finding> WorkingHours(CheckInput input) =>
        from item in input.Programs
        let hours = item.Program.Spec.Regions.WorkingHours
        where hours.Start >= hours.End
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "regions", "workingHours"),
            FormattableString.Invariant($"the day ends at {hours.End:HH:mm} and begins at {hours.Start:HH:mm}"),
            "write a start before the end"
        );

    private static IEnumerable<Finding> Overrides(CheckInput input) =>
        from item in input.Programs
        from twins in item
            .Program.Spec.Regions.Overrides.Index()
            .GroupBy(region => region.Item.Geo, StringComparer.Ordinal)
        from twin in twins.Skip(1)
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "regions", "overrides", twin.Index, "geo"),
            $"{Looks.Show(twins.Key)} has an override already",
            "keep one of them"
        );

    private static IEnumerable<Finding> Holidays(CheckInput input) =>
        from item in input.Programs
        from region in item.Program.Spec.Regions.Holidays
        from twins in region.Value.Index().GroupBy(day => day.Item)
        from twin in twins.Skip(1)
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "regions", "holidays", region.Key, twin.Index),
            $"{SourceChecks.Day(twins.Key)} stands twice",
            "remove one of them"
        );

    private static IEnumerable<Finding> Budgets(CheckInput input) =>
        from item in input.Programs
        from line in item.Program.Spec.Funding.Budget.Index()
        where line.Item.From >= line.Item.To
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "funding", "budget", line.Index, "to"),
            $"it ends on {SourceChecks.Day(line.Item.To)} and begins on {SourceChecks.Day(line.Item.From)}",
            "write a last day after the first"
        );

    private static IEnumerable<Finding> Currencies(CheckInput input) =>
        from item in input.Programs
        let funding = item.Program.Spec.Funding
        where funding.Currency is null && (funding.HourlyRate is not null || funding.Budget.Count > 0)
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "funding"),
            "amounts without a currency",
            "add currency: EUR, or another ISO 4217 code"
        );
}

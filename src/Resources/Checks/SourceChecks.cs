using System.Globalization;

namespace DevRel.Resources;

/// <summary>Fields of one source.</summary>
internal static class SourceChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [new("BackfillInFuture", Severity.Error, "Nothing would ever be collected before that day.", FutureBackfill)];

    private static IEnumerable<Finding> FutureBackfill(CheckInput input) =>
        from item in input.Sources
        where item.Source.Spec.Backfill.Since > input.Today
        select new Finding(
            item.Place,
            FieldPath.Of("spec", "backfill", "since"),
            $"{Day(item.Source.Spec.Backfill.Since)} is in the future",
            $"write a day up to today, {Day(input.Today)}, or leave it out for all the platform still serves"
        );

    internal static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}

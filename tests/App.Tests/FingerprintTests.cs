using DevRel.Resources;

namespace DevRel.App.Tests;

public sealed class FingerprintTests
{
    private static readonly MetricSourceSpec Spec = new()
    {
        Platform = "git",
        Settings = new Settings("a", ["x", "y"]),
    };

    [Fact]
    public void Equal_declarations_have_equal_fingerprints() =>
        Fingerprint.Of(Spec).ShouldBe(Fingerprint.Of(Spec with { Settings = new Settings("a", ["x", "y"]) }));

    [Fact]
    public void Every_change_shows_however_deep() =>
        new[]
        {
            Spec,
            Spec with
            {
                Suspend = true,
            },
            Spec with
            {
                Interval = TimeSpan.FromMinutes(2),
            },
            Spec with
            {
                Backfill = new BackfillSpec { Since = new DateOnly(2026, 1, 2) },
            },
            Spec with
            {
                Settings = new Settings("a", ["x", "z"]),
            },
            Spec with
            {
                Settings = new Settings("a", ["x,1:y"]),
            },
            Spec with
            {
                Settings = new Settings("a", []),
            },
            Spec with
            {
                Settings = new Settings(null, ["x", "y"]),
            },
        }
            .Select(Fingerprint.Of)
            .ShouldBeUnique();

    [Fact]
    public void A_time_of_day_counts_to_the_second() =>
        Fingerprint
            .Of(new WorkingHoursSpec { Start = new TimeOnly(9, 0, 1) })
            .ShouldNotBe(Fingerprint.Of(new WorkingHoursSpec()));

    private sealed record Settings(string? Url, IReadOnlyList<string> Names);
}

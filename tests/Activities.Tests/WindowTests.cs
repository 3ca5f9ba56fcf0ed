namespace DevRel.Activities.Tests;

public sealed class WindowTests
{
    [Fact]
    public void A_window_is_a_duration_and_knows_no_clock_change()
    {
        var asOf = new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero);

        Window.Days7.From(asOf).ShouldBe(new DateTimeOffset(2026, 3, 22, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Windows_are_named_by_their_length() =>
        Window.All.ShouldAllBe(window => window.Name == $"{window.Length.TotalDays}d");

    [Fact]
    public void Attributes_compare_their_tags_by_content() =>
        new ActivityAttributes { Tags = ["bug"] }.ShouldBe(new ActivityAttributes { Tags = ["bug"] });
}

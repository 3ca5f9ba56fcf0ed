using DevRel.Activities;

namespace DevRel.Models.Engine;

/// <summary>
/// Instants inside the engine: whole seconds since 2000-01-01 UTC, so that a million of them are four megabytes. Fractions of a second are
/// cut on the way in, of activities and of "as of" alike; what lies outside 1932..2068 is held at the edge.
/// </summary>
public static class Instants
{
    public const int Second = 1;
    public const int Hour = 3600;
    public const int Day = 86400;

    /// <summary>Later than anything: an end that is not known.</summary>
    public const int Never = int.MaxValue;

    /// <summary>Earlier than anything.</summary>
    public const int Always = int.MinValue;

    private static readonly long Origin = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    /// <summary>Lengths of <see cref="Window.All"/> in seconds, in that order.</summary>
    public static IReadOnlyList<int> Windows => Lengths;

    /// <summary><see cref="Windows"/> for inner loops.</summary>
    internal static readonly int[] Lengths = [.. Window.All.Select(window => (int)window.Length.TotalSeconds)];

    public static int Of(DateTimeOffset instant) =>
        (int)Math.Clamp(instant.ToUnixTimeSeconds() - Origin, Always + 1L, Never - 1L);

    public static DateTimeOffset Time(int instant) => DateTimeOffset.FromUnixTimeSeconds(instant + Origin);

    /// <summary>As Prometheus wants instants: Unix seconds.</summary>
    public static double Unix(int instant) => instant + Origin;

    /// <summary>The start of the UTC day.</summary>
    public static int StartOfDay(int instant) => DayOf(instant) * Day;

    /// <summary>Days since 2000-01-01, negative before.</summary>
    public static int DayOf(int instant) => instant >= 0 ? instant / Day : (int)((instant - (Day - 1L)) / Day);

    /// <summary><paramref name="instant"/> moved back by <paramref name="seconds"/>, held at the edge.</summary>
    public static int Before(int instant, int seconds) => (int)Math.Max((long)instant - seconds, Always);
}

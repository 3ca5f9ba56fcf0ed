namespace DevRel.Models.Engine;

/// <summary>Ages at which an activity begins to count for something else.</summary>
internal static class Ages
{
    /// <summary>Age zones rows are folded in: younger than 7, 28, 90, 365 days.</summary>
    public const int Zones = 4;

    /// <summary>-1: older than all, or not before the instant.</summary>
    public static int Zone(int asOf, int at)
    {
        var age = (long)asOf - at;
        if (age <= 0)
            return -1;
        for (var zone = 0; zone < Zones; zone++)
        {
            if (age <= Instants.Lengths[zone])
                return zone;
        }

        return -1;
    }

    /// <summary>Zero, the windows and what the models add; ascending.</summary>
    public static int[] Of(IEnumerable<IModel> models) =>
        [
            .. models
                .SelectMany(model => model.Lags)
                .Select(lag => (int)lag.TotalSeconds)
                .Concat(Instants.Windows)
                .Append(0)
                .Distinct()
                .Order(),
        ];

    /// <summary>Times of occurrence whose age passes a lag when time moves.</summary>
    public static IEnumerable<(int From, int To)> Crossed(int before, int after, IReadOnlyList<int> lags)
    {
        var (early, late) = (Math.Min(before, after), Math.Max(before, after));
        foreach (var lag in lags)
            yield return (Instants.Before(early, lag), Instants.Before(late, lag));
    }

    /// <summary>The same for an age and for the age at the start of the day.</summary>
    public static IEnumerable<(int From, int To)> CrossedDaily(int before, int after, IReadOnlyList<int> lags) =>
        Crossed(before, after, lags).Concat(Crossed(Instants.StartOfDay(before), Instants.StartOfDay(after), lags));

    public static bool CrossesBelonging(Person person, int before, int after)
    {
        var (early, late) = (Math.Min(before, after), Math.Max(before, after));
        return person.Belongings.Any(belonging => Within(belonging.From) || Within(belonging.To));

        // The start of the day is an instant of its own for what is refreshed daily.
        bool Within(int edge) =>
            (early < edge && edge <= late) || (Instants.StartOfDay(early) < edge && edge <= Instants.StartOfDay(late));
    }
}

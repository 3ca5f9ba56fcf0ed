using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;

namespace DevRel.Models.Volume;

/// <summary>Numbers that platforms publish about themselves: the latest seen of each, the largest resources by name.</summary>
internal sealed class Popularity : IModel
{
    private const int NamedResources = 50;

    public static readonly Metric Signal = Metric.Gauge(
        "devrel_popularity",
        Unit.Number,
        "Latest published number: stars, forks, downloads ever; views and clones of the last whole day; the 50 largest resources by name, the rest in _other.",
        Labels.Source,
        Labels.Signal,
        Labels.Resource
    ) with
    {
        Gameable = true,
        DefaultGuardrails = ["devrel_active_members", "devrel_new_members"],
        Grade = "D",
        Source = "CHAOSS: Project Popularity",
        Caveat = "Attention can be bought and machines download: no sum over platforms, no people.",
        DropOrder = 6,
    };

    public static IReadOnlyList<Metric> Metrics { get; } = [Signal];

    public IEnumerable<Sample> Report(Moment moment)
    {
        foreach (var family in Latest(moment).GroupBy(seen => (seen.Source, seen.Signal)))
        {
            var largest = family
                .OrderByDescending(seen => seen.Value)
                .ThenBy(seen => seen.Resource, StringComparer.Ordinal)
                .ToList();
            foreach (var seen in largest.Take(NamedResources))
                yield return Signal.Of(seen.Value, family.Key.Source, family.Key.Signal, seen.Resource);
            if (largest.Count > NamedResources)
            {
                var rest = largest.Skip(NamedResources).Sum(seen => seen.Value);
                yield return Signal.Of(rest, family.Key.Source, family.Key.Signal, "_other");
            }
        }
    }

    private static IEnumerable<(string Source, string Signal, string Resource, double Value)> Latest(Moment moment)
    {
        foreach (var (source, signal, resource, values) in moment.Sources.Observations)
        {
            if (NameOf(signal) is not { } name)
                continue;
            // A day's figure grows until the day is over; a standing number is true from the moment it was seen.
            var settled = IsDaily(signal) ? Instants.Before(moment.Instant, Instants.Day) + 1 : moment.Instant;
            var place = LastBefore(values.Keys, settled);
            if (place >= 0)
                yield return (source, name, resource.Length == 0 ? "_all" : resource, values.GetValueAtIndex(place));
        }
    }

    private static bool IsDaily(Activities.Signal signal) =>
        signal is Activities.Signal.Views or Activities.Signal.Clones;

    /// <summary>Null: seen for reports, not a value of the label.</summary>
    private static string? NameOf(Activities.Signal signal) =>
        signal switch
        {
            Activities.Signal.Stars => "stars",
            Activities.Signal.Forks => "forks",
            Activities.Signal.Watchers => "watchers",
            Activities.Signal.Followers => "followers",
            Activities.Signal.Downloads => "downloads",
            Activities.Signal.Views => "views",
            Activities.Signal.Clones => "clones",
            Activities.Signal.Mentions => "mentions",
            Activities.Signal.Members => "members",
            Activities.Signal.MembersOnline => "members_online",
            _ => null,
        };

    private static int LastBefore(IList<int> instants, int end)
    {
        var (low, high) = (0, instants.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (instants[middle] < end)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}

using DevRel.Metrics;
using DevRel.Models.Engine;

namespace DevRel.Models.Responsiveness;

/// <summary>
/// The histogram of first responses. A histogram only rises and cannot take back, so a thread enters once, when its response came while this
/// process lived and has stood for a day; windowed gauges are the exact figures.
/// </summary>
internal sealed class SettledResponses(int since)
{
    public static readonly Metric FirstResponse = Metric.Histogram(
        "devrel_first_response_seconds",
        Unit.Seconds,
        "Time to the first response by a person other than the opener, of threads whose response this process saw and that stood for a day.",
        [300, 900, 3600, 14400, 28800, 86400, 172800, 259200, 604800, 1209600, 2592000],
        Labels.Platform
    ) with
    {
        Indicator = Indicator.Leading,
        Gameable = true,
        DefaultGuardrails = ["devrel_unanswered_threads"],
        Source = "CHAOSS: Time to First Response",
        Caveat =
            "Starts at zero with the process and never takes back; for exact figures use devrel_first_response_window_seconds.",
    };

    public static IReadOnlyList<Metric> Metrics { get; } = [FirstResponse];

    private readonly HashSet<int> counted = [];
    private readonly SortedDictionary<string, (long[] Counts, double Sum)> platforms = new(StringComparer.Ordinal);

    public void Count(Position position)
    {
        if (position.MovedThreads is { } moved)
        {
            foreach (var thread in moved)
                Count(thread, position);
            return;
        }

        for (var thread = 0; thread < position.Community.Threads.Count; thread++)
            Count(thread, position);
    }

    public IEnumerable<Sample> Report(Community community)
    {
        foreach (var (platform, (counts, sum)) in platforms)
        {
            var (cumulative, reached) = (new long[counts.Length], 0L);
            for (var i = 0; i < counts.Length; i++)
                cumulative[i] = reached += counts[i];
            yield return FirstResponse.Of(sum, platform) with
            {
                Histogram = new HistogramCounts(cumulative, sum),
            };
        }
    }

    private void Count(int thread, Position position)
    {
        var events = position.Community.Threads[thread];
        if (events.IsEmpty || events[^1].At < since || counted.Contains(thread))
            return;
        var story = position.Community.Thread(thread, position.AsOf).Story;
        if (!story.NeedsAttention || !story.IsAnswered || story.Responded < since)
            return;
        if ((long)story.Responded + Targets.Settle <= position.AsOf)
            Add(position.Community.Names.Platform(story.Origin), story.Responded - story.Opened);
        else
            return;
        counted.Add(thread);
    }

    private void Add(string platform, int seconds)
    {
        if (!platforms.TryGetValue(platform, out var entry))
            entry = (new long[FirstResponse.Buckets.Count + 1], 0);
        var bucket = 0;
        while (bucket < FirstResponse.Buckets.Count && seconds > FirstResponse.Buckets[bucket])
            bucket++;
        entry.Counts[bucket]++;
        platforms[platform] = (entry.Counts, entry.Sum + seconds);
    }
}

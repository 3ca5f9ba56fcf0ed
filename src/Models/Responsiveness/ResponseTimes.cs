using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;

namespace DevRel.Models.Responsiveness;

/// <summary>How long those who need something wait for a person; what still waits counts as waiting.</summary>
internal sealed class ResponseTimes : IThreadModel
{
    private static readonly (string Name, int Days)[] AgeBuckets =
    [
        ("lt1d", 1),
        ("lt3d", 3),
        ("lt7d", 7),
        ("lt30d", 30),
        ("ge30d", int.MaxValue / Instants.Day),
    ];

    public static readonly Metric InWindow = Metric.Gauge(
        "devrel_first_response_window_seconds",
        Unit.Seconds,
        "Time to the first response by a person other than the opener, of threads opened within the window and answered by now.",
        Labels.Stat,
        Labels.Window
    ) with
    {
        Indicator = Indicator.Leading,
        Gameable = true,
        DefaultGuardrails = ["devrel_unanswered_threads", "devrel_off_schedule_activities"],
        Source = "CHAOSS: Time to First Response",
        Caveat =
            "Looks better the more is ignored: read unanswered threads and the censored median beside it; time as a draft is not subtracted.",
    };

    public static readonly Metric Censored = Metric.Gauge(
        "devrel_first_response_median_censored_seconds",
        Unit.Seconds,
        "Kaplan-Meier median time to the first response of threads opened within the window, waiting ones included; absent while undefined.",
        Labels.Window
    ) with
    {
        Indicator = Indicator.Leading,
        Gameable = true,
        DefaultGuardrails = ["devrel_unanswered_threads"],
        Source = "Kaplan and Meier 1958",
        Caveat = "Absent means that fewer than half were answered, not that nothing was asked.",
    };

    public static readonly Metric Unanswered = Metric.Gauge(
        "devrel_unanswered_threads",
        Unit.Items,
        "Open threads of the community that no person other than the opener has answered, by age.",
        Labels.Platform,
        Labels.AgeBucket
    ) with
    {
        Indicator = Indicator.Guardrail,
        Gameable = true,
        DefaultGuardrails = ["devrel_time_to_close_window_seconds"],
        Source = "CHAOSS: Time to First Response",
        Caveat = "Closing without an answer lowers it too.",
    };

    public static readonly Metric Oldest = Metric.Gauge(
        "devrel_oldest_unanswered_thread_timestamp_seconds",
        Unit.Timestamp,
        "When the longest waiting of the unanswered open threads was opened; absent when nothing waits."
    ) with
    {
        Indicator = Indicator.Guardrail,
    };

    public static readonly Metric InTarget = Metric.Gauge(
        "devrel_threads_answered_in_target",
        Unit.Items,
        "Of the eligible threads of the window those that a person answered within 48 hours.",
        Labels.Window
    ) with
    {
        Indicator = Indicator.Leading,
        Gameable = true,
        DefaultGuardrails = ["devrel_unanswered_threads"],
    };

    public static readonly Metric Eligible = Metric.Gauge(
        "devrel_threads_eligible",
        Unit.Items,
        "Threads opened within the window and at least 48 hours ago, without those that their opener closed unanswered before that.",
        Labels.Window
    );

    public static IReadOnlyList<Metric> Metrics { get; } = [InWindow, Censored, Unanswered, Oldest, InTarget, Eligible];

    private readonly Bag[] answered = [.. Enumerable.Range(0, Ages.Zones).Select(_ => new Bag())];
    private readonly Bag[] gaveUp = [.. Enumerable.Range(0, Ages.Zones).Select(_ => new Bag())];
    private readonly OpenSince waiting = new();

    /// <summary>By origin: threads that need or needed attention, then the unanswered by age.</summary>
    private readonly Dictionary<ushort, int[]> threads = [];
    private ByZone inTarget;
    private ByZone eligible;

    /// <summary>An age below a day is one of at most a second less.</summary>
    public IReadOnlyList<TimeSpan> Lags { get; } =
    [
        .. AgeBuckets
            .SkipLast(1)
            .Select(bucket => bucket.Days * Instants.Day)
            .Append(Targets.Answer)
            .Append(Targets.Settle)
            .Select(age => TimeSpan.FromSeconds(age - 1)),
    ];

    public void Fold(in ThreadView thread, int sign)
    {
        var story = thread.Story;
        if (!story.NeedsAttention)
            return;
        FoldTarget(story, thread.AsOf, sign);
        var counts = CountsOf(story.Origin);
        counts[0] += sign;
        if (story is { IsOpen: true, IsAnswered: false })
        {
            waiting.Fold(story.Opened, sign);
            counts[1 + AgeBucket(thread.AsOf - (long)story.Opened)] += sign;
        }

        var zone = Ages.Zone(thread.AsOf, story.Opened);
        if (zone < 0)
            return;
        if (story.IsAnswered)
            answered[zone].Fold(story.Responded - story.Opened, sign);
        else if (!story.IsOpen)
            gaveUp[zone].Fold(story.Closed - story.Opened, sign);
    }

    public IEnumerable<Sample> Report(Moment moment)
    {
        for (var window = 0; window < Ages.Zones; window++)
        {
            if (!moment.Known.Covers(window))
                continue;
            foreach (var sample in OfWindow(moment.Instant, window))
                yield return sample;
        }

        if (!moment.Known.History)
            yield break;
        foreach (var sample in Waiting(moment))
            yield return sample;
    }

    private List<Sample> OfWindow(int asOf, int window)
    {
        var name = Window.All[window].Name;
        var samples = Stats.Of(InWindow, answered.AsSpan(0, window + 1), name);
        var from = Instants.Before(asOf, Instants.Lengths[window]);
        var zones = window + 1;
        if (KaplanMeier.Median(answered.AsSpan(0, zones), gaveUp.AsSpan(0, zones), waiting, from, asOf) is { } median)
            samples.Add(Censored.Of(median, name));
        samples.Add(InTarget.Of(inTarget[window], name));
        samples.Add(Eligible.Of(eligible[window], name));
        return samples;
    }

    private IEnumerable<Sample> Waiting(Moment moment)
    {
        foreach (
            var platform in threads
                .Where(pair => pair.Value[0] > 0)
                .GroupBy(pair => moment.Names.Platform(pair.Key), StringComparer.Ordinal)
        )
        {
            for (var bucket = 0; bucket < AgeBuckets.Length; bucket++)
                yield return Unanswered.Of(
                    platform.Sum(pair => pair.Value[1 + bucket]),
                    platform.Key,
                    AgeBuckets[bucket].Name
                );
        }

        if (waiting.Oldest is { } oldest)
            yield return Oldest.Of(Instants.Unix(oldest));
    }

    private void FoldTarget(in ThreadStory story, int asOf, int sign)
    {
        var decided = (long)story.Opened + Targets.Answer;
        var withdrawn = story is { IsAnswered: false, ClosedByOpener: true } && story.Closed <= decided;
        if (decided > asOf || withdrawn)
            return;
        for (var window = 0; window < Ages.Zones; window++)
        {
            if (story.Opened < Instants.Before(asOf, Instants.Lengths[window]))
                continue;
            eligible[window] += sign;
            inTarget[window] += story.Responded <= decided ? sign : 0;
        }
    }

    private static int AgeBucket(long age)
    {
        var bucket = 0;
        while (age >= (long)AgeBuckets[bucket].Days * Instants.Day && bucket < AgeBuckets.Length - 1)
            bucket++;
        return bucket;
    }

    private int[] CountsOf(ushort origin)
    {
        if (!threads.TryGetValue(origin, out var counts))
            threads.Add(origin, counts = new int[1 + AgeBuckets.Length]);
        return counts;
    }
}

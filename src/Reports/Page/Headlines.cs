using DevRel.Metrics;

namespace DevRel.Reports.Page;

/// <summary>One number worth a picture.</summary>
/// <param name="Title">What a DevRel lead calls it.</param>
/// <param name="Family">The metric it is.</param>
/// <param name="Labels">Those that select its series; series left after that are summed.</param>
/// <param name="Over">Family of the denominator, when the number is a share.</param>
public sealed record Headline(
    string Title,
    string Family,
    IReadOnlyDictionary<string, string> Labels,
    string? Over = null
)
{
    /// <summary>In reading order. A family the catalogue lacks, or that has no value yet, is said to be unknown rather than zero.</summary>
    public static IReadOnlyList<Headline> All { get; } =
    [
        new("Active members, 28 days", "devrel_active_members", Where(("window", "28d"), ("member_class", "human"))),
        new("New members, 28 days", "devrel_new_members", Where(("window", "28d"))),
        new("Returning members, 28 days", "devrel_returning_members", Where(("window", "28d"))),
        new("Activities, 28 days", "devrel_window_activities", Where(("window", "28d"))),
        new(
            "First response, median, 28 days",
            "devrel_first_response_window_seconds",
            Where(("stat", "p50"), ("window", "28d"))
        ),
        new("Unanswered threads", "devrel_unanswered_threads", Where()),
        new("Helpers, 28 days", "devrel_helpers", Where(("window", "28d"))),
        new("Changes merged, 28 days", "devrel_change_requests_merged", Where(("window", "28d"))),
        new("Contributor absence factor, 90 days", "devrel_contributor_absence_factor", Where(("window", "90d"))),
        new("Orbit gravity, 90 days", "devrel_orbit_gravity", Where(("window", "90d"))),
        new(
            "Still here after 90 days",
            "devrel_nday_retained_members",
            Where(("horizon", "90d")),
            Over: "devrel_nday_eligible_members"
        ),
        new("Stars", "devrel_popularity", Where(("signal", "stars"))),
    ];

    /// <summary>NaN when no series matches: not known.</summary>
    public double ValueIn(SampleSet set)
    {
        var value = Sum(set, Family);
        return Over is null ? value : value / Sum(set, Over);
    }

    private double Sum(SampleSet set, string family)
    {
        var matching = set.Samples.Where(sample => sample.Metric.Name == family && Matches(sample)).ToList();
        return matching.Count == 0 ? double.NaN : matching.Sum(sample => sample.Value);
    }

    private bool Matches(Sample sample) => Labels.All(wanted => sample.LabelValue(wanted.Key) == wanted.Value);

    private static Dictionary<string, string> Where(params (string Name, string Value)[] labels) =>
        labels.ToDictionary(label => label.Name, label => label.Value, StringComparer.Ordinal);
}

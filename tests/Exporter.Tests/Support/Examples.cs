using DevRel.Metrics;
using DevRel.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevRel.Exporter.Tests.Support;

/// <summary>Made-up definitions and a page that has something of every kind.</summary>
internal static class Examples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly Metric Active = Metric.Gauge(
        "devrel_active_members",
        Unit.Members,
        "Members with at least one activity in the window.",
        Labels.Window,
        Labels.MemberClass
    );

    public static readonly Metric Activities = Metric.Counter(
        "devrel_activities_total",
        Unit.Activities,
        "Activities seen live, \"as they came\", by kind \\ platform.",
        Labels.Source,
        Labels.Kind
    );

    public static readonly Metric FirstResponse = Metric.Histogram(
        "devrel_first_response_seconds",
        Unit.Seconds,
        "Time from a thread's opening to its first answer, settled threads.",
        [900, 3600, 86400, 1209600],
        Labels.Platform
    );

    public static readonly Metric ByGeo = Metric.Gauge(
        "devrel_active_members_by_geo",
        Unit.Members,
        "Active members by subregion of the world in the window.",
        Labels.Geo
    ) with
    {
        DropOrder = 3,
    };

    public static readonly Metric Popularity = Metric.Gauge(
        "devrel_popularity",
        Unit.Number,
        "Stars, forks and downloads as the platform counts them.",
        Labels.Resource
    ) with
    {
        DropOrder = 5,
    };

    public static readonly Metric Watermark = Metric.Gauge(
        "devrel_source_watermark_timestamp_seconds",
        Unit.Timestamp,
        "Until when the data of a source is complete, as Unix time.",
        Labels.Source
    );

    public static IReadOnlyList<SampleSet> Sets { get; } =
    [
        new SampleSet(
            "contoso",
            Noon,
            [
                Active.Of(12, "7d", "human"),
                Active.Of(40, "28d", "human"),
                Activities.Of(1234567, "git", "commit"),
                Activities.Of(3, "odd \"name\" \\ with\nall", "commit"),
                FirstResponse.Of(123456.5, "github") with
                {
                    Histogram = new HistogramCounts([1, 3, 7, 9, 10], 123456.5),
                },
                ByGeo.Of(5, "Western Europe"),
                ByGeo.Of(7, "unknown"),
                Popularity.Of(8.25, "contoso/sdk"),
                Watermark.Of(1772366400.125, "git"),
                ExporterMetrics.ProgramInfo.Of(1, "Europe/Berlin"),
            ]
        ),
        new SampleSet("fabrikam", Noon, [Active.Of(double.NaN, "7d", "human")]),
        new SampleSet(null, Noon, []),
    ];

    public static SnapshotPublisher Publisher(TimeProvider? clock = null, Func<string, int>? budgetOf = null) =>
        new(clock ?? new ManualClock(Noon), NullLogger<SnapshotPublisher>.Instance, budgetOf);

    public static MetricsSnapshot Snapshot(params IReadOnlyList<SampleSet> sets) =>
        MetricsSnapshot.Build(sets, Noon, _ => 2000, withDefinitions: false);

    public static OpenMetricsPage OpenMetrics(MetricsSnapshot snapshot) =>
        OpenMetricsPage.Parse([.. snapshot.Body(ExpositionFormat.OpenMetrics, gzip: false).Span, .. "# EOF\n"u8]);

    public static IReadOnlyList<ParsedFamily> Text(MetricsSnapshot snapshot) =>
        TextPage.Parse(snapshot.Body(ExpositionFormat.Text, gzip: false).Span);
}

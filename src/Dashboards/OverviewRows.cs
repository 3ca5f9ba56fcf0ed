using DevRel.Metrics;

namespace DevRel.Dashboards;

/// <summary>What the overview shows, row by row: the numbers first, then who, how fast, how healthy, how lasting, towards what, and how far to trust it.</summary>
internal static class OverviewRows
{
    private const string Month = "window=\"28d\"";
    private const string Quarter = "window=\"90d\"";
    private const string Human = "member_class=\"human\"";
    private const string OverMonth = "Rolling window of 28 days.";
    private const string OverQuarter = "Rolling window of 90 days.";
    private const string NoThreads = "No thread in the window";
    private const string NoObjectives = "No key results are declared";

    private static readonly IReadOnlyDictionary<string, string> YesNo = Words("No", "Yes");

    public static IReadOnlyList<Row> All { get; } =
    [
        new("Key numbers", KeyNumbers()),
        new("Members", Members()),
        new("Responsiveness", Responsiveness()),
        new("Support", Support()),
        new("Contribution health", Contribution()),
        new("Orbit", Orbit()),
        new("Retention", Retention()),
        new("Objectives", Objectives()),
        new("Data quality and freshness", Quality()),
    ];

    private static IReadOnlyList<Panel> KeyNumbers() =>
        [
            Stat("Active members", "devrel_active_members", $"{Month}, {Human}", OverMonth),
            Stat("New members", "devrel_new_members", Month, OverMonth),
            Stat("Returning members", "devrel_returning_members", Month, OverMonth),
            Stat("Median first response", "devrel_first_response_median_censored_seconds", Quarter, OverQuarter) with
            {
                NoValue = NoThreads,
            },
            Share("Answered in target", "devrel_threads_answered_in_target", "devrel_threads_eligible", "", Month) with
            {
                Visual = Visual.Stat,
                Width = 4,
                NoValue = NoThreads,
                Note = OverMonth,
            },
            new("Oldest data", Visual.Stat, ["devrel_source_watermark_timestamp_seconds"], OldestWatermark)
            {
                Width = 4,
                Unit = "s",
                NoValue = "No source has delivered yet",
                Note = "Shown as the age of the source that is furthest behind.",
            },
        ];

    private static IReadOnlyList<Panel> Members() =>
        [
            Lines(
                "Members over time",
                OverMonth,
                ("devrel_active_members", $"{Month}, {Human}", "active"),
                ("devrel_new_members", Month, "new"),
                ("devrel_returning_members", Month, "returning"),
                ("devrel_inactive_members", Month, "inactive")
            ),
            Split("Active members by class", "devrel_active_members", "member_class", Month, OverMonth),
            Lines(
                "Depth of participation",
                OverQuarter,
                ("devrel_repeat_members", Quarter, "repeat"),
                ("devrel_occasional_members", Quarter, "occasional")
            ),
        ];

    private static IReadOnlyList<Panel> Responsiveness() =>
        [
            Split("Time to first response", "devrel_first_response_window_seconds", "stat", Month, OverMonth) with
            {
                NoValue = NoThreads,
            },
            new(
                "Threads that wait for an answer",
                Visual.TimeSeries,
                ["devrel_unanswered_threads"],
                metrics =>
                    [new($"sum by (program, age_bucket) ({Max(metrics[0], "platform, age_bucket")})", "{{age_bucket}}")]
            )
            {
                NoValue = "No thread is waiting",
                Note = "Look at it beside the time to first response, which knows only threads that were answered.",
            },
            new(
                "Longest wait",
                Visual.Stat,
                ["devrel_oldest_unanswered_thread_timestamp_seconds"],
                metrics => [new(Query.Age(metrics[0]), "longest wait")]
            )
            {
                Unit = "s",
                NoValue = "No thread is waiting",
                Note = "Shown as the age of that thread.",
            },
        ];

    private static IReadOnlyList<Panel> Support() =>
        [
            Split("Questions by who answered", "devrel_questions", "answered_by", Month, OverMonth) with
            {
                Width = 12,
            },
            Lines("Helpers", OverMonth, ("devrel_helpers", Month, "helpers")) with
            {
                Width = 6,
            },
            Lines(
                "Concentration of answers",
                OverMonth,
                ("devrel_answer_concentration_ratio", Month, "concentration")
            ) with
            {
                Width = 6,
                NoValue = "No answers in the window",
            },
        ];

    private static IReadOnlyList<Panel> Contribution() =>
        [
            Lines(
                "Change requests",
                OverMonth,
                ("devrel_change_requests_opened", Month, "opened"),
                ("devrel_change_requests_merged", Month, "merged"),
                ("devrel_change_requests_declined", Month, "declined")
            ) with
            {
                NoValue = "No source has change requests",
            },
            Lines(
                "Who it would take to lose half",
                OverQuarter,
                ("devrel_contributor_absence_factor", Quarter, "people"),
                ("devrel_elephant_factor", Quarter, "organizations")
            ),
            Lines(
                "Share of the largest organization",
                OverQuarter,
                ("devrel_organization_top_share_ratio", Quarter, "share")
            ) with
            {
                NoValue = "No contribution with a known organization",
            },
        ];

    private static IReadOnlyList<Panel> Orbit() =>
        [
            Split("Members by orbit level", "devrel_orbit_members", "orbit_level", "", ""),
            new(
                "Moves between levels",
                Visual.BarGauge,
                ["devrel_orbit_transitions"],
                metrics => [new(Query.Max(metrics[0], "from, to", Month), "{{from}} to {{to}}")]
            )
            {
                Note = OverMonth,
                NoValue = "Nobody moved in the window",
            },
            Lines("Gravity", OverMonth, ("devrel_orbit_gravity", Month, "gravity")) with
            {
                NoValue = "Nobody was on a level when the window began",
            },
        ];

    private static IReadOnlyList<Panel> Retention() =>
        [
            Share(
                "Retained by age of cohort",
                "devrel_retained_members",
                "devrel_cohort_members",
                "cohort_age",
                ""
            ) with
            {
                Width = 12,
                NoValue = "No cohort is old enough yet",
            },
            Share(
                "Still there after so long",
                "devrel_nday_retained_members",
                "devrel_nday_eligible_members",
                "horizon",
                ""
            ) with
            {
                Width = 12,
                NoValue = "No member is old enough yet",
            },
        ];

    private static IReadOnlyList<Panel> Objectives() =>
        [
            new(
                "Progress of key results, and what is expected by now",
                Visual.BarGauge,
                ["devrel_key_result_progress_ratio", "devrel_key_result_expected_ratio"],
                metrics =>
                    [
                        new(Query.Max(metrics[0], "objective, key_result"), "{{key_result}}"),
                        new(Query.Max(metrics[1], "objective, key_result"), "{{key_result}}, expected"),
                    ]
            )
            {
                Width = 12,
                NoValue = NoObjectives,
            },
            new(
                "On track",
                Visual.Stat,
                ["devrel_key_result_on_track"],
                metrics => [new(Query.Max(metrics[0], "objective, key_result"), "{{key_result}}")]
            )
            {
                Width = 6,
                Words = Words("Off track", "On track"),
                NoValue = NoObjectives,
            },
            new(
                "Guardrails breached",
                Visual.Stat,
                ["devrel_guardrail_breached"],
                metrics => [new(Query.Max(metrics[0], "key_result, guardrail"), "{{key_result}}: {{guardrail}}")]
            )
            {
                Width = 6,
                Words = YesNo,
                NoValue = "No guardrails are declared",
            },
        ];

    private static IReadOnlyList<Panel> Quality() =>
        [
            new(
                "State of sources",
                Visual.Table,
                ["devrel_source_state"],
                metrics => [new($"{Query.Max(metrics[0], "source, state")} == 1", "{{source}}: {{state}}")]
            )
            {
                Words = Words("Not so", "In this state"),
                NoValue = "No sources are declared",
            },
            new(
                "Age of the data",
                Visual.TimeSeries,
                ["devrel_source_watermark_timestamp_seconds"],
                metrics => [new(Query.Age(metrics[0], "source"), "{{source}}")]
            )
            {
                Unit = "s",
                NoValue = "No source has delivered yet",
                Note = "Shown as the time since then.",
            },
            new(
                "Series left out for want of budget",
                Visual.Stat,
                ["devrel_exporter_series_dropped_total"],
                metrics => [new($"sum({Query.Gained(metrics[0], "family")}) or vector(0)", "left out in an hour")]
            )
            {
                Note = "Over the last hour; anything but 0 means that panels above may be empty.",
            },
        ];

    private static Panel Stat(string title, string family, string matchers, string note) =>
        new(title, Visual.Stat, [family], metrics => [new(Query.Max(metrics[0], "", matchers), "")])
        {
            Width = 4,
            Note = note,
        };

    private static Panel Lines(
        string title,
        string note,
        params IReadOnlyList<(string Family, string Matchers, string Legend)> lines
    ) =>
        new(
            title,
            Visual.TimeSeries,
            [.. lines.Select(line => line.Family)],
            metrics => [.. lines.Select((line, i) => new Target(Query.Max(metrics[i], "", line.Matchers), line.Legend))]
        )
        {
            Note = note,
        };

    private static Panel Split(string title, string family, string label, string matchers, string note) =>
        new(
            title,
            Visual.TimeSeries,
            [family],
            metrics => [new(Query.Max(metrics[0], label, matchers), $"{{{{{label}}}}}")]
        )
        {
            Note = note,
        };

    /// <summary>Two counts, divided here: where nothing is eligible there is no share, rather than one that is not a number.</summary>
    private static Panel Share(string title, string part, string whole, string by, string matchers) =>
        new(
            title,
            Visual.BarGauge,
            [part, whole],
            metrics =>
                [
                    new(
                        $"{Query.Max(metrics[0], by, matchers)} / ({Query.Max(metrics[1], by, matchers)} > 0)",
                        by.Length > 0 ? $"{{{{{by}}}}}" : ""
                    ),
                ]
        )
        {
            Unit = "percentunit",
        };

    private static IReadOnlyList<Target> OldestWatermark(IReadOnlyList<Metric> metrics) =>
        [new($"max by (program) ({Query.Age(metrics[0], "source")})", "")];

    private static string Max(Metric metric, string by) => Query.Max(metric, by);

    private static IReadOnlyDictionary<string, string> Words(string zero, string one) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal) { ["0"] = zero, ["1"] = one };
}

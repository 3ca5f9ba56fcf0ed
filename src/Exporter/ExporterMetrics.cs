using System.Globalization;
using DevRel.Metrics;

namespace DevRel.Exporter;

/// <summary>The families that speak about the page itself, its definitions and the process behind it.</summary>
public static class ExporterMetrics
{
    private static readonly Label TimeZone = new("time_zone");
    private static readonly Label Generation = new("generation", ["0", "1", "2"]);

    public static readonly Metric DefinitionInfo = Metric.Info(
        "devrel_metric_definition_info",
        "Version of the definition behind each family on this page; a changed formula raises it.",
        Labels.Family,
        Labels.DefinitionVersion
    ) with
    {
        Scope = MetricScope.Process,
    };

    public static readonly Metric ProgramInfo = Metric.Info(
        "devrel_program_info",
        "The programs on this page, with the time zone of their calendar periods.",
        TimeZone
    );

    public static readonly Metric SourceInfo = Metric.Info(
        "devrel_source_info",
        "The sources that a program counts, with the platform each is on.",
        Labels.Source,
        Labels.Platform
    );

    public static readonly Metric Series = OfProcess(
        Metric.Gauge("devrel_exporter_series", Unit.Number, "Series in the snapshot that is being served.")
    );

    public static readonly Metric SeriesDropped = OfProcess(
        Metric.Counter(
            "devrel_exporter_series_dropped_total",
            Unit.Number,
            "Series left out because their program was over its series budget, counted at every snapshot.",
            Labels.Family
        )
    );

    public static readonly Metric SeriesRefused = OfProcess(
        Metric.Counter(
            "devrel_exporter_series_refused_total",
            Unit.Number,
            "Series left out because they came twice or did not fit their definition, counted at every snapshot.",
            Labels.Family
        )
    );

    public static readonly Metric MeasurementsDropped = OfProcess(
        Metric.Counter(
            "devrel_exporter_measurements_dropped_total",
            Unit.Number,
            "Measurements of instruments left out because their tags make too many series or cannot be labels.",
            Labels.Family
        )
    );

    public static readonly Metric SnapshotTimestamp = OfProcess(
        Metric.Gauge(
            "devrel_exporter_snapshot_timestamp_seconds",
            Unit.Timestamp,
            "When the snapshot that is being served was published, as Unix time."
        )
    );

    public static readonly Metric RenderDuration = OfProcess(
        Metric.Gauge(
            "devrel_exporter_render_duration_seconds",
            Unit.Seconds,
            "How long the latest snapshot took to be spelled in all formats, off the path of any scrape."
        )
    );

    public static readonly Metric BuildInfo = OfProcess(
        Metric.Info("devrel_build_info", "Version of the program that serves this page.", Labels.Version)
    );

    public static readonly Metric ProcessCpu = OfProcess(
        Metric.Counter(
            "process_cpu_seconds_total",
            Unit.Seconds,
            "User and system time that the process has spent on processors."
        )
    );

    public static readonly Metric ProcessStart = OfProcess(
        Metric.Gauge("process_start_time_seconds", Unit.Seconds, "When the process was started, as Unix time.")
    );

    public static readonly Metric ProcessResident = OfProcess(
        Metric.Gauge("process_resident_memory_bytes", Unit.Bytes, "Memory of the process that is held in RAM.")
    );

    public static readonly Metric ProcessVirtual = OfProcess(
        Metric.Gauge("process_virtual_memory_bytes", Unit.Bytes, "Address space that the process has reserved.")
    );

    public static readonly Metric ProcessThreads = OfProcess(
        Metric.Gauge("process_threads", Unit.Number, "Threads of the process, those of the runtime included.")
    );

    public static readonly Metric ProcessOpenFiles = OfProcess(
        Metric.Gauge("process_open_fds", Unit.Number, "File descriptors that the process holds open.")
    );

    public static readonly Metric ProcessMaxFiles = OfProcess(
        Metric.Gauge("process_max_fds", Unit.Number, "File descriptors that the process may hold open.")
    );

    public static readonly Metric GcCollections = OfProcess(
        Metric.Counter(
            "dotnet_gc_collections_total",
            Unit.Number,
            "Garbage collections since the start, by the oldest generation collected.",
            Generation
        )
    );

    public static readonly Metric GcHeap = OfProcess(
        Metric.Gauge(
            "dotnet_gc_heap_bytes",
            Unit.Bytes,
            "Size of the managed heap at the latest collection, fragments included."
        )
    );

    public static readonly Metric GcPause = OfProcess(
        Metric.Counter(
            "dotnet_gc_pause_seconds_total",
            Unit.Seconds,
            "Time for which garbage collections have paused the process."
        )
    );

    public static readonly Metric ThreadPoolQueue = OfProcess(
        Metric.Gauge("dotnet_threadpool_queue_items", Unit.Number, "Work items that wait for a thread of the pool.")
    );

    /// <summary>Every definition of this room.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        DefinitionInfo,
        ProgramInfo,
        SourceInfo,
        Series,
        SeriesDropped,
        SeriesRefused,
        MeasurementsDropped,
        SnapshotTimestamp,
        RenderDuration,
        BuildInfo,
        ProcessCpu,
        ProcessStart,
        ProcessResident,
        ProcessVirtual,
        ProcessThreads,
        ProcessOpenFiles,
        ProcessMaxFiles,
        GcCollections,
        GcHeap,
        GcPause,
        ThreadPoolQueue,
    ];

    internal static Sample About(Metric metric) =>
        DefinitionInfo.Of(1, metric.Name, metric.DefinitionVersion.ToString(CultureInfo.InvariantCulture));

    private static Metric OfProcess(Metric metric) => metric with { Scope = MetricScope.Process };
}

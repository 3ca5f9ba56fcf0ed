using System.Diagnostics;
using System.Globalization;
using DevRel.Metrics;

namespace DevRel.Exporter;

/// <summary>The process figures that every exporter shows, under their usual names. What a system does not tell is absent.</summary>
internal static class ProcessFigures
{
    private static readonly double StartedAt = StartTime();
    private static readonly double? MaxFiles = ReadMaxFiles();

    public static IEnumerable<Sample> Read()
    {
        yield return ExporterMetrics.ProcessCpu.Of(Environment.CpuUsage.TotalTime.TotalSeconds);
        yield return ExporterMetrics.ProcessStart.Of(StartedAt);
        yield return ExporterMetrics.ProcessResident.Of(Environment.WorkingSet);
        if (ReadStatus() is var (reserved, threads))
        {
            yield return ExporterMetrics.ProcessVirtual.Of(reserved);
            yield return ExporterMetrics.ProcessThreads.Of(threads);
        }

        if (OperatingSystem.IsLinux())
            yield return ExporterMetrics.ProcessOpenFiles.Of(
                Directory.EnumerateFileSystemEntries("/proc/self/fd").Count()
            );
        if (MaxFiles is { } maxFiles)
            yield return ExporterMetrics.ProcessMaxFiles.Of(maxFiles);
        for (var generation = 0; generation <= 2; generation++)
        {
            yield return ExporterMetrics.GcCollections.Of(
                GC.CollectionCount(generation),
                generation.ToString(CultureInfo.InvariantCulture)
            );
        }

        yield return ExporterMetrics.GcHeap.Of(GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes);
        yield return ExporterMetrics.GcPause.Of(GC.GetTotalPauseDuration().TotalSeconds);
        yield return ExporterMetrics.ThreadPoolQueue.Of(ThreadPool.PendingWorkItemCount);
    }

    private static double StartTime()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0;
    }

    /// <summary>Fields 20 and 23 of <c>/proc/self/stat</c>; the name in front of them may hold spaces, so count from its closing bracket.</summary>
    private static (double Reserved, double Threads)? ReadStatus()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (
            double.Parse(fields[20], CultureInfo.InvariantCulture),
            double.Parse(fields[17], CultureInfo.InvariantCulture)
        );
    }

    private static double? ReadMaxFiles()
    {
        const string name = "Max open files";
        if (!OperatingSystem.IsLinux())
            return null;
        var line = File.ReadLines("/proc/self/limits")
            .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        var soft = line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return double.TryParse(soft, NumberStyles.Integer, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}

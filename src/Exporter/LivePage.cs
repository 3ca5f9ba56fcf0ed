using DevRel.Metrics;

namespace DevRel.Exporter;

/// <summary>
/// The small second part of a page, written at each scrape: figures of the process, of publishing, and of the instruments that <see cref="MeterBridge"/>
/// listens to. As a gzip member of its own it does not make the large first part be compressed again.
/// </summary>
internal sealed class LivePage(SnapshotPublisher publisher, MeterBridge? bridge)
{
    private static readonly string Version = typeof(LivePage).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>With the end of the page. Families that <paramref name="snapshot"/> has are left out: a family stands on a page once.</summary>
    public ReadOnlyMemory<byte> Write(MetricsSnapshot snapshot, ExpositionFormat format)
    {
        var page = new PageWriter(8192);
        var samples = publisher
            .Samples()
            .Concat(ProcessFigures.Read())
            .Concat(bridge?.LeftOut() ?? [])
            .Append(ExporterMetrics.BuildInfo.Of(1, Version))
            .GroupBy(sample => sample.Metric)
            .Where(family => !snapshot.Holds(family.Key.Name));
        foreach (var family in samples)
        {
            new SeriesFamily(family.Key, [.. family.Select(sample => new OwnedSample(null, sample))]).Write(
                page,
                format
            );
        }

        bridge?.Write(page, format, snapshot.Holds);
        if (format == ExpositionFormat.OpenMetrics)
            page.Append("# EOF\n"u8);
        return page.Written;
    }
}

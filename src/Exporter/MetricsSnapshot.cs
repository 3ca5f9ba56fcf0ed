using System.IO.Compression;
using DevRel.Metrics;

namespace DevRel.Exporter;

/// <summary>
/// All series of one instant, spelled once in each format and once compressed. Immutable: any number of scrapes read the same bytes.
/// The bytes are the first part of a page; the process' own figures and the end of the page follow them.
/// </summary>
public sealed class MetricsSnapshot
{
    private readonly byte[][] bodies;
    private readonly HashSet<string> names;

    private MetricsSnapshot(DateTimeOffset at, IReadOnlyList<SeriesFamily> families, SnapshotBuilder? builder)
    {
        At = at;
        Families = families;
        Series = families.Sum(family => family.Series);
        Dropped = builder?.Dropped ?? [];
        Refused = [.. builder?.Refused ?? []];
        names = new HashSet<string>(families.Select(family => family.Definition.Name), StringComparer.Ordinal);
        names.UnionWith(
            families.Select(family => FamilyNames.OpenMetrics(family.Definition.Name, family.Definition.Kind))
        );
        var text = Write(ExpositionFormat.Text);
        var openMetrics = Write(ExpositionFormat.OpenMetrics);
        bodies = [text, openMetrics, Gzip.Member(text), Gzip.Member(openMetrics)];
    }

    /// <summary>What is served before the first result: no family at all.</summary>
    public static MetricsSnapshot Empty { get; } = new(DateTimeOffset.UnixEpoch, [], null);

    public DateTimeOffset At { get; }

    /// <summary>Lines with a value, as Prometheus counts them: a histogram is one for each bucket and two more.</summary>
    public int Series { get; }

    public IReadOnlyList<DroppedFamily> Dropped { get; }

    public IReadOnlyList<RefusedSeries> Refused { get; }

    internal IReadOnlyList<SeriesFamily> Families { get; }

    /// <param name="budgetOf">How many series a program may have.</param>
    public static MetricsSnapshot Build(
        IReadOnlyList<SampleSet> sets,
        DateTimeOffset at,
        Func<string, int> budgetOf,
        bool withDefinitions = true
    )
    {
        var builder = new SnapshotBuilder();
        foreach (var set in sets)
            builder.Add(set);
        if (withDefinitions)
            builder.AddDefinitions();
        return new MetricsSnapshot(at, builder.Build(budgetOf), builder);
    }

    /// <summary>Without the end that OpenMetrics wants.</summary>
    public ReadOnlyMemory<byte> Body(ExpositionFormat format, bool gzip) => bodies[(int)format + (gzip ? 2 : 0)];

    /// <summary>True when the page has this family, under its own or its OpenMetrics name.</summary>
    public bool Holds(string name) => names.Contains(name);

    internal void WriteTo(PageWriter page, ExpositionFormat format)
    {
        foreach (var family in Families)
            family.Write(page, format);
    }

    private byte[] Write(ExpositionFormat format)
    {
        var page = new PageWriter(Math.Max(4096, Series * 96));
        WriteTo(page, format);
        return page.Written.ToArray();
    }
}

/// <summary>A gzip member; members put one after the other are one valid body.</summary>
internal static class Gzip
{
    public static byte[] Member(ReadOnlyMemory<byte> bytes)
    {
        using var compressed = new MemoryStream();
        // Fastest: pages repeat themselves so much that more effort buys a third in size for four times the time.
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes.Span);
        return compressed.ToArray();
    }
}

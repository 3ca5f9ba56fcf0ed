using DevRel.Metrics;

namespace DevRel.Exporter;

/// <summary>One series before it is spelled: whose it is (null: the process) and what it says.</summary>
internal readonly record struct OwnedSample(string? Program, Sample Sample)
{
    /// <summary>Lines on the page: what Prometheus stores.</summary>
    public int Lines => Sample.Histogram is { } histogram ? histogram.Cumulative.Count + 2 : 1;
}

/// <summary>
/// A family ready to be written: the key of each line (<c>name{labels} </c>) lies spelled in one array, the values in another, so that writing a page
/// copies and formats and does nothing else.
/// </summary>
internal sealed class SeriesFamily
{
    private readonly byte[] keys;
    private readonly int[] ends;
    private readonly double[] values;

    public SeriesFamily(Metric definition, IReadOnlyList<OwnedSample> samples)
    {
        Definition = definition;
        Samples = samples;
        var lines = samples.Sum(sample => sample.Lines);
        (ends, values) = (new int[lines], new double[lines]);
        var page = new PageWriter(Math.Max(64, lines * 64));
        var line = 0;
        foreach (var sample in samples)
            line = Spell(page, sample, line);
        keys = page.Written.ToArray();
    }

    public Metric Definition { get; }

    public IReadOnlyList<OwnedSample> Samples { get; }

    public int Series => values.Length;

    public void Write(PageWriter page, ExpositionFormat format)
    {
        page.AppendHeader(format, Definition.Name, Definition.Kind, Definition.Help);
        var from = 0;
        for (var line = 0; line < values.Length; line++)
        {
            var end = ends[line];
            page.AppendSeries(keys.AsSpan(from, end - from), values[line]);
            from = end;
        }
    }

    private int Spell(PageWriter page, OwnedSample owned, int line)
    {
        if (owned.Sample.Histogram is not { } histogram)
            return Line(page, owned, "", null, owned.Sample.Value, line);
        for (var i = 0; i < histogram.Cumulative.Count; i++)
        {
            var bound = i < Definition.Buckets.Count ? Definition.Buckets[i] : double.PositiveInfinity;
            line = Line(page, owned, "_bucket", WireNumber.Bound(bound), histogram.Cumulative[i], line);
        }

        line = Line(page, owned, "_sum", null, histogram.Sum, line);
        return Line(page, owned, "_count", null, histogram.Count, line);
    }

    private int Line(PageWriter page, OwnedSample owned, string suffix, string? bound, double value, int line)
    {
        page.Append(Definition.Name);
        page.Append(suffix);
        var open = false;
        if (owned.Program is { } program)
            open = Label(page, Labels.Program.Name, program, open);
        for (var i = 0; i < Definition.Labels.Count; i++)
            open = Label(page, Definition.Labels[i].Name, owned.Sample.Labels[i], open);
        if (bound is not null)
            open = Label(page, "le", bound, open);
        page.Append(open ? "} "u8 : " "u8);
        ends[line] = page.Length;
        values[line] = value;
        return line + 1;
    }

    private static bool Label(PageWriter page, string name, string value, bool open)
    {
        page.Append(open ? ","u8 : "{"u8);
        page.Append(name);
        page.Append("=\""u8);
        page.AppendEscaped(value);
        page.Append("\""u8);
        return true;
    }
}

namespace DevRel.Metrics;

/// <summary>One series' value: <see cref="Labels"/> in the order the metric declares them, without <c>program</c>.</summary>
public readonly record struct Sample(Metric Metric, IReadOnlyList<string> Labels, double Value)
{
    /// <summary>Cumulative counts by the metric's buckets; null unless a histogram. <see cref="Value"/> is then the sum.</summary>
    public HistogramCounts? Histogram { get; init; }

    /// <summary>Null when the metric has no such label.</summary>
    public string? LabelValue(string name)
    {
        for (var i = 0; i < Metric.Labels.Count; i++)
        {
            if (Metric.Labels[i].Name == name)
                return Labels[i];
        }

        return null;
    }

    /// <summary>Errors: <see cref="ArgumentException"/> for another number of labels, or a value outside a closed set.</summary>
    public static Sample Create(Metric metric, double value, IReadOnlyList<string> labels)
    {
        if (labels.Count != metric.Labels.Count)
            throw new ArgumentException($"{metric.Name} takes {metric.Labels.Count} label values, not {labels.Count}");
        for (var i = 0; i < labels.Count; i++)
        {
            if (metric.Labels[i].Values is { } closed && !closed.Contains(labels[i], StringComparer.Ordinal))
                throw new ArgumentException($"{metric.Name}: '{labels[i]}' is not a value of {metric.Labels[i].Name}");
        }

        return new Sample(metric, labels, value);
    }
}

/// <summary>Counts at or below each bound, ascending, the last for +Inf; <c>Buckets.Count + 1</c> of them.</summary>
public sealed record HistogramCounts(IReadOnlyList<long> Cumulative, double Sum)
{
    public long Count => Cumulative[^1];
}

/// <summary>The samples of one program, or of the process when <see cref="Program"/> is null, computed together at one instant.</summary>
public sealed record SampleSet(string? Program, DateTimeOffset AsOf, IReadOnlyList<Sample> Samples);

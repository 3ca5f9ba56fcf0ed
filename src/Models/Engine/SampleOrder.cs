using DevRel.Metrics;

namespace DevRel.Models.Engine;

/// <summary>By name of the family, then by labels, ordinally.</summary>
internal static class SampleOrder
{
    public static int Compare(Sample left, Sample right)
    {
        var order = ReferenceEquals(left.Metric, right.Metric)
            ? 0
            : string.CompareOrdinal(left.Metric.Name, right.Metric.Name);
        for (var i = 0; order == 0 && i < left.Labels.Count; i++)
            order = string.CompareOrdinal(left.Labels[i], right.Labels[i]);
        return order;
    }
}

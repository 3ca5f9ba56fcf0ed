namespace DevRel.Exporter;

/// <summary>How a page is spelled. Both carry the same series; they differ in the lines that describe a family and in the end.</summary>
public enum ExpositionFormat
{
    /// <summary>Prometheus text 0.0.4.</summary>
    Text,

    /// <summary>OpenMetrics 1.0.</summary>
    OpenMetrics,
}

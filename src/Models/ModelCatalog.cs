using DevRel.Metrics;
using DevRel.Models.Engine;

namespace DevRel.Models;

/// <summary>Every model there is, one line each, in the order of their reports: a model sees the samples of those above it.</summary>
public static class ModelCatalog
{
    public static IReadOnlyList<ModelEntry> Models { get; } = [];

    /// <summary>Every family that models yield.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } = [.. Models.SelectMany(model => model.Metrics)];
}

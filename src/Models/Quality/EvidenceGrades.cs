using DevRel.Metrics;
using DevRel.Models.Engine;

namespace DevRel.Models.Quality;

/// <summary>How good the evidence is behind each family that is there now.</summary>
internal sealed class EvidenceGrades : IModel
{
    public static readonly Metric Evidence = Metric.Info(
        "devrel_evidence_info",
        "Grade of the evidence behind a family: A members' own events, B derived facts, C proxies, D attention that can be bought.",
        Labels.Family,
        Labels.Grade
    );

    public static IReadOnlyList<Metric> Metrics { get; } = [Evidence];

    public IEnumerable<Sample> Report(Moment moment) =>
        moment
            .Samples.Select(sample => sample.Metric)
            .Distinct()
            .Select(metric => Evidence.Of(1, metric.Name, metric.Grade));
}

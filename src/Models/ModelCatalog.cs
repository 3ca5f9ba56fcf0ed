using DevRel.Metrics;
using DevRel.Models.Contributions;
using DevRel.Models.Engine;
using DevRel.Models.Goals;
using DevRel.Models.Orbit;
using DevRel.Models.Presence;
using DevRel.Models.Quality;
using DevRel.Models.Responsiveness;
using DevRel.Models.Retention;
using DevRel.Models.Support;
using DevRel.Models.Volume;

namespace DevRel.Models;

/// <summary>Every model there is, one line each, in the order of their reports: a model sees the samples of those above it.</summary>
public static class ModelCatalog
{
    public static IReadOnlyList<ModelEntry> Models { get; } =
    [
        new("activity", ActivityCounts.Metrics, _ => new ActivityCounts()),
        new("activity", Popularity.Metrics, _ => new Popularity()),
        new("members", MemberCounts.Metrics, _ => new MemberCounts()),
        new("members", MemberSplits.Metrics, inputs => new MemberSplits(inputs.Program.Spec.Privacy.MinimumGroupSize)),
        new("responsiveness", [.. ResponseTimes.Metrics, .. SettledResponses.Metrics], _ => new ResponseTimes()),
        new("responsiveness", Closing.Metrics, _ => new Closing()),
        new("support", Questions.Metrics, _ => new Questions()),
        new("contribution health", Dependence.Metrics, _ => new Dependence()),
        new("contribution health", Affiliation.Metrics, _ => new Affiliation()),
        new("contribution health", ChangeRequests.Metrics, _ => new ChangeRequests()),
        new("contribution health", Rhythm.Metrics, _ => new Rhythm()),
        new("orbit", OrbitModel.Metrics, inputs => new OrbitModel(inputs)),
        new("retention", RetentionModel.Metrics, inputs => new RetentionModel(inputs)),
        new("quality", SourceQuality.Metrics, _ => new SourceQuality()),
        new("goals", GoalsModel.Metrics, inputs => new GoalsModel(inputs)),
        new("quality", EvidenceGrades.Metrics, _ => new EvidenceGrades()),
    ];

    /// <summary>Every family that models yield.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } = [.. Models.SelectMany(model => model.Metrics)];
}

namespace DevRel.Models.Goals;

/// <summary>Whether a key result's metric could be read.</summary>
public enum Reading
{
    Known,

    /// <summary>No series has this metric and these labels now.</summary>
    Absent,

    /// <summary>Several series have these labels: <c>matchLabels</c> must choose one.</summary>
    Ambiguous,

    /// <summary>Given as PromQL: Prometheus knows it, this process does not.</summary>
    InPrometheus,
}

/// <summary>How a key result stands at an instant. Null: not known, or not declared.</summary>
/// <param name="Metric">Null when given as PromQL.</param>
/// <param name="Current">In the metric's unit, as are baseline and target.</param>
/// <param name="Progress">0 at the baseline, 1 at the target; below and above when worse and better than these.</param>
/// <param name="Expected">0..1: where a straight line from start to deadline is now.</param>
/// <param name="Deadline">The first instant after the last day that counts.</param>
/// <param name="Milestones">How many are declared.</param>
public sealed record KeyResultState(
    string Objective,
    string KeyResult,
    string? Metric,
    Reading Reading,
    double? Current,
    double? Baseline,
    double Target,
    double? Progress,
    double? Expected,
    DateTimeOffset? Deadline,
    bool? OnTrack,
    int? MilestonesReached,
    int Milestones,
    IReadOnlyList<GuardrailState> Guardrails
);

/// <summary>How a guardrail stands.</summary>
/// <param name="Name">Declared, else the metric's.</param>
/// <param name="Breached">Null: its metric could not be read.</param>
public sealed record GuardrailState(
    string Name,
    string Metric,
    Reading Reading,
    double? Current,
    double? Min,
    double? Max,
    bool? Breached
);

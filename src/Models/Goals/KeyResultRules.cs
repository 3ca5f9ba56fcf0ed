using DevRel.Metrics;
using DevRel.Resources;

namespace DevRel.Models.Goals;

/// <summary>The arithmetic of key results; what the cases without a plain answer give stands at <see cref="GoalsModel"/>.</summary>
internal static class KeyResultRules
{
    private const double Tolerance = 1e-9;

    /// <summary>The one series that has all these labels.</summary>
    public static (Reading Reading, double? Value) Read(
        IReadOnlyList<Sample> samples,
        string metric,
        IReadOnlyDictionary<string, string> matchLabels,
        string program
    )
    {
        double? found = null;
        foreach (var sample in samples)
        {
            if (sample.Metric.Name != metric || sample.Histogram is not null || !Matches(sample, matchLabels, program))
                continue;
            if (found is not null)
                return (Reading.Ambiguous, null);
            found = sample.Value;
        }

        return found is null ? (Reading.Absent, null) : (Reading.Known, found);
    }

    public static bool IsReached(KeyResultSpec spec, double current) =>
        spec.Direction switch
        {
            "decrease" => current <= spec.Target.Value,
            "maintain" when spec.Baseline is { } baseline && baseline.Value < spec.Target.Value => current
                <= spec.Target.Value,
            _ => current >= spec.Target.Value,
        };

    public static double? Progress(KeyResultSpec spec, double current)
    {
        var reached = IsReached(spec, current);
        if (spec.Direction == "maintain")
            return reached ? 1 : 0;
        if (spec.Baseline is null && spec.Direction == "decrease")
            return null;
        var baseline = spec.Baseline?.Value ?? 0;
        var way = spec.Target.Value - baseline;
        var leadsThere = spec.Direction == "decrease" ? way < 0 : way > 0;
        return leadsThere ? (current - baseline) / way
            : reached ? 1
            : 0;
    }

    /// <param name="start">Null: not declared.</param>
    /// <param name="deadline">Null: not declared.</param>
    public static double? Expected(
        KeyResultSpec spec,
        DateTimeOffset? start,
        DateTimeOffset? deadline,
        DateTimeOffset asOf
    )
    {
        if (deadline is null)
            return null;
        if (asOf >= deadline || spec.Direction == "maintain")
            return 1;
        if (start is null)
            return null;
        return asOf <= start ? 0 : (asOf - start.Value) / (deadline.Value - start.Value);
    }

    public static bool? OnTrack(KeyResultSpec spec, double current, double? progress, double? expected)
    {
        if (IsReached(spec, current))
            return true;
        if (spec.Direction == "maintain")
            return false;
        if (progress is { } soFar)
            return expected is { } planned ? soFar >= planned - Tolerance : null;
        return expected >= 1 ? false : null;
    }

    /// <summary>Null where none is declared, and for what is to be maintained.</summary>
    public static int? MilestonesReached(KeyResultSpec spec, double current) =>
        spec switch
        {
            { Milestones.Count: 0 } or { Direction: "maintain" } => null,
            { Direction: "decrease" } => spec.Milestones.Count(milestone => current <= milestone.Value),
            _ => spec.Milestones.Count(milestone => current >= milestone.Value),
        };

    private static bool Matches(in Sample sample, IReadOnlyDictionary<string, string> matchLabels, string program)
    {
        foreach (var (name, value) in matchLabels)
        {
            if (name == Labels.Program.Name ? value != program : ValueOf(sample, name) != value)
                return false;
        }

        return true;
    }

    private static string? ValueOf(in Sample sample, string label)
    {
        for (var i = 0; i < sample.Metric.Labels.Count; i++)
        {
            if (sample.Metric.Labels[i].Name == label)
                return sample.Labels[i];
        }

        return null;
    }
}

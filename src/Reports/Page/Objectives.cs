using DevRel.Metrics;
using DevRel.Resources;

namespace DevRel.Reports.Page;

/// <summary>Objectives against actuals, read from the goal families of the same snapshot.</summary>
internal static class Objectives
{
    public static Markup Render(ProgramFigures figures)
    {
        if (figures.Program.Spec.Objectives.Count == 0)
            return Markup.Of($"""<p class="quiet">No objective is declared in this program.</p>""");
        return Markup.Join(figures.Program.Spec.Objectives.Select(objective => Objective(objective, figures.Current)));
    }

    private static Markup Objective(ObjectiveSpec objective, SampleSet? current) =>
        Markup.Of(
            $"""
            <article><h3>{objective.Statement}</h3>
            <p class="quiet">{objective.Name}{(objective.Owner.Length > 0 ? ", owned by " + objective.Owner : "")}</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Key results of {objective.Name}"><table>
            <thead><tr><th scope="col">Key result</th><th scope="col">Now</th><th scope="col">From</th><th scope="col">Target</th>
            <th scope="col">Progress</th><th scope="col">By</th><th scope="col">State</th></tr></thead>
            <tbody>{objective.KeyResults.Select(result =>
                Line(objective, result, current)
            )}</tbody></table></div></article>
            """
        );

    private static Markup Line(ObjectiveSpec objective, KeyResultSpec result, SampleSet? current)
    {
        double Goal(string family) => Value(current, family, objective.Name, result.Name);

        var unit = result.Target.IsDuration ? Unit.Seconds : Unit.Number;
        var progress = Goal("devrel_key_result_progress_ratio");
        return Markup.Of(
            $"""
            <tr><th scope="row">{result.Name}<br><code>{Markup.Name(result.Metric ?? "")}</code></th>
            <td>{Figures.Say(Goal("devrel_key_result_current"), unit)}</td>
            <td>{Figures.Say(Goal("devrel_key_result_baseline"), unit)}</td>
            <td>{Figures.Say(result.Target.Value, unit)}</td>
            <td>{Figures.Say(progress, Unit.Ratio)}</td>
            <td>{result.By?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}</td>
            <td>{State(Goal("devrel_key_result_on_track"), Breached(current, objective.Name, result.Name))}</td></tr>
            """
        );
    }

    private static string State(double onTrack, bool breached) =>
        (onTrack, breached) switch
        {
            (_, true) => "▲ guardrail breached",
            (> 0, _) => "● on track",
            (0, _) => "▲ behind",
            _ => "○ not known yet",
        };

    private static bool Breached(SampleSet? set, string objective, string keyResult) =>
        Value(set, "devrel_guardrail_breached", objective, keyResult) > 0;

    private static double Value(SampleSet? set, string family, string objective, string keyResult)
    {
        var matching = (set?.Samples ?? [])
            .Where(sample =>
                sample.Metric.Name == family
                && sample.LabelValue("objective") == objective
                && sample.LabelValue("key_result") == keyResult
            )
            .ToList();
        return matching.Count == 0 ? double.NaN : matching.Max(sample => sample.Value);
    }
}

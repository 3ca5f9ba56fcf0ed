using System.Text;
using DevRel.Metrics;

namespace DevRel.Models;

/// <summary>The catalogue as the docs list it.</summary>
public static class MetricsTable
{
    /// <summary>One Markdown table a group of models, families in the order of the catalogue. Lines end in \n.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder();
        foreach (var group in ModelCatalog.Models.GroupBy(model => model.Name, StringComparer.Ordinal))
        {
            text.Append("## ").Append(group.Key).Append("\n\n");
            text.Append("| family | unit | indicator | grade | meaning | source |\n|---|---|---|---|---|---|\n");
            foreach (var metric in group.SelectMany(model => model.Metrics))
                text.Append(Row(metric));
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Row(Metric metric)
    {
        var labels = string.Join(',', metric.Labels.Select(label => label.Name));
        var name = labels.Length == 0 ? metric.Name : $"{metric.Name}{{{labels}}}";
        var indicator = metric.Indicator.ToString().ToLowerInvariant() + (metric.Gameable ? ", gameable" : "");
        var meaning = metric.Caveat.Length == 0 ? metric.Help : $"{metric.Help} *{metric.Caveat}*";
        return $"| `{name}` | {metric.Unit.Name} | {indicator} | {metric.Grade} | {meaning} | {metric.Source} |\n";
    }
}

using System.Text;
using DevRel.Metrics;

namespace DevRel.Models;

/// <summary>The catalogue as the docs list it.</summary>
public static class MetricsTable
{
    /// <summary>One Markdown table a group of models, families in the order of the catalogue. Lines end in \n.</summary>
    public static string Markdown()
    {
        var groups = ModelCatalog.Models.GroupBy(model => model.Name, StringComparer.Ordinal);
        return string.Concat(groups.Select(group => Group(group.Key, group.SelectMany(model => model.Metrics))));
    }

    /// <summary>One group with its heading, for families of other rooms.</summary>
    public static string Group(string name, IEnumerable<Metric> metrics)
    {
        var text = new StringBuilder().Append("## ").Append(name).Append("\n\n");
        text.Append("| family | unit | indicator | grade | meaning | source |\n|---|---|---|---|---|---|\n");
        foreach (var metric in metrics)
            text.Append(Row(metric));
        return text.Append('\n').ToString();
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

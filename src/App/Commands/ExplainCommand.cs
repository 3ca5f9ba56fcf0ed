using System.CommandLine;
using DevRel.Collectors;

namespace DevRel.App.Commands;

/// <summary><c>devrel explain FIELD|METRIC</c>: what a field of a manifest or a metric means.</summary>
internal static class ExplainCommand
{
    public static Command Create(HostServices host)
    {
        var subject = new Argument<string>("subject")
        {
            Description =
                "A field, such as metricsource.spec.github.repositories, or a metric, such as devrel_active_members.",
        };
        var command = new Command("explain", "Document a field of a manifest, or a metric.") { subject };
        command.SetAction(parsed => Run(host, parsed.GetRequiredValue(subject)));
        return command;
    }

    private static int Run(HostServices host, string subject)
    {
        var (found, text) = subject.StartsWith("devrel_", StringComparison.Ordinal)
            ? MetricText(subject)
            : FieldText(subject);
        (found ? host.Out : host.Error).Write(text);
        return found ? ExitCode.Done : ExitCode.BadUsage;
    }

    private static (bool Found, string Text) FieldText(string field)
    {
        var explanation = Resources.Explain.Field(field, PlatformCatalog.Descriptors);
        return (explanation.IsFound, explanation.Text);
    }

    private static (bool Found, string Text) MetricText(string name)
    {
        var found = Models.Explain.TryMetric(name, MetricCatalog.All, out var text);
        return (found, text);
    }
}

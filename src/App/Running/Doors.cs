using DevRel.Collectors.Door;
using DevRel.Resources;

namespace DevRel.App.Running;

/// <summary>What the declared Collectors say about people, for each source; secrets are read anew for every run, so that an opt-out counts at the next one.</summary>
internal sealed class Doors(ISecrets secrets)
{
    /// <summary>Key of the opt-out Secret.</summary>
    public const string OptOutKey = "optout";

    private volatile IReadOnlyDictionary<string, CollectorPrivacySpec> declared = new Dictionary<
        string,
        CollectorPrivacySpec
    >(StringComparer.Ordinal);

    public void Declare(IEnumerable<Collector> collectors) =>
        declared = collectors.ToDictionary(
            collector => collector.Name,
            collector => collector.Spec.Privacy,
            StringComparer.Ordinal
        );

    /// <summary>Errors: <see cref="SecretMissingException"/>; whoever asked to be left out must not be collected because a file is missing.</summary>
    public DoorRules Of(MetricSource source)
    {
        if (!declared.TryGetValue(source.Spec.Collector, out var privacy))
            return DoorRules.Default;
        var optOuts = privacy.OptOut.SecretRef is { } secret
            ? OptOuts.Parse(secrets.Read(new SecretKeyRef { Name = secret.Name, Key = OptOutKey }))
            : OptOuts.None;
        return new DoorRules(privacy.Identifiers == "named", optOuts);
    }
}

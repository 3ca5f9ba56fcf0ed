namespace DevRel.Resources;

/// <summary>The top of an object: metadata and spec, everything else known or complained about.</summary>
internal sealed class RootReader(ObjectReader reader, YamlMapping mapping, KindSchema kind)
{
    public (ObjectMetadata Metadata, object Spec) Read()
    {
        foreach (var (key, _) in mapping.Entries)
        {
            if (key.Value is not ("apiVersion" or "kind" or "metadata" or "spec" or "status"))
                Unknown(key);
        }

        var metadata = Part("metadata", kind.Metadata) as ObjectMetadata ?? new ObjectMetadata();
        return (metadata, Part("spec", kind.Spec) ?? Activator.CreateInstance(kind.Spec.ClrType)!);
    }

    private object? Part(string name, SchemaNode node)
    {
        if (mapping[name] is { } item and not YamlScalar { IsNull: true })
            return reader.Read(item, node, FieldPath.Of(name));
        if (node.Required)
            reader.Report(
                mapping.Start,
                FieldPath.Root,
                Reasons.Missing,
                $"'{name}' is missing",
                $"add {name}: {Hints.For(node)}"
            );
        return null;
    }

    private void Unknown(YamlScalar key)
    {
        var near = Nearest.Of(key.Value, ["apiVersion", "kind", "metadata", "spec"]);
        var isField = kind.Spec.Child(key.Value) is not null;
        reader.Report(
            key.Start,
            FieldPath.Of(key.Value),
            Reasons.UnknownField,
            $"unknown field {Looks.Show(key.Value)}",
            isField ? $"it belongs under spec: indent it below 'spec:'"
                : near is not null ? $"did you mean '{near}'?"
                : "fields here: apiVersion, kind, metadata, spec"
        );
    }
}

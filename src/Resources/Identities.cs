namespace DevRel.Resources;

/// <param name="Merged">Inline and from the ConfigMap, without the reference.</param>
public sealed record ResolvedIdentities(IdentitiesSpec Merged, IReadOnlyList<Problem> Problems);

/// <summary>The identities of a program, from where they are declared. On one machine a <c>configMapRef</c> means a ConfigMap among the manifests.</summary>
public static class Identities
{
    private static readonly SchemaNode Schema = new SchemaBuilder([]).Record(typeof(IdentitiesSpec));

    /// <summary>What can be read is merged, whatever else is wrong.</summary>
    public static ResolvedIdentities Resolve(DevRelProgram program, LoadResult loaded)
    {
        var (parts, problems) = Parts(program, loaded);
        var findings = IdentityRules.Find(parts).ToList();
        var complaints = findings
            .Where(finding => !finding.Finding.Place.IsBroken(finding.Finding.Path))
            .Select(item =>
                item.Finding.Place.At(
                    item.Finding.Path,
                    Severity.Error,
                    item.Reason,
                    item.Finding.What,
                    item.Finding.Instead
                )
            );
        var merged = new IdentitiesSpec
        {
            Links = [.. parts.SelectMany(part => part.Spec.Links)],
            Affiliations = [.. parts.SelectMany(part => part.Spec.Affiliations)],
            Attributes = [.. parts.SelectMany(part => part.Spec.Attributes)],
        };
        return new ResolvedIdentities(merged, ProblemList.Sort(problems.Concat(complaints)));
    }

    internal static (IReadOnlyList<IdentityPart> Parts, IReadOnlyList<Problem> Problems) Parts(
        DevRelProgram program,
        LoadResult loaded
    )
    {
        var place =
            loaded.All.FirstOrDefault(item => ReferenceEquals(item.Resource, program))?.Place
            ?? new Place(program.Name, null, null, []);
        var root = FieldPath.Of("spec", "members", "identities");
        var parts = new List<IdentityPart> { new(program.Spec.Members.Identities, place, root) };
        if (program.Spec.Members.Identities.ConfigMapRef is not { } reference)
            return (parts, []);
        var configMap = loaded.ConfigMaps.FirstOrDefault(candidate => candidate.Name == reference.Name);
        if (configMap is null)
            return (parts, program.File is null ? [] : [Missing(place, root, reference, loaded)]);
        var problems = new ProblemList();
        parts.AddRange(Read(configMap, problems));
        return (parts, problems.Finish());
    }

    private static Problem Missing(Place place, FieldPath root, LocalReference reference, LoadResult loaded)
    {
        var near = Nearest.Of(reference.Name, loaded.ConfigMaps.Select(configMap => configMap.Name));
        return place.At(
            root.To("configMapRef", "name"),
            Severity.Error,
            IdentityRules.Missing,
            $"there is no ConfigMap {Looks.Show(reference.Name)} among the manifests",
            near is null ? "add it to the folder, or write the identities here" : $"did you mean '{near}'?"
        );
    }

    private static IEnumerable<IdentityPart> Read(ConfigMapManifest configMap, ProblemList problems)
    {
        var title = $"ConfigMap {Looks.Shorten(configMap.Name)}";
        if (configMap.Root["data"] is not YamlMapping data)
        {
            problems.Error(
                configMap.Source,
                configMap.Root.Start,
                Reasons.Missing,
                $"{title} has no data",
                "add data: {identities.yaml: \"links: []\"}"
            );
            yield break;
        }

        foreach (var (key, value) in data.Entries)
        {
            if (value is not YamlScalar text)
                continue;
            var source = Embedded(configMap.Source, text);
            foreach (var document in new YamlComposer(source, problems).Documents())
            {
                var reader = new ObjectReader(source, problems, $"{title}, key {Looks.Shorten(key.Value)}")
                {
                    BoundItems = false,
                };
                if (reader.Read(document, Schema, FieldPath.Root) is IdentitiesSpec spec)
                    yield return new IdentityPart(
                        spec,
                        new Place(title, source, document, reader.Broken),
                        FieldPath.Root
                    );
            }
        }
    }

    /// <summary>Positions in the text are positions in its file when it was written as a block.</summary>
    private static SourceText Embedded(SourceText outer, YamlScalar text)
    {
        if (!text.Literal)
            return new SourceText(outer.File, text.Value, outer.InFile(text.Start));
        var first = text.Value.Split('\n').TakeWhile(string.IsNullOrWhiteSpace).Count();
        var (written, read) = (
            outer.Line(text.Start.Line + 1 + first),
            text.Value.Split('\n')[first..].FirstOrDefault() ?? ""
        );
        var indent = Math.Max(0, written.Length - written.TrimStart().Length - (read.Length - read.TrimStart().Length));
        return new SourceText(outer.File, text.Value, outer.InFile(new Position(text.Start.Line + 1, indent + 1)));
    }
}

/// <summary>Identities of one place: the program itself, or one text of a ConfigMap.</summary>
internal sealed record IdentityPart(IdentitiesSpec Spec, Place Place, FieldPath Root);

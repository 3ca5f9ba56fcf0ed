namespace DevRel.Resources;

/// <summary>Documents of many files to resources: which kind each is, lists unpacked, other projects' objects set aside.</summary>
internal sealed class DocumentLoader(Schema schema, ProblemList problems)
{
    private const int NearGroup = 3;
    private readonly List<LoadedResource> resources = [];
    private readonly List<ConfigMapManifest> configMaps = [];
    private readonly List<ForeignObject> ignored = [];

    /// <param name="fullPath">Where relative paths in the spec start.</param>
    public void Add(SourceText source, string fullPath)
    {
        var isJson = Path.GetExtension(fullPath).Equals(".json", StringComparison.OrdinalIgnoreCase);
        IReadOnlyList<YamlItem> documents =
            !isJson ? new YamlComposer(source, problems).Documents()
            : JsonComposer.Document(source, problems) is { } document ? [document]
            : [];
        var scan = new SecretScan(source, problems);
        foreach (var item in documents)
            AddDocument(item, source, fullPath, scan);
        scan.Comments();
    }

    public LoadResult Finish() => new(resources, configMaps, ignored, problems.Finish());

    private void AddDocument(YamlItem document, SourceText source, string fullPath, SecretScan scan)
    {
        if (document is YamlScalar { IsNull: true })
            return;
        if (document is not YamlMapping mapping)
        {
            scan.Values(document);
            problems.Error(
                source,
                document.Start,
                Reasons.WrongType,
                $"{document.Noun} where an object is expected",
                $"begin with apiVersion: {Api.GroupVersion} and kind: MetricSource"
            );
            return;
        }

        var (apiVersion, kind) = (mapping.Text("apiVersion") ?? "", mapping.Text("kind") ?? "");
        if (mapping["items"] is YamlSequence items && kind.EndsWith("List", StringComparison.Ordinal))
        {
            foreach (var item in items.Items)
                AddDocument(item, source, fullPath, scan);
        }
        else if (apiVersion == Api.GroupVersion && schema.Kind(kind) is { } known)
        {
            scan.Values(mapping);
            AddResource(mapping, known, source, fullPath);
        }
        else
            AddForeign(mapping, apiVersion, kind, source, scan);
    }

    private void AddResource(YamlMapping mapping, KindSchema kind, SourceText source, string fullPath)
    {
        var name = (mapping["metadata"] as YamlMapping)?.Text("name") ?? "";
        var title = LoadedResource.TitleOf(kind.Kind, name);
        var reader = new ObjectReader(source, problems, title);
        var root = new RootReader(reader, mapping, kind);
        var (metadata, spec) = root.Read();
        Resource resource = spec switch
        {
            MetricSourceSpec given => new MetricSource
            {
                Metadata = metadata,
                Spec = given,
                File = fullPath,
            },
            DevRelProgramSpec given => new DevRelProgram
            {
                Metadata = metadata,
                Spec = given,
                File = fullPath,
            },
            _ => new Collector
            {
                Metadata = metadata,
                Spec = (CollectorSpec)spec,
                File = fullPath,
            },
        };
        var place = new Place(title, source, mapping, reader.Broken);
        resources.Add(new LoadedResource(resource, place, reader.Errors == 0));
    }

    private void AddForeign(YamlMapping mapping, string apiVersion, string kind, SourceText source, SecretScan scan)
    {
        var name = (mapping["metadata"] as YamlMapping)?.Text("name") ?? "";
        if (Misspelt(apiVersion, kind) is var (field, what, instead))
        {
            scan.Values(mapping);
            var at = mapping[field]?.Start ?? mapping.Start;
            problems.Add(
                new Problem(Severity.Error, Reasons.UnknownKind, what, instead)
                {
                    Path = mapping[field] is null ? "" : field,
                    Resource = $"{Looks.Shorten(kind)} {Looks.Shorten(name)}".Trim(),
                },
                source,
                at
            );
            return;
        }

        if (kind == "Secret")
            scan.Excuse(mapping);
        if (kind == "ConfigMap")
        {
            scan.Values(mapping);
            configMaps.Add(new ConfigMapManifest(name, source, mapping));
        }
        else
            NoteForeign(mapping, kind, source);
        ignored.Add(new ForeignObject(apiVersion, kind, name, source.File, mapping.Start.Line));
    }

    private void NoteForeign(YamlMapping mapping, string kind, SourceText source)
    {
        var instead =
            kind == "Secret"
                ? "on one machine secrets come from --secrets DIR or DEVREL_SECRET_NAME_KEY"
                : $"kinds of {Api.Group} are {string.Join(", ", schema.Kinds.Select(known => known.Kind))}";
        problems.Add(
            new Problem(Severity.Note, Reasons.Ignored, $"{Looks.Shorten(kind)} is left alone", instead)
            {
                Path = "kind",
            },
            source,
            mapping["kind"]?.Start ?? mapping.Start
        );
    }

    /// <summary>Null for an object of somebody else.</summary>
    private (string Field, string What, string Instead)? Misspelt(string apiVersion, string kind)
    {
        var kinds = schema.Kinds.Select(known => known.Kind).ToList();
        var isOurKind = kinds.Contains(kind, StringComparer.Ordinal);
        var group = apiVersion.Split('/')[0];
        var isOurGroup = Nearest.Distance(group, Api.Group) <= NearGroup;
        if (apiVersion.Length == 0 && (isOurKind || kind.Length == 0 || Nearest.Of(kind, kinds) is not null))
            return ("apiVersion", "'apiVersion' is missing", $"add apiVersion: {Api.GroupVersion}");
        if (kind.Length == 0)
            return ("kind", "'kind' is missing", $"add one of {string.Join(", ", kinds)}");
        if (!isOurGroup)
            return null;
        if (apiVersion != Api.GroupVersion)
            return ("apiVersion", $"{Looks.Show(apiVersion)} is not known", $"write {Api.GroupVersion}");
        var near = Nearest.Of(kind, kinds);
        return (
            "kind",
            $"{Looks.Show(kind)} is no kind of {Api.Group}",
            near is null ? $"write one of {string.Join(", ", kinds)}" : $"did you mean '{near}'?"
        );
    }
}

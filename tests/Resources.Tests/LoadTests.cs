using DevRel.Testing;

namespace DevRel.Resources.Tests;

public sealed class LoadTests
{
    private const string Source = """
        apiVersion: devrelmetrics.io/v1alpha1
        kind: MetricSource
        metadata: {name: NAME, labels: {program: contoso}}
        spec: {git: {url: .}}
        """;

    private static string Named(string name) => Source.Replace("NAME", name, StringComparison.Ordinal);

    [Fact]
    public void Every_field_of_a_source_is_read()
    {
        var loaded = World.Parse(
            """
            apiVersion: devrelmetrics.io/v1alpha1
            kind: MetricSource
            metadata: {name: contoso-github, namespace: devrel, labels: {program: contoso}, annotations: {a: b}}
            spec:
              github:
                organizations: [contoso]
                repositories: ["contoso/sdk", "contoso/*-samples"]
                resources: [Stars]
                apiUrl: https://github.example.com/api/v3
                auth: {token: {secretKeyRef: {name: contoso-github, key: token}}}
              interval: 1h
              backfill: {since: "2021-01-01"}
              attribution: {geo: Western Europe, vertical: academia}
              collector: default
              suspend: true
            """
        );

        loaded.Problems.ShouldBeEmpty();
        var source = loaded.Sources.ShouldHaveSingleItem();
        source.Name.ShouldBe("contoso-github");
        source.Metadata.Namespace.ShouldBe("devrel");
        source.Metadata.Labels["program"].ShouldBe("contoso");
        source.File.ShouldBe(Path.GetFullPath("test.yaml"));
        source.Spec.Platform.ShouldBe("github");
        source.Spec.Interval.ShouldBe(TimeSpan.FromHours(1));
        source.Spec.Backfill.Since.ShouldBe(new DateOnly(2021, 1, 1));
        source.Spec.Attribution.Geo.ShouldBe("Western Europe");
        source.Spec.Attribution.Vertical.ShouldBe("academia");
        source.Spec.Suspend.ShouldBeTrue();
        var settings = source.Spec.Settings.ShouldBeOfType<GitHubSettings>();
        settings.Repositories.ShouldBe(["contoso/sdk", "contoso/*-samples"]);
        settings.Resources.ShouldBe([GitHubResource.Stars]);
        settings.ApiUrl.ShouldBe(new Uri("https://github.example.com/api/v3"));
        settings.Auth!.Token!.SecretKeyRef.ShouldBe(new SecretKeyRef { Name = "contoso-github", Key = "token" });
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var source = World.Parse(Named("a")).Sources.ShouldHaveSingleItem();

        source.Spec.Interval.ShouldBe(TimeSpan.FromMinutes(15));
        source.Spec.Backfill.Since.ShouldBeNull();
        source.Spec.Attribution.Geo.ShouldBe("unknown");
        source.Spec.Collector.ShouldBe("default");
        source.Spec.Suspend.ShouldBeFalse();
    }

    [Fact]
    public void Null_means_left_out()
    {
        var loaded = World.Parse(
            """
            apiVersion: devrelmetrics.io/v1alpha1
            kind: Collector
            metadata: {name: default}
            spec: {storage: {size: null, storageClassName: null}, image: ~, logLevel:, tls: {secretRef: null}}
            """
        );

        var spec = loaded.Collectors.ShouldHaveSingleItem().Spec;
        spec.Storage.Size.ShouldBe("5Gi");
        spec.Image.ShouldBeNull();
        spec.LogLevel.ShouldBe("Information");
    }

    [Fact]
    public void Quantities_are_integers_fractions_in_quotes_and_durations()
    {
        var loaded = World.Parse(
            """
            apiVersion: devrelmetrics.io/v1alpha1
            kind: DevRelProgram
            metadata: {name: contoso}
            spec:
              objectives:
                - name: o
                  keyResults:
                    - {name: k, metric: m, baseline: -3, target: "0.5", milestones: [48h, "7"]}
            """
        );

        var result = loaded.Programs.ShouldHaveSingleItem().Spec.Objectives[0].KeyResults[0];
        result.Baseline.ShouldBe(new Quantity(-3, IsDuration: false));
        result.Target.ShouldBe(new Quantity(0.5, IsDuration: false));
        result.Milestones.ShouldBe([new Quantity(172800, IsDuration: true), new Quantity(7, IsDuration: false)]);
    }

    [Fact]
    public void Kubernetes_own_shapes_are_passed_on_unread()
    {
        var loaded = World.Parse(
            """
            apiVersion: devrelmetrics.io/v1alpha1
            kind: Collector
            metadata: {name: default}
            spec:
              tolerations: [{key: gpu, operator: Exists, tolerationSeconds: 30}]
              affinity: {nodeAffinity: {weights: [1, 1.5, "2"]}}
            """
        );

        var spec = loaded.Collectors.ShouldHaveSingleItem().Spec;
        var toleration = spec
            .Tolerations.ShouldHaveSingleItem()
            .ShouldBeAssignableTo<IReadOnlyDictionary<string, object?>>();
        toleration!["tolerationSeconds"].ShouldBe(30L);
        spec.Affinity.Keys.ShouldBe(["nodeAffinity"]);
    }

    [Fact]
    public void Folders_are_read_with_their_folders_but_hidden_ones_and_other_files_are_not()
    {
        using var folder = new TempFolder();
        folder.Write("b.yaml", Named("b"));
        folder.Write("a.yml", Named("a"));
        folder.Write(
            "deep/c.json",
            """{"apiVersion": "devrelmetrics.io/v1alpha1", "kind": "MetricSource", "metadata": {"name": "c"}, "spec": {"git": {"url": "."}}}"""
        );
        folder.Write(".git/d.yaml", Named("d"));
        folder.Write(".e.yaml", Named("e"));
        folder.Write("notes.txt", "not: [yaml");

        var loaded = Manifests.Load([folder.Path], World.Platforms);

        loaded.Problems.ShouldBeEmpty();
        loaded.Sources.Select(source => source.Name).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void Files_behind_links_are_read_once_as_a_pod_mounts_them()
    {
        using var folder = new TempFolder();
        folder.Write("..2026/source.yaml", Named("a"));
        Directory.CreateSymbolicLink(folder.At("..data"), folder.At("..2026"));
        File.CreateSymbolicLink(folder.At("source.yaml"), Path.Combine("..data", "source.yaml"));

        Manifests.Load([folder.Path], World.Platforms).Sources.ShouldHaveSingleItem().Name.ShouldBe("a");
    }

    [Fact]
    public void A_file_named_twice_is_read_once()
    {
        using var folder = new TempFolder();
        var file = folder.Write("a.yaml", Named("a"));

        Manifests.Load([file, folder.Path], World.Platforms).Sources.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_cannot_be_opened_is_a_problem()
    {
        using var folder = new TempFolder();
        folder.Write("large.yaml", new string('#', 4 * 1024 * 1024 + 1));
        Directory.CreateDirectory(folder.At("empty"));

        var loaded = Manifests.Load(
            [folder.At("large.yaml"), folder.At("empty"), folder.At("nowhere")],
            World.Platforms
        );

        loaded
            .Problems.Select(problem => problem.What)
            .ShouldBe(["the folder holds no manifest", "larger than 4 MiB", "no such file or folder"]);
        loaded.HasErrors.ShouldBeTrue();
    }

    [Fact]
    public void One_bad_object_does_not_hide_the_good_ones()
    {
        var loaded = World.Parse(
            $"{Named("good")}\n---\n{Named("bad").Replace("url", "ulr", StringComparison.Ordinal)}"
        );

        loaded.Resources.ShouldHaveSingleItem().Name.ShouldBe("good");
        loaded.All.Count.ShouldBe(2);
    }

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_change_nothing()
    {
        using var folder = new TempFolder();
        var text = Named("a").ReplaceLineEndings("\r\n").Replace("url", "ulr", StringComparison.Ordinal);
        var file = folder.At("a.yaml");
        File.WriteAllText(file, text, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var problem = Manifests.Load([file], World.Platforms).Problems.ShouldHaveSingleItem();

        (problem.Line, problem.Column).ShouldBe((4, 14));
        problem.Quoted.ShouldBe("spec: {git: {ulr: .}}");
    }

    [Fact]
    public void Objects_of_others_are_set_aside_with_their_place()
    {
        var loaded = World.Parse($"apiVersion: v1\nkind: Secret\nmetadata: {{name: s}}\n---\n{Named("a")}");

        loaded.Ignored.ShouldHaveSingleItem().ShouldBe(new ForeignObject("v1", "Secret", "s", "test.yaml", 1));
        loaded.Resources.Count.ShouldBe(1);
    }

    [Fact]
    public void A_merge_key_yields_to_what_stands_beside_it()
    {
        var loaded = World.Parse(
            """
            apiVersion: v1
            kind: List
            items:
              - apiVersion: devrelmetrics.io/v1alpha1
                kind: MetricSource
                metadata: {name: a, labels: &labels {program: contoso, tier: core}}
                spec: {git: {url: .}}
              - apiVersion: devrelmetrics.io/v1alpha1
                kind: MetricSource
                metadata: {name: b, labels: {<<: *labels, tier: edge}}
                spec: {git: {url: .}}
            """
        );

        var labels = loaded.Sources.Last().Metadata.Labels;
        (labels["program"], labels["tier"]).ShouldBe(("contoso", "edge"));
    }

    [Fact]
    public void A_program_selects_sources_of_its_namespace()
    {
        var program = World.Parse(
            """
            apiVersion: devrelmetrics.io/v1alpha1
            kind: DevRelProgram
            metadata: {name: contoso, namespace: one}
            spec: {sources: {selector: {matchLabels: {program: contoso}}}}
            """
        );
        var here = World.Parse(Named("a")).Sources.Single();

        var selecting = program.Programs.Single();
        selecting.Selects(here).ShouldBeTrue();
        selecting.Selects(here with { Metadata = here.Metadata with { Namespace = "two" } }).ShouldBeFalse();
        selecting.Selects(here with { Metadata = new ObjectMetadata { Name = "b" } }).ShouldBeFalse();
        LoadResult.From([selecting, here]).SourcesOf(selecting).ShouldHaveSingleItem();
    }
}

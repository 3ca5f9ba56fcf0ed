namespace DevRel.Resources.Tests;

public sealed class SchemaTests
{
    private static readonly Schema Schema = Schema.Build(World.Platforms);

    public static TheoryData<string> Kinds() => ["MetricSource", "DevRelProgram", "Collector"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_field_is_documented_in_a_sentence(string kind)
    {
        foreach (var (path, node) in Walk(Schema.Kind(kind)!.Root, kind))
        {
            node.Doc.ShouldNotBeNullOrWhiteSpace(path);
            node.Doc.ShouldEndWith(".", Case.Sensitive, path);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_default_lies_within_its_bounds(string kind)
    {
        foreach (var (path, node) in Walk(Schema.Kind(kind)!.Root, kind))
        {
            if (node.Type is FieldType.Object or FieldType.Map || ManifestText.Of(node.Default) is not { } text)
                continue;
            var item =
                node.Type == FieldType.List
                    ? new YamlComposer(Text(text), new ProblemList()).Documents()[0]
                    : Scalar(text);
            var problems = new ProblemList();
            new ObjectReader(Text(text), problems, "").Read(item, node, FieldPath.Of("default"));
            problems.Finish().ShouldBeEmpty(path);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_text_list_and_map_is_bounded(string kind)
    {
        foreach (var (path, node) in Walk(Schema.Kind(kind)!.Root, kind))
        {
            node.MaxLength.ShouldBeLessThanOrEqualTo(262144, path);
            node.MaxItems.ShouldBeLessThanOrEqualTo(1000, path);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_choice_names_fields_that_exist(string kind)
    {
        foreach (var (path, node) in Walk(Schema.Kind(kind)!.Root, kind))
        {
            foreach (var field in node.Choices.SelectMany(choice => choice.Fields))
                node.Child(field).ShouldNotBeNull($"{path}.{field}");
        }
    }

    [Fact]
    public void Platforms_are_the_blocks_of_a_source()
    {
        var spec = Schema.Kind("MetricSource")!.Spec;

        spec.Children.Where(node => node.Platform is not null)
            .Select(node => node.Name)
            .ShouldBe(["git", "github", "discourse"]);
        spec.Child("github")!.Child("resources")!.Item!.Values.ShouldBe(["Issues", "PullRequests", "Stars"]);
        spec.Child("platform").ShouldBeNull();
    }

    [Fact]
    public void Bounds_patterns_and_defaults_come_from_the_property()
    {
        var interval = Schema.Kind("MetricSource")!.Spec.Child("interval")!;

        interval.Type.ShouldBe(FieldType.Duration);
        (interval.Minimum, interval.Maximum).ShouldBe((60, 86400));
        interval.Default.ShouldBe(TimeSpan.FromMinutes(15));
        ManifestText.Of(interval.Default).ShouldBe("15m");
    }

    [Fact]
    public void Attributes_of_a_list_concern_its_items()
    {
        var repositories = Schema.Kind("MetricSource")!.Spec.Child("github")!.Child("repositories")!;

        repositories.Pattern.ShouldBeNull();
        repositories.Item!.Shape.ShouldBe("owner/name");
        repositories.TypeName.ShouldBe("[]string");
    }

    [Fact]
    public void A_type_that_manifests_cannot_spell_is_refused_when_the_schema_is_built() =>
        Should
            .Throw<ArgumentException>(() => Schema.Build([new PlatformDescriptor("odd", "Odd", typeof(OddSettings))]))
            .Message.ShouldContain("callback");

    [Fact]
    public void A_record_that_contains_itself_is_refused() =>
        Should
            .Throw<ArgumentException>(() =>
                Schema.Build([new PlatformDescriptor("odd", "Odd", typeof(EndlessSettings))])
            )
            .Message.ShouldContain("contains itself");

    [Theory]
    [InlineData("15m", "15m")]
    [InlineData("2022", "\"2022\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("", null)]
    public void Text_that_yaml_would_take_for_something_else_is_quoted(string value, string? expected) =>
        ManifestText.Of(value).ShouldBe(expected);

    private static YamlScalar Scalar(string text) =>
        text.StartsWith('"')
            ? new YamlScalar(text.Trim('"'), plain: false, literal: false, new Position(1, 1), new Position(1, 1))
            : new YamlScalar(text, plain: true, literal: false, new Position(1, 1), new Position(1, 1));

    private static SourceText Text(string text) => new("default", text, new Position(1, 1));

    private static IEnumerable<(string Path, SchemaNode Node)> Walk(SchemaNode node, string path)
    {
        foreach (var child in node.Children)
        {
            yield return ($"{path}.{child.Name}", child);
            foreach (var deeper in Walk(child, $"{path}.{child.Name}"))
                yield return deeper;
        }

        if (node.Item is not null)
        {
            foreach (var deeper in Walk(node.Item, path + "[]"))
                yield return deeper;
        }
    }

    private sealed record OddSettings
    {
        public Action? Callback { get; init; }
    }

    private sealed record EndlessSettings
    {
        public EndlessSettings? Next { get; init; }
    }
}

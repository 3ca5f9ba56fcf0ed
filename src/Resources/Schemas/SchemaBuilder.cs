using System.Reflection;

namespace DevRel.Resources;

/// <summary>Properties in, schema out: public settable properties of records, in order of declaration.</summary>
internal sealed class SchemaBuilder(IReadOnlyList<PlatformDescriptor> platforms)
{
    private const int DeepestRecord = 12;
    private readonly NullabilityInfoContext nullability = new();

    public KindSchema Kind(Type type)
    {
        var about = type.GetCustomAttribute<KindAttribute>() ?? throw Unfit(type, "has no [Kind]");
        var root = new SchemaNode
        {
            Name = type.Name,
            Type = FieldType.Object,
            ClrType = type,
            Doc = about.Doc,
            Children = Children(type, instance: null, depth: 0),
        };
        return new KindSchema(type.Name, about.Plural, about.ShortName, about.Doc, root);
    }

    /// <summary>A record that stands in a document of its own: the identities of a ConfigMap.</summary>
    public SchemaNode Record(Type type) => Node(type.Name, type, new FieldAttribute(""), null, null, depth: 0);

    private List<SchemaNode> Children(Type type, object? instance, int depth)
    {
        if (depth > DeepestRecord)
            throw Unfit(type, "nests too deep, or contains itself");
        var fields = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.GetCustomAttribute<NotAFieldAttribute>() is null)
            .OrderBy(property => property.MetadataToken)
            .Select(property => Field(property, instance, depth))
            .ToList();
        if (type == typeof(MetricSourceSpec))
            fields.InsertRange(0, platforms.Select(platform => Block(platform, depth)));
        return fields;
    }

    private SchemaNode Block(PlatformDescriptor platform, int depth) =>
        Object(
            platform.Key,
            platform.SettingsType,
            new FieldAttribute($"Collects from {platform.Title}."),
            null,
            platform,
            depth
        );

    private SchemaNode Field(PropertyInfo property, object? instance, int depth)
    {
        var about = property.GetCustomAttribute<FieldAttribute>() ?? new FieldAttribute("");
        var nullable = nullability.Create(property).WriteState == NullabilityState.Nullable;
        var value = instance is null || nullable ? null : property.GetValue(instance);
        return Node(Spell(property.Name), property.PropertyType, about, property, value, depth);
    }

    private SchemaNode Node(
        string name,
        Type declared,
        FieldAttribute about,
        PropertyInfo? property,
        object? value,
        int depth
    )
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (Holds(type, typeof(IReadOnlyDictionary<,>)) is { } mapped && mapped[0] == typeof(string))
            return Container(name, FieldType.Map, type, mapped[1], about, property, value, depth);
        if (type != typeof(string) && Holds(type, typeof(IReadOnlyList<>)) is { } listed)
            return Container(name, FieldType.List, type, listed[0], about, property, value, depth);
        return Scalar(type) is { } scalar
            ? Leaf(name, scalar, type, about, property, value)
            : Object(name, type, about, property, platform: null, depth);
    }

    private SchemaNode Container(
        string name,
        FieldType kind,
        Type type,
        Type item,
        FieldAttribute about,
        PropertyInfo? property,
        object? value,
        int depth
    ) =>
        new()
        {
            Name = name,
            Type = kind,
            ClrType = type,
            Property = property,
            Doc = about.Doc,
            Required = about.Required,
            Default = value,
            MinItems = about.MinItems,
            MaxItems = about.MaxItems,
            KeyPattern = about.KeyPattern,
            KeyShape = about.KeyShape,
            Keys = Split(about.Keys),
            NotYet = about.NotYet,
            Item = Node("[]", item, about, null, null, depth),
        };

    private static SchemaNode Leaf(
        string name,
        FieldType kind,
        Type type,
        FieldAttribute about,
        PropertyInfo? property,
        object? value
    ) =>
        new()
        {
            Name = name,
            Type = kind,
            ClrType = type,
            Property = property,
            Doc = about.Doc,
            Required = about.Required && property is not null,
            Default = about.Required || value is "" ? null : value,
            Minimum = about.Shortest is { } shortest ? Seconds(shortest) : about.Minimum,
            Maximum = about.Longest is { } longest ? Seconds(longest) : about.Maximum,
            MinLength = about.MinLength,
            MaxLength = about.MaxLength,
            Pattern = about.Pattern,
            Shape = about.Shape,
            Values = type.IsEnum ? Enum.GetNames(type) : Split(about.Values),
            NotYet = property is null ? null : about.NotYet,
        };

    private SchemaNode Object(
        string name,
        Type type,
        FieldAttribute about,
        PropertyInfo? property,
        PlatformDescriptor? platform,
        int depth
    )
    {
        if (type.IsAbstract || type.IsInterface || type.GetConstructor(Type.EmptyTypes) is null)
            throw Unfit(
                type,
                $"(field {name}) is neither a scalar that manifests can spell nor a record with init properties"
            );
        return new SchemaNode
        {
            Name = name,
            Type = FieldType.Object,
            ClrType = type,
            Property = property,
            Platform = platform,
            Doc = about.Doc,
            Required = about.Required && property is not null,
            NotYet = property is null ? null : about.NotYet,
            Choices =
            [
                .. type.GetCustomAttributes<ChoiceAttribute>()
                    .Select(choice => new FieldChoice(choice.Rule, choice.Fields)),
            ],
            Ignored = type.GetCustomAttribute<IgnoresAttribute>()?.Fields ?? [],
            Children = Children(type, Activator.CreateInstance(type), depth + 1),
        };
    }

    private static FieldType? Scalar(Type type) =>
        type == typeof(string) || type == typeof(Uri) || type.IsEnum ? FieldType.Text
        : type == typeof(bool) ? FieldType.Flag
        : type == typeof(int) || type == typeof(long) ? FieldType.Integer
        : type == typeof(double) || type == typeof(decimal) ? FieldType.Number
        : type == typeof(TimeSpan) ? FieldType.Duration
        : type == typeof(DateOnly) ? FieldType.Date
        : type == typeof(TimeOnly) ? FieldType.Time
        : type == typeof(Quantity) ? FieldType.Quantity
        : type == typeof(object) ? FieldType.Any
        : null;

    private static Type[]? Holds(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments() : null;

    private static string Spell(string property) => char.ToLowerInvariant(property[0]) + property[1..];

    private static IReadOnlyList<string> Split(string? values) => values?.Split('|') ?? [];

    private static double Seconds(string duration) =>
        Durations.TryParse(duration, out var parsed)
            ? parsed.TotalSeconds
            : throw new ArgumentException($"'{duration}' bounds a field but is no duration");

    private static ArgumentException Unfit(Type type, string why) => new($"{type.FullName} {why}");
}

using System.Reflection;

namespace DevRel.Resources;

public enum FieldType
{
    Object,
    List,
    Map,
    Text,
    Flag,
    Integer,
    Number,
    Duration,
    Date,
    Time,
    Quantity,

    /// <summary>Kubernetes' own shape, passed on unread (tolerations).</summary>
    Any,
}

/// <param name="Fields">Names as manifests spell them.</param>
public sealed record FieldChoice(ChoiceRule Rule, IReadOnlyList<string> Fields);

/// <summary>One field of a kind, derived from a property and its <see cref="FieldAttribute"/>. Compared by reference.</summary>
public sealed class SchemaNode
{
    /// <summary>As manifests spell it; <c>[]</c> for the items of a list or map.</summary>
    public required string Name { get; init; }
    public required FieldType Type { get; init; }
    public string Doc { get; init; } = "";

    /// <summary>The field's CLR type without <c>Nullable</c>; of lists and maps the declared interface.</summary>
    public required Type ClrType { get; init; }

    /// <summary>Null for the root, for items and for platform blocks.</summary>
    public PropertyInfo? Property { get; init; }

    /// <summary>The platform whose block this is; null for all other fields.</summary>
    public PlatformDescriptor? Platform { get; init; }
    public bool Required { get; init; }

    /// <summary>Null where leaving the field out means "not given" rather than a value.</summary>
    public object? Default { get; init; }

    /// <summary>Inclusive; durations in seconds; NaN without a bound.</summary>
    public double Minimum { get; init; } = double.NaN;
    public double Maximum { get; init; } = double.NaN;
    public int MinLength { get; init; }
    public int MaxLength { get; init; } = SchemaLimits.Text;
    public int MinItems { get; init; }
    public int MaxItems { get; init; } = SchemaLimits.Items;
    public string? Pattern { get; init; }
    public string? Shape { get; init; }

    /// <summary>Empty: open.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
    public string? KeyPattern { get; init; }
    public string? KeyShape { get; init; }
    public IReadOnlyList<string> Keys { get; init; } = [];
    public string? NotYet { get; init; }
    public IReadOnlyList<FieldChoice> Choices { get; init; } = [];

    /// <summary>Keys read past without a word (metadata that API servers write).</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Fields of an object, in the order of their declaration.</summary>
    public IReadOnlyList<SchemaNode> Children { get; init; } = [];

    /// <summary>What a list or map holds.</summary>
    public SchemaNode? Item { get; init; }

    /// <summary>A secret by reference: text in its place is refused and never shown.</summary>
    public bool IsSecret => ClrType == typeof(SecretValue) || ClrType == typeof(SecretKeyRef);

    public SchemaNode? Child(string name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name)
                return child;
        }

        return null;
    }

    /// <summary>For people: <c>[]string</c>, <c>map[string]integer</c>, <c>duration</c>.</summary>
    public string TypeName =>
        Type switch
        {
            FieldType.List => "[]" + Item!.TypeName,
            FieldType.Map => "map[string]" + Item!.TypeName,
            FieldType.Object => "object",
            FieldType.Text => "string",
            FieldType.Flag => "boolean",
            FieldType.Integer => "integer",
            FieldType.Number => "number",
            FieldType.Duration => "duration",
            FieldType.Date => "date",
            FieldType.Time => "time",
            FieldType.Quantity => "quantity",
            _ => "any",
        };

    public override string ToString() => $"{Name} <{TypeName}>";
}

namespace DevRel.Resources;

/// <summary>
/// What people must know of a field, beside its type and its default (the property's initialiser). One source for loading, checks, <c>explain</c> and the CRDs.
/// On a list or map everything but <see cref="MinItems"/>, <see cref="MaxItems"/> and the keys concerns its items.
/// </summary>
/// <param name="doc">One or two sentences: meaning, unit, effect of leaving it out.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute(string doc) : Attribute
{
    public string Doc { get; } = doc;
    public bool Required { get; init; }

    /// <summary>Inclusive bounds of a number.</summary>
    public double Minimum { get; init; } = double.NaN;
    public double Maximum { get; init; } = double.NaN;

    /// <summary>Inclusive bounds of a duration, spelled as in manifests: <c>1m</c>.</summary>
    public string? Shortest { get; init; }
    public string? Longest { get; init; }

    public int MinLength { get; init; }
    public int MaxLength { get; init; } = SchemaLimits.Text;
    public int MinItems { get; init; }
    public int MaxItems { get; init; } = SchemaLimits.Items;

    /// <summary>RE2-compatible, anchored by its author: the API server compiles it too.</summary>
    public string? Pattern { get; init; }

    /// <summary>The pattern in words, for messages: <c>owner/name</c>.</summary>
    public string? Shape { get; init; }

    /// <summary>All allowed values, separated by <c>|</c>.</summary>
    public string? Values { get; init; }

    /// <summary>Pattern and words for the keys of a map.</summary>
    public string? KeyPattern { get; init; }
    public string? KeyShape { get; init; }

    /// <summary>All allowed keys of a map, separated by <c>|</c>.</summary>
    public string? Keys { get; init; }

    /// <summary>Accepted and checked, but nothing acts on it yet; says what is missing: <c>alert rules are not written yet</c>.</summary>
    public string? NotYet { get; init; }
}

/// <summary>Bounds where a field states none: the API server refuses unbounded rules.</summary>
public static class SchemaLimits
{
    public const int Text = 1024;
    public const int Items = 256;

    /// <summary>Longest text that is held against a pattern.</summary>
    public const int Pattern = 4096;
}

/// <summary>A property that is no field of the manifest.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAFieldAttribute : Attribute;

/// <summary>One of ours: its names in Kubernetes and what it is for.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KindAttribute(string plural, string shortName, string doc) : Attribute
{
    public string Plural { get; } = plural;
    public string ShortName { get; } = shortName;
    public string Doc { get; } = doc;
}

/// <summary>Field names of metadata that API servers write and we read past.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class IgnoresAttribute(params string[] fields) : Attribute
{
    public IReadOnlyList<string> Fields { get; } = fields;
}

/// <summary>How many of some fields may be given together.</summary>
public enum ChoiceRule
{
    ExactlyOne,
    AtLeastOne,
    AtMostOne,
}

/// <summary>Fields of a record that exclude or replace each other, by their names in manifests.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ChoiceAttribute(ChoiceRule rule, params string[] fields) : Attribute
{
    public ChoiceRule Rule { get; } = rule;
    public IReadOnlyList<string> Fields { get; } = fields;
}

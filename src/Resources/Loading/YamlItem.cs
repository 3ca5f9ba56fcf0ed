namespace DevRel.Resources;

/// <summary>A node of a document with where it stands. An anchored node may stand in several places.</summary>
internal abstract class YamlItem(Position start, Position end)
{
    public Position Start { get; } = start;

    /// <summary>Just behind it.</summary>
    public Position End { get; } = end;

    /// <summary>Nodes within, itself included, aliases expanded: what walking it costs.</summary>
    public int Weight { get; protected set; } = 1;

    /// <summary>For messages: what it is.</summary>
    public abstract string Noun { get; }
}

/// <param name="plain">Without quotes, so that YAML may take it for a number, a truth value or null.</param>
/// <param name="literal">Written with <c>|</c>: the lines of the text are lines of the file.</param>
internal sealed class YamlScalar(string value, bool plain, bool literal, Position start, Position end)
    : YamlItem(start, end)
{
    public string Value { get; } = value;
    public bool Plain { get; } = plain;
    public bool Literal { get; } = literal;
    public PlainKind Kind { get; } = plain ? PlainText.Classify(value) : PlainKind.Text;
    public bool IsNull => Kind == PlainKind.Null;

    public override string Noun =>
        Kind switch
        {
            PlainKind.Null => "null",
            PlainKind.Flag => "a truth value",
            PlainKind.Integer or PlainKind.Number => "a number",
            _ => "text",
        };
}

internal sealed class YamlSequence(Position start, Position end, IReadOnlyList<YamlItem> items) : YamlItem(start, end)
{
    public IReadOnlyList<YamlItem> Items { get; } = items;
    public override string Noun => "a list";

    public YamlSequence Weigh(int weight)
    {
        Weight = weight;
        return this;
    }
}

internal readonly record struct YamlEntry(YamlScalar Key, YamlItem Value);

internal sealed class YamlMapping(Position start, Position end, IReadOnlyList<YamlEntry> entries) : YamlItem(start, end)
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;
    public override string Noun => "an object";

    public YamlItem? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Key.Value == key)
                    return entry.Value;
            }

            return null;
        }
    }

    /// <summary>The text of a field; null when it is absent or something else.</summary>
    public string? Text(string key) => this[key] is YamlScalar { IsNull: false } scalar ? scalar.Value : null;

    public YamlMapping Weigh(int weight)
    {
        Weight = weight;
        return this;
    }
}

using System.Globalization;
using System.Text;

namespace DevRel.Resources;

/// <summary>Where in an object: <c>spec.github.repositories[2]</c>. A step deeper shares its beginning, so building one costs a single object.</summary>
public sealed class FieldPath
{
    public static readonly FieldPath Root = new(null, "", -1);

    private FieldPath(FieldPath? parent, string key, int index) => (Parent, Key, Index) = (parent, key, index);

    /// <summary>Null at the root.</summary>
    public FieldPath? Parent { get; }

    /// <summary>Field or map key; empty for items of a list.</summary>
    public string Key { get; }

    /// <summary>Item of a list, from 0; negative for fields.</summary>
    public int Index { get; }

    /// <summary>Names and indices in a row: <c>FieldPath.Of("spec", "objectives", 0, "name")</c>.</summary>
    public static FieldPath Of(params ReadOnlySpan<object> steps) => Root.To(steps);

    public FieldPath Field(string key) => new(this, key, -1);

    public FieldPath Item(int index) => new(this, "", index);

    public FieldPath To(params ReadOnlySpan<object> steps)
    {
        var path = this;
        foreach (var step in steps)
            path = step is int index ? path.Item(index) : path.Field((string)step);
        return path;
    }

    /// <summary>From the root on, without it.</summary>
    public IReadOnlyList<FieldPath> Steps()
    {
        var steps = new List<FieldPath>();
        for (var path = this; path.Parent is not null; path = path.Parent)
            steps.Add(path);
        steps.Reverse();
        return steps;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in Steps())
        {
            if (step.Index >= 0)
                text.Append(CultureInfo.InvariantCulture, $"[{step.Index}]");
            else if (step.Key.Length > 0 && step.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
                text.Append(text.Length > 0 ? "." : "").Append(step.Key);
            else
                text.Append("[\"").Append(Looks.Shorten(step.Key)).Append("\"]");
        }

        return text.ToString();
    }
}

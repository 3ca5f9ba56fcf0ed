using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DevRel.Resources;

/// <param name="Text">Ends with \n; where nothing was found, says what was meant perhaps.</param>
public sealed record Explanation(bool IsFound, string Text);

/// <summary>Documentation of a field, in the manner of <c>kubectl explain</c>, from the schema that loading uses.</summary>
public static partial class Explain
{
    private const int Width = 100;

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Index { get; }

    /// <param name="field"><c>metricsource.spec.github.repositories</c>: kind, plural or short name in any case; <c>spec</c> may be left out; <c>[]</c> are read past.</param>
    public static Explanation Field(string field, IReadOnlyList<PlatformDescriptor> platforms)
    {
        var schema = Schema.Build(platforms);
        var parts = Index.Replace(field, "").Split('.', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            return new Explanation(true, Overview(schema));
        var kind = schema.Kinds.FirstOrDefault(known => known.IsCalled(parts[0]));
        if (kind is null)
            return NoKind(parts, schema);
        var (node, path) = (kind.Root, new List<string>());
        foreach (var part in parts.Skip(1))
        {
            if (Step(node, part) is { } found)
                path.Add(found.Name == "[]" ? part : found.Name);
            else if (path.Count == 0 && Step(kind.Spec, part) is { } inSpec)
                (found, path) = (inSpec, ["spec", inSpec.Name]);
            else
                return NoField(kind, path, part, node);
            node = found;
        }

        return new Explanation(true, Describe(kind, path, node));
    }

    private static SchemaNode? Step(SchemaNode node, string name)
    {
        while (node.Type == FieldType.List)
            node = node.Item!;
        return node.Type == FieldType.Map
            ? node.Item
            : node.Children.FirstOrDefault(child => child.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static Explanation NoKind(string[] parts, Schema schema)
    {
        var names = schema.Kinds.SelectMany(kind =>
            new[] { kind.Kind.ToLowerInvariant(), kind.Plural, kind.ShortName }
        );
        var near = Nearest.Of(parts[0], names);
        var text = new StringBuilder($"no kind {Looks.Show(parts[0])}; ");
        var inside = schema.Kinds.FirstOrDefault(kind => Step(kind.Spec, parts[0]) is not null);
        if (inside is not null)
            text.Append(
                CultureInfo.InvariantCulture,
                $"did you mean {inside.Kind.ToLowerInvariant()}.spec.{string.Join('.', parts)}?"
            );
        else if (near is not null)
            text.Append(CultureInfo.InvariantCulture, $"did you mean '{near}'?");
        else
            text.Append("begin with one of ")
                .AppendJoin(", ", schema.Kinds.Select(kind => $"{kind.Kind.ToLowerInvariant()} ({kind.ShortName})"));
        return new Explanation(false, text.Append('\n').ToString());
    }

    private static Explanation NoField(KindSchema kind, List<string> path, string part, SchemaNode node)
    {
        while (node.Type == FieldType.List)
            node = node.Item!;
        var names = node.Children.Select(child => child.Name).ToList();
        var where = string.Join('.', path.Prepend(kind.Kind));
        var instead =
            names.Count == 0 ? $"{where} is a {node.TypeName} and has no fields"
            : Nearest.Of(part, names) is { } near ? $"did you mean '{near}'?"
            : $"fields there: {string.Join(", ", names)}";
        return new Explanation(false, $"no field {Looks.Show(part)} in {where}; {instead}\n");
    }

    private static string Overview(Schema schema)
    {
        var text = new StringBuilder($"GROUP:      {Api.Group}\nVERSION:    {Api.Version}\n\nKINDS:\n");
        foreach (var kind in schema.Kinds)
            text.Append(CultureInfo.InvariantCulture, $"  {kind.Kind} ({kind.ShortName})\n").Append(Wrap(kind.Doc, 4));
        return text.ToString();
    }

    private static string Describe(KindSchema kind, List<string> path, SchemaNode node)
    {
        var text = new StringBuilder(
            $"GROUP:      {Api.Group}\nKIND:       {kind.Kind}\nVERSION:    {Api.Version}\n\n"
        );
        if (path.Count > 0)
            text.Append(
                CultureInfo.InvariantCulture,
                $"FIELD: {string.Join('.', path)} <{node.TypeName}>{(node.Required ? " -required-" : "")}\n\n"
            );
        text.Append("DESCRIPTION:\n").Append(Wrap(node.Doc.Length > 0 ? node.Doc : "(no description)", 4));
        if (node.NotYet is { } missing)
            text.Append(Wrap($"Accepted, but not yet acted on: {missing}.", 4));
        var facts = Facts(node).ToList();
        if (facts.Count > 0)
            text.Append('\n');
        foreach (var (name, value) in facts)
            text.Append($"{name}:".PadRight(12)).Append(Wrap(value, 12).TrimStart());
        AppendFields(text, node);
        return text.ToString();
    }

    private static void AppendFields(StringBuilder text, SchemaNode node)
    {
        while (node.Item is not null)
            node = node.Item;
        if (node.Children.Count == 0)
            return;
        text.Append("\nFIELDS:\n");
        foreach (var child in node.Children)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {child.Name} <{child.TypeName}>{(child.Required ? " -required-" : "")}\n"
            );
            text.Append(Wrap(child.Doc.Length > 0 ? child.Doc : "(no description)", 4));
        }
    }

    private static IEnumerable<(string Name, string Value)> Facts(SchemaNode node)
    {
        if (ManifestText.Of(node.Default) is { } value)
            yield return ("DEFAULT", value);
        if (node.Type is FieldType.List or FieldType.Map && node.MinItems > 0)
            yield return ("COUNT", FormattableString.Invariant($"{node.MinItems} to {node.MaxItems}"));
        if (node.Keys.Count > 0)
            yield return ("KEYS", string.Join(", ", node.Keys));
        foreach (var choice in node.Choices)
            yield return ("CHOICE", $"{Rule(choice.Rule)} of {string.Join(", ", choice.Fields)}");
        if (node.Children.Any(child => child.Platform is not null))
            yield return (
                "CHOICE",
                $"exactly one of {string.Join(", ", node.Children.Where(child => child.Platform is not null).Select(child => child.Name))}"
            );
        var leaf = node;
        while (leaf.Item is not null)
            leaf = leaf.Item;
        if (leaf.Values.Count > 0)
            yield return ("VALUES", string.Join(", ", leaf.Values));
        if (!double.IsNaN(leaf.Minimum) || !double.IsNaN(leaf.Maximum))
            yield return ("BOUNDS", Bounds(leaf));
        if (leaf.Shape is { } shape)
            yield return ("SHAPE", shape);
    }

    private static string Rule(ChoiceRule rule) =>
        rule switch
        {
            ChoiceRule.ExactlyOne => "exactly one",
            ChoiceRule.AtLeastOne => "at least one",
            _ => "at most one",
        };

    private static string Bounds(SchemaNode node) =>
        double.IsNaN(node.Minimum) ? $"at most {ScalarReader.Bound(node, node.Maximum)}"
        : double.IsNaN(node.Maximum) ? $"at least {ScalarReader.Bound(node, node.Minimum)}"
        : $"{ScalarReader.Bound(node, node.Minimum)} to {ScalarReader.Bound(node, node.Maximum)}";

    private static string Wrap(string text, int indent)
    {
        var lines = new StringBuilder();
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && indent + line.Length + 1 + word.Length > Width)
            {
                lines.Append(' ', indent).Append(line).Append('\n');
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        return lines.Append(' ', indent).Append(line).Append('\n').ToString();
    }
}

using System.Collections;
using System.Globalization;

namespace DevRel.Resources;

/// <summary>
/// A tree of YAML to the record its schema describes, reporting everything that does not fit. Where something does not, the field keeps its default,
/// so that the rest of the object is still read and checked.
/// </summary>
internal sealed class ObjectReader(SourceText source, ProblemList problems, string resource)
{
    private bool noted;

    /// <summary>How many errors this reader reported.</summary>
    public int Errors { get; private set; }

    /// <summary>Paths with an error: what depends on them is not judged further.</summary>
    public List<FieldPath> Broken { get; } = [];

    /// <summary>False for text of a ConfigMap, which no API server bounds by our schema.</summary>
    public bool BoundItems { get; init; } = true;

    /// <summary>Null where nothing usable stands, or null itself.</summary>
    public object? Read(YamlItem item, SchemaNode node, FieldPath path)
    {
        if (item is YamlScalar { IsNull: true })
            return null;
        switch (node.Type)
        {
            case FieldType.Object:
                return ReadObject(item, node, path);
            case FieldType.List:
                return ReadList(item, node, path);
            case FieldType.Map:
                return ReadMap(item, node, path);
            case FieldType.Any:
                return ReadAny(item);
        }

        if (item is not YamlScalar scalar)
        {
            WrongShape(item, node, path);
            return null;
        }

        var value = ScalarReader.Read(scalar, node, out var complaint);
        if (complaint is { } wrong)
            Report(item.Start, path, wrong.Reason, wrong.What, wrong.Instead);
        return value;
    }

    public void Report(Position at, FieldPath path, string reason, string what, string instead)
    {
        Errors++;
        Broken.Add(path);
        Add(Severity.Error, at, path, reason, what, instead);
    }

    private object? ReadObject(YamlItem item, SchemaNode node, FieldPath path)
    {
        if (item is not YamlMapping mapping)
        {
            if (node.IsSecret && item is YamlScalar)
                RefuseSecret(item, node, path);
            else
                WrongShape(item, node, path);
            return null;
        }

        var value = Activator.CreateInstance(node.ClrType)!;
        foreach (var (key, given) in mapping.Entries)
        {
            if (node.Child(key.Value) is { } field)
                ReadField(key, given, field, value, path.Field(key.Value));
            else if (!node.Ignored.Contains(key.Value, StringComparer.Ordinal))
                UnknownField(key, node, path);
        }

        CheckPresence(mapping, node, path);
        return value;
    }

    private void ReadField(YamlScalar key, YamlItem given, SchemaNode field, object owner, FieldPath path)
    {
        var isNull = given is YamlScalar { IsNull: true };
        var notes = field.NotYet is not null && !noted && !isNull;
        if (notes)
        {
            Add(Severity.Note, key.Start, path, Reasons.NotYetActedOn, "accepted, but not yet acted on", field.NotYet!);
            noted = true;
        }

        var value = Read(given, field, path);
        if (notes)
            noted = false;
        if (value is not null)
            field.Property?.SetValue(owner, value);
        if (field.Platform is { } platform && owner is MetricSourceSpec)
            Choose(owner, platform, value ?? Activator.CreateInstance(platform.SettingsType)!, given, path);
    }

    /// <summary>The first block wins; that there are more is reported with the presence of fields.</summary>
    private void Choose(object owner, PlatformDescriptor platform, object settings, YamlItem given, FieldPath path)
    {
        var type = typeof(MetricSourceSpec);
        if (type.GetProperty(nameof(MetricSourceSpec.Platform))!.GetValue(owner) is string { Length: > 0 })
            return;
        type.GetProperty(nameof(MetricSourceSpec.Platform))!.SetValue(owner, platform.Key);
        type.GetProperty(nameof(MetricSourceSpec.Settings))!.SetValue(owner, settings);
        if (platform.Check is null || Broken.Any(broken => Within(broken, path)))
            return;
        foreach (var complaint in platform.Check(settings))
        {
            var place = complaint.Field.Length == 0 ? path : path.To([.. complaint.Field.Split('.')]);
            var at = complaint.Field.Length == 0 ? given : YamlPath.Find(given, complaint.Field.Split('.'));
            Report(at.Start, place, Reasons.Choice, complaint.What, complaint.Instead);
        }
    }

    private Array? ReadList(YamlItem item, SchemaNode node, FieldPath path)
    {
        if (item is not YamlSequence sequence)
        {
            WrongShape(item, node, path);
            return null;
        }

        CheckCount(sequence.Items.Count, "items", item, node, path);
        var inner = node.Item!;
        var values = Array.CreateInstance(node.ClrType.GetGenericArguments()[0], sequence.Items.Count);
        for (var i = 0; i < values.Length; i++)
        {
            var given = sequence.Items[i];
            if (given is YamlScalar { IsNull: true })
                Report(
                    given.Start,
                    path.Item(i),
                    Reasons.WrongType,
                    "an empty item",
                    "write a value or remove the '-'"
                );
            values.SetValue(Read(given, inner, path.Item(i)) ?? Placeholder(inner), i);
        }

        return values;
    }

    private IDictionary? ReadMap(YamlItem item, SchemaNode node, FieldPath path)
    {
        if (item is not YamlMapping mapping)
        {
            WrongShape(item, node, path);
            return null;
        }

        CheckCount(mapping.Entries.Count, "keys", item, node, path);
        var type = typeof(Dictionary<,>).MakeGenericType(node.ClrType.GetGenericArguments());
        var values = (IDictionary)Activator.CreateInstance(type, StringComparer.Ordinal)!;
        foreach (var (key, given) in mapping.Entries)
        {
            var place = path.Field(key.Value);
            CheckKey(key, node, place);
            values[key.Value] = Read(given, node.Item!, place) ?? Placeholder(node.Item!);
        }

        return values;
    }

    private static object? ReadAny(YamlItem item) =>
        item switch
        {
            YamlScalar scalar => ScalarReader.Untyped(scalar),
            YamlSequence sequence => sequence.Items.Select(ReadAny).ToArray(),
            YamlMapping mapping => mapping.Entries.ToDictionary(
                entry => entry.Key.Value,
                entry => ReadAny(entry.Value),
                StringComparer.Ordinal
            ),
            _ => null,
        };

    /// <summary>Keeps the places of the other items when one cannot be read.</summary>
    private static object? Placeholder(SchemaNode node) =>
        node.Type switch
        {
            FieldType.Text when node.ClrType == typeof(string) => "",
            FieldType.List => Array.CreateInstance(node.ClrType.GetGenericArguments()[0], 0),
            FieldType.Map or FieldType.Any => null,
            _ => node.ClrType.IsValueType || node.Type == FieldType.Object
                ? Activator.CreateInstance(node.ClrType)
                : null,
        };

    private void CheckPresence(YamlMapping mapping, SchemaNode node, FieldPath path)
    {
        bool Given(string name) => mapping[name] is { } item and not YamlScalar { IsNull: true };
        var names = node.Children.Select(field => field.Name).ToList();
        var meant = mapping
            .Entries.Where(entry => node.Child(entry.Key.Value) is null)
            .Select(entry => Nearest.Of(entry.Key.Value, names) ?? entry.Key.Value)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var field in node.Children)
        {
            if (field.Required && !Given(field.Name) && !meant.Contains(field.Name))
                Report(
                    mapping.Start,
                    path,
                    Reasons.Missing,
                    $"'{field.Name}' is missing",
                    $"add {field.Name}: {Hints.For(field)}"
                );
        }

        foreach (var choice in node.Choices)
            CheckChoice(choice, [.. choice.Fields.Where(Given)], mapping, path);
        if (node.ClrType == typeof(MetricSourceSpec))
            CheckPlatform([.. node.Children.Where(field => field.Platform is not null)], mapping, meant, path);
    }

    private void CheckChoice(FieldChoice choice, List<string> given, YamlMapping mapping, FieldPath path)
    {
        var all = string.Join(" or ", choice.Fields);
        if (given.Count == 0 && choice.Rule != ChoiceRule.AtMostOne)
            Report(
                mapping.Start,
                path,
                Reasons.Choice,
                $"neither {string.Join(" nor ", choice.Fields)} is given",
                $"add {all}"
            );
        else if (given.Count > 1 && choice.Rule != ChoiceRule.AtLeastOne)
            Report(
                mapping[given[1]]!.Start,
                path,
                Reasons.Choice,
                $"{string.Join(" and ", given)} exclude each other",
                $"keep one: {all}"
            );
    }

    private void CheckPlatform(List<SchemaNode> blocks, YamlMapping mapping, HashSet<string> meant, FieldPath path)
    {
        var given = mapping.Entries.Where(entry => blocks.Any(block => block.Name == entry.Key.Value)).ToList();
        // A block that is misspelt, or of a platform not known here, is complained about already.
        var isMeant =
            blocks.Exists(block => meant.Contains(block.Name)) || Schema.ReservedPlatforms.Any(meant.Contains);
        if (given.Count == 0 && !isMeant)
            Report(
                mapping.Start,
                path,
                Reasons.Choice,
                "no platform block",
                $"add one of {string.Join(", ", blocks.Select(block => block.Name))}"
            );
        foreach (var extra in given.Skip(1))
            Report(
                extra.Key.Start,
                path.Field(extra.Key.Value),
                Reasons.Choice,
                $"a second platform block beside '{given[0].Key.Value}'",
                "a source reads one platform: move this block to a MetricSource of its own"
            );
    }

    private void CheckKey(YamlScalar key, SchemaNode node, FieldPath path)
    {
        if (node.Keys.Count > 0 && !node.Keys.Contains(key.Value, StringComparer.Ordinal))
        {
            var wrong = ScalarReader.OneOf(key.Value, node.Keys);
            Report(key.Start, path, wrong.Reason, wrong.What, wrong.Instead);
        }
        else if (node.KeyPattern is { } pattern && !ScalarReader.Matches(pattern, key.Value))
        {
            var wanted = node.KeyShape is { } shape ? $"write {shape}" : $"it must match {pattern}";
            Report(key.Start, path, Reasons.Malformed, $"key {Looks.Show(key.Value)} does not fit", wanted);
        }
    }

    private void CheckCount(int count, string what, YamlItem item, SchemaNode node, FieldPath path)
    {
        if (count < node.MinItems)
            Report(
                item.Start,
                path,
                Reasons.OutOfBounds,
                Counted(count, what),
                Invariant($"write at least {node.MinItems}")
            );
        else if (count > node.MaxItems && BoundItems)
            Report(
                item.Start,
                path,
                Reasons.OutOfBounds,
                Counted(count, what),
                Invariant($"at most {node.MaxItems} are allowed")
            );
    }

    private void UnknownField(YamlScalar key, SchemaNode node, FieldPath path)
    {
        var names = node.Children.Select(field => field.Name).ToList();
        var place = path.Field(key.Value);
        var isSpec = node.ClrType == typeof(MetricSourceSpec);
        var platforms = string.Join(
            ", ",
            node.Children.Where(field => field.Platform is not null).Select(field => field.Name)
        );
        if (isSpec && Schema.ReservedPlatforms.Contains(key.Value, StringComparer.Ordinal))
            Report(
                key.Start,
                place,
                Reasons.UnknownField,
                $"this version does not know the platform '{key.Value}'",
                $"it knows {platforms}"
            );
        else if (Nearest.Of(key.Value, names) is { } near)
            Report(
                key.Start,
                place,
                Reasons.UnknownField,
                $"unknown field {Looks.Show(key.Value)}",
                $"did you mean '{near}'?"
            );
        else
            Report(
                key.Start,
                place,
                Reasons.UnknownField,
                $"unknown field {Looks.Show(key.Value)}",
                names.Count == 0 ? "remove it" : $"fields here: {string.Join(", ", names)}"
            );
    }

    private void WrongShape(YamlItem item, SchemaNode node, FieldPath path)
    {
        // A wrong shape around a secret may hold the secret.
        if (node.IsSecret || node.Children.Any(field => field.IsSecret))
            source.Hide(item.Start, item.End);
        Report(
            item.Start,
            path,
            Reasons.WrongType,
            $"{item.Noun} where {Hints.Noun(node)} is expected",
            $"write {Hints.For(node)}"
        );
    }

    private void RefuseSecret(YamlItem item, SchemaNode node, FieldPath path)
    {
        source.Hide(item.Start, item.End);
        Report(
            item.Start,
            path,
            Reasons.InlinedSecret,
            "a secret in plain text (not shown); treat it as leaked and revoke it",
            $"put the new one into a Secret and write {Hints.For(node)}"
        );
    }

    private void Add(Severity severity, Position at, FieldPath path, string reason, string what, string instead) =>
        problems.Add(
            new Problem(severity, reason, what, instead) { Path = path.ToString(), Resource = resource },
            source,
            at
        );

    private static bool Within(FieldPath inner, FieldPath outer)
    {
        for (var path = inner; path is not null; path = path.Parent)
        {
            if (ReferenceEquals(path, outer))
                return true;
        }

        return false;
    }

    private static string Counted(int count, string what) => Invariant($"{count} {(count == 1 ? what[..^1] : what)}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

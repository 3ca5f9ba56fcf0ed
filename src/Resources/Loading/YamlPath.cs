namespace DevRel.Resources;

/// <summary>From a path back to the place in the file.</summary>
internal static class YamlPath
{
    /// <summary>The deepest node on the way that exists.</summary>
    public static YamlItem Find(YamlItem root, FieldPath path)
    {
        var item = root;
        foreach (var step in path.Steps())
        {
            var next =
                step.Index < 0
                    ? (item as YamlMapping)?[step.Key]
                    : (item as YamlSequence)?.Items.ElementAtOrDefault(step.Index);
            if (next is null)
                break;
            item = next;
        }

        return item;
    }

    public static YamlItem Find(YamlItem root, IEnumerable<string> fields) =>
        Find(root, fields.Aggregate(FieldPath.Root, (path, field) => path.Field(field)));
}

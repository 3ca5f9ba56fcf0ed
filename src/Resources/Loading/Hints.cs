namespace DevRel.Resources;

/// <summary>An example of what a field takes, for the end of a message.</summary>
internal static class Hints
{
    public static string For(SchemaNode node) =>
        node.Type switch
        {
            _ when node.ClrType == typeof(SecretValue) => "{secretKeyRef: {name: NAME, key: KEY}}",
            _ when node.ClrType == typeof(SecretKeyRef) => "{name: NAME, key: KEY}",
            FieldType.Object when node.Children.FirstOrDefault(field => field.Required) is { } first =>
                $"{{{first.Name}: {For(first)}}}",
            FieldType.Object when node.Children.Count > 0 => $"{{{node.Children[0].Name}: {For(node.Children[0])}}}",
            FieldType.Object => "{}",
            FieldType.List => $"[{For(node.Item!)}]",
            FieldType.Map => $"{{KEY: {For(node.Item!)}}}",
            FieldType.Flag => "true or false",
            FieldType.Integer => double.IsNaN(node.Minimum) ? "1" : ScalarReader.Bound(node, node.Minimum),
            FieldType.Number => "1.5",
            FieldType.Duration => "15m",
            FieldType.Date => "\"2026-12-31\"",
            FieldType.Time => "\"09:00\"",
            FieldType.Quantity => "80",
            FieldType.Text when node.Values.Count > 0 => node.Values[0],
            _ => "TEXT",
        };

    public static string Noun(SchemaNode node) =>
        node.Type switch
        {
            FieldType.Object or FieldType.Map => "an object",
            FieldType.List => "a list",
            FieldType.Flag => "true or false",
            FieldType.Integer or FieldType.Number => "a number",
            FieldType.Duration => "a duration",
            FieldType.Date => "a date",
            FieldType.Time => "a time of day",
            FieldType.Quantity => "a quantity",
            _ => "text",
        };
}

using System.Text;

namespace DevRel.Exporter.Tests.Support;

/// <summary>Prometheus text 0.0.4.</summary>
internal static class TextPage
{
    public static IReadOnlyList<ParsedFamily> Parse(ReadOnlySpan<byte> bytes)
    {
        var families = new List<ParsedFamily>();
        foreach (var line in new UTF8Encoding(false, true).GetString(bytes).Split('\n')[..^1])
        {
            var parts = line.Split(' ', 4);
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                if (families.Exists(known => known.Name == parts[2]))
                    throw new FormatException($"family {parts[2]} comes twice");
                families.Add(new ParsedFamily(parts[2]) { Help = parts[3].Replace("\\n", "\n").Replace("\\\\", "\\") });
            }
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                families[^1].Type = parts[2] == families[^1].Name ? parts[3] : throw new FormatException(line);
            }
            else
            {
                families[^1].Samples.Add(SampleLine.Parse(line));
            }
        }

        return families;
    }
}

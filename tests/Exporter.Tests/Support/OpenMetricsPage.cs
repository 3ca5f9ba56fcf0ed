using System.Text;

namespace DevRel.Exporter.Tests.Support;

/// <summary>
/// OpenMetrics 1.0, read without mercy: where Prometheus shrugs, this throws <see cref="FormatException"/> with the line. Source: the specification's grammar and its
/// sections on each type.
/// </summary>
internal sealed class OpenMetricsPage
{
    private readonly Dictionary<string, ParsedFamily> families = new(StringComparer.Ordinal);
    private readonly HashSet<string> series = new(StringComparer.Ordinal);
    private ParsedFamily? open;
    private string stage = "";

    private OpenMetricsPage() { }

    public IReadOnlyCollection<ParsedFamily> Families => families.Values;

    public IEnumerable<ParsedSample> Samples => families.Values.SelectMany(family => family.Samples);

    public static OpenMetricsPage Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            throw new FormatException("starts with a byte order mark");
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        if (text.Contains('\r', StringComparison.Ordinal))
            throw new FormatException("holds a carriage return");
        if (!text.EndsWith("# EOF\n", StringComparison.Ordinal))
            throw new FormatException("does not end in # EOF and a line feed");
        var page = new OpenMetricsPage();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length - 2; i++)
        {
            try
            {
                page.Read(lines[i]);
            }
            catch (Exception broken) when (broken is FormatException or IndexOutOfRangeException or ArgumentException)
            {
                throw new FormatException($"line {i + 1}: {broken.Message}: {lines[i]}", broken);
            }
        }

        page.Close();
        return page;
    }

    private void Read(string line)
    {
        if (line.Length == 0)
            throw new FormatException("empty line");
        if (line == "# EOF")
            throw new FormatException("an end in the middle");
        if (line[0] == '#')
            ReadMeta(line);
        else
            ReadSample(SampleLine.Parse(line));
    }

    private void ReadMeta(string line)
    {
        var parts = line.Split(' ', 4);
        if (parts.Length < 4 || parts[1] is not ("TYPE" or "UNIT" or "HELP"))
            throw new FormatException("a comment, which OpenMetrics does not have");
        if (open?.Name != parts[2] || open.Samples.Count > 0)
            Open(parts[2]);
        if (string.CompareOrdinal(Rank(stage), Rank(parts[1])) >= 0)
            throw new FormatException($"{parts[1]} after {stage}");
        stage = parts[1];
        switch (stage)
        {
            case "TYPE":
                open!.Type = parts[3] is "counter" or "gauge" or "histogram" or "info" or "stateset" or "unknown"
                    ? parts[3]
                    : throw new FormatException("unknown type");
                break;
            case "UNIT":
                open!.Unit = parts[3];
                if (!open.Name.EndsWith("_" + parts[3], StringComparison.Ordinal))
                    throw new FormatException("the unit is not the end of the name");
                if (open.Type is "info" or "stateset")
                    throw new FormatException($"{open.Type} has no unit");
                break;
            default:
                open!.Help = UnescapeHelp(parts[3]);
                break;
        }
    }

    private static string Rank(string word) =>
        word switch
        {
            "TYPE" => "1",
            "UNIT" => "2",
            "HELP" => "3",
            _ => "0",
        };

    private void Open(string name)
    {
        Close();
        open = new ParsedFamily(name);
        stage = "";
        if (!families.TryAdd(name, open))
            throw new FormatException($"family {name} comes twice");
    }

    private void ReadSample(ParsedSample sample)
    {
        if (open is null || !Suffixes(open.Type).Contains(SuffixOf(sample)))
            throw new FormatException($"{sample.Name} does not belong to {open?.Type} {open?.Name}");
        if (!series.Add(sample.Series))
            throw new FormatException("the series comes twice");
        if (sample.Labels.Any(label => label.Key.StartsWith('_')))
            throw new FormatException("a label that is reserved");
        if (open.Type is "counter" && !(sample.Value >= 0))
            throw new FormatException("a counter that is negative or not a number");
        if (open.Type is "info" && sample.Value != 1)
            throw new FormatException("an info that is not 1");
        open.Samples.Add(sample);
    }

    private string SuffixOf(ParsedSample sample) =>
        sample.Name.StartsWith(open!.Name, StringComparison.Ordinal) ? sample.Name[open.Name.Length..] : "?";

    private static string[] Suffixes(string? type) =>
        type switch
        {
            "counter" => ["_total"],
            "histogram" => ["_bucket", "_sum", "_count"],
            "info" => ["_info"],
            _ => [""],
        };

    private void Close()
    {
        if (open is null)
            return;
        if (open.Type is null)
            throw new FormatException($"{open.Name} has no type");
        if (open.Type == "histogram")
            CheckHistogram(open);
        CheckGrouped(open);
    }

    /// <summary>The lines of one metric stand together.</summary>
    private static void CheckGrouped(ParsedFamily family)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var last = "";
        foreach (var metric in family.Samples.Select(WithoutBound))
        {
            if (metric != last && !seen.Add(metric))
                throw new FormatException($"{family.Name}: the lines of {metric} are apart");
            last = metric;
        }
    }

    private static void CheckHistogram(ParsedFamily family)
    {
        foreach (var metric in family.Samples.GroupBy(WithoutBound))
        {
            var buckets = metric.Where(sample => sample.Name.EndsWith("_bucket", StringComparison.Ordinal)).ToList();
            var bounds = buckets.Select(bucket => CanonicalBound(bucket["le"])).ToList();
            if (!bounds.SequenceEqual(bounds.Order()) || bounds.Count == 0 || !double.IsPositiveInfinity(bounds[^1]))
                throw new FormatException($"{family.Name}: bounds do not ascend to +Inf");
            if (!buckets.Select(bucket => bucket.Value).SequenceEqual(buckets.Select(bucket => bucket.Value).Order()))
                throw new FormatException($"{family.Name}: counts fall");
            var count = metric.Single(sample => sample.Name == family.Name + "_count").Value;
            if (count != buckets[^1].Value || metric.Count(sample => sample.Name == family.Name + "_sum") != 1)
                throw new FormatException($"{family.Name}: count and last bucket differ, or no sum");
        }
    }

    private static string WithoutBound(ParsedSample sample) =>
        string.Join(',', sample.Labels.Where(label => label.Key != "le").Select(label => label.ToString()));

    /// <summary>As Go's %g spells it, with a point where neither point nor exponent is.</summary>
    private static double CanonicalBound(string text)
    {
        if (text == "+Inf")
            return double.PositiveInfinity;
        var value = SampleLine.ParseNumber(text);
        var size = Math.Abs(value);
        var isScientific = text.Contains('e', StringComparison.Ordinal);
        if (isScientific != (size != 0 && size is < 1e-4 or >= 1e6))
            throw new FormatException($"le {text} is not canonical");
        var exponent = isScientific ? text[(text.IndexOf('e', StringComparison.Ordinal) + 1)..] : "";
        if (isScientific && (exponent.Length < 3 || exponent[0] is not ('+' or '-')))
            throw new FormatException($"le {text} has an exponent without sign or second digit");
        if (!isScientific && !text.Contains('.', StringComparison.Ordinal))
            throw new FormatException($"le {text} has no point");
        return value;
    }

    private static string UnescapeHelp(string text)
    {
        var help = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                throw new FormatException("a quote in help that is not escaped");
            help.Append(text[i] == '\\' ? SampleLine.Unescape(text[++i]) : text[i]);
        }

        return help.ToString();
    }
}

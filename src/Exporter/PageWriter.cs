using System.Text;
using DevRel.Metrics;

namespace DevRel.Exporter;

/// <summary>A growing page of bytes. Kept and cleared, it writes the next page of the same size without allocating.</summary>
internal sealed class PageWriter(int capacity = 4096)
{
    private byte[] buffer = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        var room = Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, room);
    }

    public void AppendValueLine(double value)
    {
        var room = Room(WireNumber.MaxLength + 1);
        var length = WireNumber.Write(value, room);
        room[length] = (byte)'\n';
        Length += length + 1;
    }

    /// <summary>Key and value of one series in one step: the inner loop of a page.</summary>
    public void AppendSeries(ReadOnlySpan<byte> key, double value)
    {
        var room = Room(key.Length + WireNumber.MaxLength + 1);
        key.CopyTo(room);
        var length = key.Length + WireNumber.Write(value, room[key.Length..]);
        room[length] = (byte)'\n';
        Length += length + 1;
    }

    /// <summary>Escaped as both formats want it inside quotes.</summary>
    public void AppendEscaped(ReadOnlySpan<char> text, bool quotes = true)
    {
        while (true)
        {
            var special = quotes ? text.IndexOfAny('\\', '\n', '"') : text.IndexOfAny('\\', '\n');
            if (special < 0)
                break;
            Append(text[..special]);
            Append(
                text[special] == '\n' ? "\\n"u8
                : text[special] == '"' ? "\\\""u8
                : "\\\\"u8
            );
            text = text[(special + 1)..];
        }

        Append(text);
    }

    /// <summary>
    /// What a family is. Text 0.0.4 knows no info and names a counter with its <c>_total</c>; OpenMetrics names both by their stem, escapes quotes in help,
    /// and tells the unit, which must be the stem's last word.
    /// </summary>
    public void AppendHeader(ExpositionFormat format, string name, MetricKind kind, string help)
    {
        if (format == ExpositionFormat.Text)
        {
            AppendMeta("# HELP "u8, name);
            AppendEscaped(help, quotes: false);
            AppendMeta("\n# TYPE "u8, name);
            Append(TypeWord(kind == MetricKind.Info ? MetricKind.Gauge : kind));
            Append("\n"u8);
            return;
        }

        var stem = FamilyNames.OpenMetrics(name, kind);
        AppendMeta("# TYPE "u8, stem);
        Append(TypeWord(kind));
        if (kind != MetricKind.Info && FamilyNames.Unit(stem) is { } unit)
        {
            AppendMeta("\n# UNIT "u8, stem);
            Append(unit);
        }

        AppendMeta("\n# HELP "u8, stem);
        AppendEscaped(help);
        Append("\n"u8);
    }

    private void AppendMeta(ReadOnlySpan<byte> word, string name)
    {
        Append(word);
        Append(name);
        Append(" "u8);
    }

    private static ReadOnlySpan<byte> TypeWord(MetricKind kind) =>
        kind switch
        {
            MetricKind.Gauge => "gauge"u8,
            MetricKind.Counter => "counter"u8,
            MetricKind.Histogram => "histogram"u8,
            _ => "info"u8,
        };

    private Span<byte> Room(int bytes)
    {
        if (buffer.Length - Length < bytes)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + bytes));
        return buffer.AsSpan(Length);
    }
}

using System.Buffers;
using System.Text;

namespace DevRel.Store;

/// <summary>Walks over a line whose properties are expected in one order, with texts of plain ASCII. Where that fails it stands still.</summary>
internal ref struct LineScanner(ReadOnlySpan<byte> line)
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        Encoding.ASCII.GetBytes(Utf8Lines.PlainAscii)
    );

    /// <summary>What is still to come.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = line;

    public bool Skip(ReadOnlySpan<byte> expected)
    {
        var found = Rest.StartsWith(expected);
        if (found)
            Rest = Rest[expected.Length..];
        return found;
    }

    /// <param name="before">Up to the quotation mark that opens the text.</param>
    public bool Text(ReadOnlySpan<byte> before, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!Rest.StartsWith(before))
            return false;
        var from = Rest[before.Length..];
        var end = from.IndexOfAnyExcept(Plain);
        if (end < 0 || from[end] != '"')
            return false;
        text = from[..end];
        Rest = from[(end + 1)..];
        return true;
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using DevRel.Activities;

namespace DevRel.Store;

/// <summary>
/// The line of an activity exactly as <see cref="FeedWriter"/> writes it: most of a feed, and read several times as fast as by a general parser. Whatever
/// looks otherwise (escapes, letters beyond ASCII, another order, properties of a later version) is left to <see cref="ActivityLine"/>.
/// </summary>
internal sealed class PlainActivity(TextCache texts)
{
    private readonly InstantReader instants = new();
    private readonly ByteCache<ActivityKind> kinds = new(256);
    private readonly ByteCache<MemberHints> hints = new(256);
    private readonly ByteCache<ActivityAttributes> attributes = new(1024);

    /// <summary>False, and nothing read, when it is not of this form.</summary>
    public bool TryRead(
        ReadOnlySpan<byte> line,
        out ReadOnlySpan<byte> position,
        [NotNullWhen(true)] out Activity? activity
    )
    {
        activity = null;
        var scan = new LineScanner(line);
        if (
            !scan.Text("{\"type\":\"activity\",\"position\":\""u8, out position)
            || !scan.Text(",\"source\":\""u8, out var source)
            || !scan.Text(",\"id\":\""u8, out var id)
            || !scan.Text(",\"platform\":\""u8, out var platform)
            || !scan.Text(",\"kind\":\""u8, out var kind)
            || !TryMember(ref scan, out var member)
            || !TryHints(ref scan, out var said)
        )
            return false;
        var thread = TextOrNull(ref scan, ",\"thread\":\""u8);
        var parent = TextOrNull(ref scan, ",\"parent\":\""u8);
        var container = TextOrNull(ref scan, ",\"container\":\""u8);
        if (
            !TryInstant(ref scan, ",\"occurredAt\":\""u8, out var occurred)
            || !TryInstant(ref scan, ",\"collectedAt\":\""u8, out var collected)
            || !TryAttributes(ref scan, out var described)
            || !scan.Rest.SequenceEqual("}"u8)
        )
            return false;
        activity = new Activity
        {
            Source = texts.Get(source),
            NativeId = Encoding.ASCII.GetString(id),
            Platform = texts.Get(platform),
            Kind = Kind(kind),
            Member = member,
            Hints = said,
            Thread = thread,
            Parent = parent,
            Container = container,
            OccurredAt = occurred,
            CollectedAt = collected,
            Attributes = described,
        };
        return true;
    }

    private string? TextOrNull(ref LineScanner scan, ReadOnlySpan<byte> before) =>
        scan.Text(before, out var text) ? texts.Get(text) : null;

    private bool TryInstant(ref LineScanner scan, ReadOnlySpan<byte> before, out DateTimeOffset instant)
    {
        instant = default;
        return scan.Text(before, out var text) && instants.TryRead(text, out instant);
    }

    private ActivityKind Kind(ReadOnlySpan<byte> text)
    {
        if (kinds.TryGet(text, out var known))
            return known;
        var kind = ActivityKinds.TryParse(Encoding.ASCII.GetString(text), out var read) ? read : ActivityKind.Other;
        kinds.Set(text, kind);
        return kind;
    }

    private static bool TryMember(ref LineScanner scan, out MemberId? member)
    {
        member = null;
        if (!scan.Text(",\"member\":\""u8, out var text))
            return true;
        Span<byte> binary = stackalloc byte[16];
        if (text.Length != 32 || Convert.FromHexString(text, binary, out _, out _) != OperationStatus.Done)
            return false;
        member = new MemberId(BinaryPrimitives.ReadUInt128BigEndian(binary));
        return true;
    }

    private bool TryHints(ref LineScanner scan, out MemberHints said)
    {
        said = MemberHints.None;
        if (!scan.Skip(",\"hints\":"u8))
            return true;
        var list = scan.Rest[..(scan.Rest.IndexOf((byte)']') + 1)];
        if (!hints.TryGet(list, out said))
        {
            // An odd number of quotation marks: the bracket found stands in a text.
            if (
                list.Contains((byte)'\\')
                || list.Count((byte)'"') % 2 != 0
                || !list.StartsWith("[\""u8)
                || !list.EndsWith("\"]"u8)
            )
                return false;
            var json = new Utf8JsonReader(list);
            json.Read();
            hints.Set(list, said = Values.Hints(ref json, texts));
        }

        return scan.Skip(list);
    }

    /// <summary>They stand last; few combinations for many activities share one object each.</summary>
    private bool TryAttributes(ref LineScanner scan, out ActivityAttributes described)
    {
        described = ActivityAttributes.None;
        if (!scan.Skip(",\"attributes\":"u8))
            return true;
        if (!scan.Rest.StartsWith("{"u8) || !scan.Rest.EndsWith("}}"u8))
            return false;
        var all = scan.Rest[..^1];
        if (attributes.TryGet(all, out var known))
        {
            described = known;
            return scan.Skip(all);
        }

        var json = new Utf8JsonReader(all);
        json.Read();
        described = ActivityLine.Attributes(ref json, texts);
        if (json.BytesConsumed != all.Length)
            return false;
        if (described is { LinesAdded: null, LinesDeleted: null, FilesChanged: null, Value: null })
            attributes.Set(all, described);
        return scan.Skip(all);
    }
}

using System.Buffers.Text;

namespace DevRel.Collectors.Git;

/// <summary>
/// Ids and committer dates, sorted by date and then id: an order that depends on nothing but the commits, so that "after the first 1,500" means the same
/// in the run after a crash. 52 bytes a commit, because repositories of a million exist.
/// </summary>
internal sealed class CommitListing
{
    public static readonly CommitListing Empty = new([], [], 0);

    private readonly byte[] ids;
    private readonly Entry[] order;
    private readonly int idLength;

    private CommitListing(byte[] ids, Entry[] order, int idLength)
    {
        this.ids = ids;
        this.order = order;
        this.idLength = idLength;
        Array.Sort(
            order,
            (left, right) =>
                left.Time != right.Time ? left.Time.CompareTo(right.Time) : Id(left).SequenceCompareTo(Id(right))
        );
    }

    public int Count => order.Length;

    /// <summary>How many are older than that.</summary>
    public int CountBefore(long unixSeconds)
    {
        var (low, high) = (0, order.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = order[middle].Time < unixSeconds ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Ids of a part, one a line.</summary>
    public ReadOnlyMemory<byte> Lines(int from, int to)
    {
        var lines = new byte[(to - from) * (idLength + 1)];
        for (var i = from; i < to; i++)
        {
            Id(order[i]).CopyTo(lines.AsSpan((i - from) * (idLength + 1)));
            lines[(i - from + 1) * (idLength + 1) - 1] = (byte)'\n';
        }

        return lines;
    }

    /// <summary>From lines of <c>unix-seconds id</c>.</summary>
    public static async Task<CommitListing> ReadAsync(GitProcess process)
    {
        var letters = new List<byte>();
        var times = new List<Entry>();
        var length = 0;
        var buffer = new byte[64 * 1024];
        var kept = 0;
        int read;
        while ((read = await process.ReadAsync(buffer.AsMemory(kept))) > 0)
        {
            var text = buffer.AsSpan(0, kept + read);
            int end;
            while ((end = text.IndexOf((byte)'\n')) >= 0)
            {
                length = Add(text[..end], letters, times);
                text = text[(end + 1)..];
            }

            text.CopyTo(buffer);
            kept = text.Length;
        }

        return new CommitListing([.. letters], [.. times], length);
    }

    private static int Add(ReadOnlySpan<byte> line, List<byte> letters, List<Entry> times)
    {
        if (!Utf8Parser.TryParse(line, out long time, out var digits) || line.Length <= digits + 1)
            throw new CollectionException(
                CollectionFailure.Unreadable,
                "git listed a commit without its date. Check the repository with git fsck."
            );
        times.Add(new Entry(time, times.Count));
        letters.AddRange(line[(digits + 1)..]);
        return line.Length - digits - 1;
    }

    private ReadOnlySpan<byte> Id(Entry entry) => ids.AsSpan(entry.Index * idLength, idLength);

    private readonly record struct Entry(long Time, int Index);
}

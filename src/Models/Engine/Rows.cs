using DevRel.Activities;

namespace DevRel.Models.Engine;

/// <summary>The bare columns: every activity that stands, by number. Beside the key a row is 20 bytes.</summary>
internal sealed class Rows
{
    private readonly KeyTable keys = new();
    private readonly Column<int> at = new();
    private readonly Column<int> member = new();
    private readonly Column<int> thread = new();
    private readonly Column<ushort> origin = new();
    private readonly Column<ushort> hints = new();
    private readonly Column<byte> kind = new();
    private readonly Column<byte> flags = new();

    /// <summary>One more than the largest row number; rows between may be vacant (see <see cref="IsVacant"/>).</summary>
    public int Count => keys.Count;

    /// <summary>How many stand.</summary>
    public int Standing { get; private set; }

    public Column<int> At => at;
    public Column<int> Member => member;
    public Column<int> Thread => thread;
    public Column<ushort> Origin => origin;
    public Column<byte> Kind => kind;
    public Column<byte> Flags => flags;

    /// <summary>-1: nothing stands under this key.</summary>
    public int Find(Key key) => keys.Find(key);

    public Key KeyOf(int row) => keys[row];

    public bool IsVacant(int row) => kind[row] == 0;

    public Row this[int row] =>
        new(
            new Event(at[row], thread[row], member[row], (ActivityKind)kind[row], (EventFlags)flags[row], origin[row]),
            (MemberHints)hints[row]
        );

    /// <summary>One bare pass: reads every column of every row once, counts by kind and age; the anchor of speed, of no other use.</summary>
    public long Scan(int asOf)
    {
        var (counts, sum) = (new int[(Ages.Zones + 1) * 256], 0L);
        for (var first = 0; first < Count; first += 1 << Column<int>.PageBits)
        {
            var page = first >> Column<int>.PageBits;
            var length = Math.Min(Count - first, 1 << Column<int>.PageBits);
            var times = at.Page(page);
            var kinds = kind.Page(page);
            var everyFlag = flags.Page(page);
            var members = member.Page(page);
            var threads = thread.Page(page);
            var origins = origin.Page(page);
            for (var i = 0; i < length; i++)
            {
                counts[(Ages.Zone(asOf, times[i]) + 1) * 256 + kinds[i]]++;
                sum += members[i] ^ threads[i] ^ origins[i] ^ everyFlag[i];
            }
        }

        return sum + counts[0];
    }

    /// <summary>
    /// The same columns in an order given, as whoever groups by member must read them; adds up what each member did by age. Anchor as <see cref="Scan"/> is.
    /// </summary>
    public long Scan(int asOf, ReadOnlySpan<int> order, ReadOnlySpan<int> starts)
    {
        var sum = 0L;
        for (var group = 0; group + 1 < starts.Length; group++)
        {
            var counts = default(ByZone);
            foreach (var row in order[starts[group]..starts[group + 1]])
            {
                counts.Fold(asOf, at[row], 1);
                sum += kind[row] ^ thread[row] ^ origin[row] ^ flags[row];
            }

            sum += counts.In(Ages.Zones - 1);
        }

        return sum;
    }

    public int Add(Key key, in Row row)
    {
        var number = keys.Add(key);
        Set(number, row);
        Standing++;
        return number;
    }

    public void Set(int number, in Row row)
    {
        at.Set(number, row.Event.At);
        member.Set(number, row.Event.Member);
        thread.Set(number, row.Event.Thread);
        origin.Set(number, row.Event.Origin);
        hints.Set(number, (ushort)row.Hints);
        kind.Set(number, (byte)row.Event.Kind);
        flags.Set(number, (byte)row.Event.Flags);
    }

    public void Remove(int number)
    {
        keys.Remove(number);
        kind[number] = 0;
        Standing--;
    }
}

/// <summary>One activity as the columns hold it.</summary>
internal readonly record struct Row(Event Event, MemberHints Hints);

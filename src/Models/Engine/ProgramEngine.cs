using DevRel.Activities;
using DevRel.Metrics;

namespace DevRel.Models.Engine;

/// <summary>
/// The figures of one program: log records in, samples out. Pure but for what it was told: the same records in any order give the same
/// samples, and asking again after a thousand new ones costs what a thousand cost. Not safe for several threads at once.
/// </summary>
public sealed class ProgramEngine(ProgramInputs inputs)
{
    private Position live = new(inputs);
    private SourceBook sources = new(inputs);
    private LiveCounters counters = new(inputs);

    /// <summary>Activities that stand.</summary>
    public int Activities => live.Community.Rows.Standing;

    public void Apply(IReadOnlyList<LogRecord> records)
    {
        foreach (var record in records)
            Apply(record);
    }

    /// <summary>Records of sources outside <see cref="ProgramInputs.Sources"/> change nothing.</summary>
    public void Apply(LogRecord record)
    {
        switch (record)
        {
            case Activity activity:
                if (live.Community.Apply(activity) is { } happened)
                    counters.Saw(activity, happened);
                break;
            case Retraction retraction:
                live.Community.Apply(retraction);
                break;
            case MemberFact fact:
                live.Community.Apply(fact);
                break;
            case Erasure erasure:
                live.Community.Apply(erasure);
                break;
            case Observation observation:
                sources.Apply(observation);
                break;
            case SourceState state:
                sources.Apply(state);
                break;
            default:
                throw new ArgumentException($"a log has no records of the kind {record.GetType().Name}");
        }
    }

    /// <summary>Forgets everything that was told, as after a feed of another epoch. Counters start at zero.</summary>
    public void Reset()
    {
        live = new Position(inputs);
        sources = new SourceBook(inputs);
        counters = new LiveCounters(inputs);
    }

    /// <summary>
    /// All families as of an instant, sorted by name and labels: what occurred before it, as known now. Cheap when the instant lies shortly
    /// after that of the call before; an earlier one is counted from the rows and carries no counters.
    /// </summary>
    public SampleSet Compute(DateTimeOffset asOf)
    {
        var instant = Instants.Of(asOf);
        live.Community.Refresh();
        if (live.IsBuilt && instant < live.AsOf)
            return ComputeSeries([asOf])[0];
        live.MoveTo(instant);
        counters.Count(live);
        var samples = live.Report(asOf, sources, wanted: null);
        return Sorted(asOf, [.. samples, .. counters.Report(live.Community)]);
    }

    /// <summary>
    /// The same for many instants, in the order given; fastest when they are neighbours. Without counters, which have no past.
    /// </summary>
    /// <param name="wanted">Null: all families.</param>
    public IReadOnlyList<SampleSet> ComputeSeries(
        IEnumerable<DateTimeOffset> instants,
        Predicate<Metric>? wanted = null
    )
    {
        live.Community.Refresh();
        var past = new Position(inputs, live.Community);
        var wantedInstants = instants.ToList();
        var sets = new Dictionary<DateTimeOffset, SampleSet>();
        foreach (var asOf in wantedInstants.Distinct().Order())
        {
            past.MoveTo(Instants.Of(asOf));
            sets[asOf] = Sorted(asOf, past.Report(asOf, sources, wanted));
        }

        return [.. wantedInstants.Select(asOf => sets[asOf])];
    }

    /// <summary>See <see cref="Rows.Scan"/>.</summary>
    internal long ScanColumns(DateTimeOffset asOf) => live.Community.Rows.Scan(Instants.Of(asOf));

    /// <summary>The rows grouped by member, and where each group starts; for <see cref="ScanGroups"/>.</summary>
    internal (int[] Order, int[] Starts) GroupByMember()
    {
        var rows = live.Community.Rows;
        var order = Enumerable.Range(0, rows.Count).Where(row => !rows.IsVacant(row)).ToArray();
        Array.Sort(
            order,
            (left, right) => (rows.Member[left], rows.At[left]).CompareTo((rows.Member[right], rows.At[right]))
        );
        var starts = Enumerable
            .Range(0, order.Length)
            .Where(i => i == 0 || rows.Member[order[i]] != rows.Member[order[i - 1]])
            .Append(order.Length);
        return (order, [.. starts]);
    }

    /// <summary>See <see cref="Rows.Scan(int, ReadOnlySpan{int}, ReadOnlySpan{int})"/>.</summary>
    internal long ScanGroups(DateTimeOffset asOf, int[] order, int[] starts) =>
        live.Community.Rows.Scan(Instants.Of(asOf), order, starts);

    private SampleSet Sorted(DateTimeOffset asOf, IReadOnlyList<Sample> samples)
    {
        var sorted = samples.ToArray();
        Array.Sort(sorted, SampleOrder.Compare);
        return new SampleSet(inputs.Program.Name, asOf, sorted);
    }
}

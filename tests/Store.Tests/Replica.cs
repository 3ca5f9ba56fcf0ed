using DevRel.Activities;

namespace DevRel.Store.Tests;

/// <summary>What a reader of the feed holds: the latest of every key, by the rules a reader goes by.</summary>
internal sealed class Replica
{
    private readonly Dictionary<string, LogRecord> held = new(StringComparer.Ordinal);

    private string epoch = "";

    public long Position { get; private set; }

    public IReadOnlyList<string> State => [.. held.Values.Select(Describe).Order(StringComparer.Ordinal)];

    /// <summary>True when the page was the last. A page of another epoch is a reset.</summary>
    public bool Apply(LogPage page)
    {
        if (page.Epoch != epoch)
        {
            var isReset = epoch.Length > 0;
            (epoch, Position) = (page.Epoch, 0);
            held.Clear();
            if (isReset)
                return false;
        }

        foreach (var (sequence, record) in page.Entries)
        {
            sequence.ShouldBeGreaterThan(Position);
            Position = sequence;
            held[Key(record)] = record;
            if (record is Erasure erasure)
                Forget(held, erasure.Member);
        }

        return page.Complete;
    }

    public bool Knows(string nativeId) => held.ContainsKey(nativeId);

    public static void Forget(Dictionary<string, LogRecord> held, MemberId member)
    {
        foreach (var (key, record) in held.ToList())
            if (
                (record is Activity activity && activity.Member == member)
                || (record is MemberFact fact && fact.Member == member)
            )
                held.Remove(key);
    }

    public static string Key(LogRecord record) =>
        record switch
        {
            Activity activity => activity.NativeId,
            Retraction retraction => retraction.NativeId,
            Observation observation => $"observation {Periods.Start(observation.Signal, observation.ObservedAt):O}",
            MemberFact fact => $"fact {fact.Member}",
            Erasure erasure => $"erasure {erasure.Member}",
            _ => "state",
        };

    public static string Describe(LogRecord record) =>
        record is Activity activity
            ? $"{activity with { Attributes = activity.Attributes with { Tags = [] } }} {string.Join(',', activity.Attributes.Tags)}"
            : record.ToString();
}

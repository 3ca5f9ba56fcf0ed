using DevRel.Activities;

namespace DevRel.Store.Tests;

/// <summary>A made-up history without end, the same every time: finds, edits, retractions, figures, facts, states, now and then an erasure.</summary>
internal static class Story
{
    public static IReadOnlyList<LogRecord> Batch(int number, int collectedSecond)
    {
        var random = new Random(number);
        var records = new List<LogRecord>();
        for (var position = 0; position < 12; position++)
            records.Add(Find(random, number) with { CollectedAt = Example.Morning.AddSeconds(collectedSecond) });
        records.Add(Example.Retract(random.Next((number + 1) * 6)));
        records.Add(Example.Stars(Example.Morning.AddHours(random.Next(number + 24)), random.Next(3)));
        records.Add(Example.Fact(Person(random)) with { Geo = random.Next(2) == 0 ? "Eastern Asia" : null });
        records.Add(Example.State(random.NextDouble()));
        if (number % 100 == 99)
            records.Add(Example.Erase(Person(random)));
        return records;
    }

    /// <summary>What is stored, in an order that does not depend on when it was stored, without when it was collected.</summary>
    public static async Task<IReadOnlyList<string>> StateAsync(IActivityStore store)
    {
        var page = await store.ReadAsync(0, int.MaxValue - 1, default);
        page.Complete.ShouldBeTrue();
        return [.. page.Entries.Select(entry => Describe(entry.Record)).Order(StringComparer.Ordinal)];
    }

    private static string Describe(LogRecord record) =>
        Replica.Describe(record is Activity activity ? activity with { CollectedAt = default } : record);

    private static Activity Find(Random random, int number)
    {
        var issue = random.Next((number + 1) * 6);
        var found = Example.Issue(issue) with
        {
            Member = Person(random),
            Kind = (ActivityKind)random.Next(1, 20),
            Parent = random.Next(3) == 0 ? $"issue/{random.Next(100)}" : null,
        };
        return random.Next(4) == 0 ? found with { NativeId = $"issue/{issue}#closed" } : found;
    }

    private static MemberId Person(Random random) => new((UInt128)(ulong)random.Next(1, 200) * 0x1_0001);
}

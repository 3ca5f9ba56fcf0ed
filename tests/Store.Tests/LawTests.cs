using DevRel.Activities;
using FsCheck;
using FsCheck.Fluent;

namespace DevRel.Store.Tests;

public sealed class LawTests
{
    private static readonly MemberId[] People = [Example.Ada, Example.Ben, new(3)];

    [Fact]
    public void The_store_holds_the_latest_of_every_key()
    {
        Holds(history =>
            WithShop(async shop =>
            {
                foreach (var batch in history.Chunk(3))
                    await shop.CommitAsync(batch);

                (await StateAsync(shop)).ShouldBe(Expected(history));
            })
        );
    }

    [Fact]
    public void Committing_everything_twice_in_a_row_changes_nothing()
    {
        Holds(history =>
            WithShop(async shop =>
            {
                foreach (var record in history)
                {
                    await shop.CommitAsync(record);
                    var once = (await shop.PageAsync(0)).Head;
                    await shop.CommitAsync(record, record);
                    (await shop.PageAsync(0)).Head.ShouldBe(once);
                }

                (await StateAsync(shop)).ShouldBe(Expected(history));
            })
        );
    }

    [Fact]
    public void The_order_of_records_of_different_keys_does_not_matter()
    {
        Holds(history =>
            WithShop(async forth =>
            {
                await using var back = new Shop();
                var distinct = history.Where(record => record is not Erasure).DistinctBy(Key).ToArray();

                await forth.CommitAsync(distinct);
                await back.CommitAsync([.. distinct.Reverse()]);

                (await StateAsync(forth)).ShouldBe(await StateAsync(back));
            })
        );
    }

    [Fact]
    public void Replaying_the_feed_from_any_position_gives_what_the_store_holds()
    {
        Holds(history =>
            WithShop(async shop =>
            {
                var replica = new Replica();
                foreach (var batch in history.Chunk(4))
                {
                    await shop.CommitAsync(batch);
                    replica.Apply(await shop.Store.ReadAsync(replica.Position, 2, default));
                }

                while (!replica.Apply(await shop.Store.ReadAsync(replica.Position, 2, default))) { }
                replica.State.ShouldBe(await StateAsync(shop));
            })
        );
    }

    [Fact]
    public async Task Readers_beside_a_writer_miss_nothing()
    {
        await using var shop = new Shop();
        var random = new Random(7);
        var writing = Task.Run(async () =>
        {
            for (var batch = 0; batch < 300; batch++)
                await shop.CommitAsync([.. Enumerable.Range(0, 20).Select(_ => Of((byte)random.Next(250)))]);
            await shop.CommitAsync(Example.Issue(999));
        });

        var replicas = await Task.WhenAll(new[] { 1, 3, 17 }.Select(limit => Task.Run(() => FollowAsync(shop, limit))));
        await writing;

        foreach (var replica in replicas)
            replica.State.ShouldBe(await StateAsync(shop));
    }

    private static async Task<Replica> FollowAsync(Shop shop, int limit)
    {
        var replica = new Replica();
        while (true)
        {
            var page = await shop.Store.ReadAsync(replica.Position, limit, default);
            var complete = replica.Apply(page);
            if (complete && replica.Knows("issue/999"))
                return replica;
            if (complete)
                await shop.Store.WaitAsync(page.Epoch, page.Head, default);
        }
    }

    private static void Holds(Action<LogRecord[]> law) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(40),
            Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                bytes => law([.. bytes.Where(value => value < 252).Select(Of)])
            )
        );

    private static void WithShop(Func<Shop, Task> work) =>
        Task.Run(async () =>
            {
                await using var shop = new Shop();
                await work(shop);
            })
            .GetAwaiter()
            .GetResult();

    /// <summary>Few keys, few versions: so that they meet.</summary>
    private static LogRecord Of(byte choice)
    {
        var (version, key) = (choice / 7 % 3, choice / 21 % 4);
        return (choice % 7) switch
        {
            0 or 1 => Example.Issue(key) with { Member = People[version], Kind = (ActivityKind)(version + 1) },
            2 => Example.Issue(key) with { Member = null, OccurredAt = Example.Morning.AddDays(version) },
            3 => Example.Retract(key),
            4 => Example.Stars(Example.Morning.AddDays(key).AddHours(version), version),
            5 => Example.Fact(People[key % 3]) with { Geo = version == 0 ? null : $"place {version}" },
            _ when choice > 240 => Example.Erase(People[2]),
            _ => Example.State(version / 4.0),
        };
    }

    private static async Task<IReadOnlyList<string>> StateAsync(Shop shop) =>
        [.. (await shop.RecordsAsync()).Select(Replica.Describe).Order(StringComparer.Ordinal)];

    /// <summary>The law itself, in a dictionary.</summary>
    private static IReadOnlyList<string> Expected(IEnumerable<LogRecord> history)
    {
        var (held, erased) = (new Dictionary<string, LogRecord>(StringComparer.Ordinal), new HashSet<MemberId>());
        foreach (var record in history)
        {
            var key = Key(record);
            var known = held.GetValueOrDefault(key);
            if (record is Retraction || (record is Activity { Member: { } author } && erased.Contains(author)))
                held = known is null
                    ? held
                    : With(held, key, new Retraction { Source = record.Source, NativeId = key });
            else if (
                record is Observation later
                && known is Observation earlier
                && earlier.ObservedAt > later.ObservedAt
            )
                continue;
            else if (record is MemberFact fact && erased.Contains(fact.Member))
                continue;
            else
                held[key] = Merged(known, record);
            if (record is Erasure erasure && erased.Add(erasure.Member))
                Replica.Forget(held, erasure.Member);
        }

        return [.. held.Values.Select(Replica.Describe).Order(StringComparer.Ordinal)];
    }

    /// <summary>What a later fact does not say stays said.</summary>
    private static LogRecord Merged(LogRecord? known, LogRecord record) =>
        record is MemberFact later && known is MemberFact earlier
            ? later with
            {
                Geo = later.Geo ?? earlier.Geo,
            }
            : record;

    private static Dictionary<string, LogRecord> With(Dictionary<string, LogRecord> held, string key, LogRecord record)
    {
        held[key] = record;
        return held;
    }

    private static string Key(LogRecord record) => Replica.Key(record);
}

using DevRel.Collectors.Http;

namespace DevRel.Collectors.Tests.Http;

public sealed class Fairness
{
    [Fact]
    public async Task A_huge_source_does_not_starve_a_small_one()
    {
        var turns = new Turns(seats: 1);
        var first = await turns.TakeAsync("huge", CancellationToken.None);
        var order = new List<string>();
        var huge = Enumerable.Range(0, 100).Select(_ => TakeAsync(turns, "huge", order)).ToList();
        var small = Enumerable.Range(0, 2).Select(_ => TakeAsync(turns, "small", order)).ToList();

        first.Dispose();
        await Task.WhenAll([.. huge, .. small]);

        order.Take(4).ShouldBe(["huge", "small", "huge", "small"]);
        order.Count.ShouldBe(102);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_no_hole()
    {
        var turns = new Turns(seats: 1);
        var first = await turns.TakeAsync("a", CancellationToken.None);
        using var impatient = new CancellationTokenSource();
        var gone = turns.TakeAsync("b", impatient.Token);
        var next = turns.TakeAsync("c", CancellationToken.None);

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(gone);
        first.Dispose();

        (await next).Dispose();
        (await turns.TakeAsync("a", CancellationToken.None)).Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_more_requests_are_under_way_than_the_credential_allows(int seats)
    {
        var underWay = 0;
        var most = 0;
        var open = new SemaphoreSlim(0);
        var wire = new ScriptedWire((_, _) => ScriptedWire.Json(200, "[]"))
        {
            Gate = async _ =>
            {
                most = Math.Max(most, Interlocked.Increment(ref underWay));
                await open.WaitAsync();
                Interlocked.Decrement(ref underWay);
            },
        };
        using var polite = new Polite(wire);
        var sending = Enumerable
            .Range(0, 10)
            .Select(n =>
                polite
                    .As($"source-{n % 3}", concurrency: seats)
                    .SendAsync(Polite.Get(new Uri("https://a.example/")), CancellationToken.None)
            )
            .ToList();

        while (Volatile.Read(ref underWay) < seats)
            await Task.Yield();
        open.Release(10);
        foreach (var answer in await Task.WhenAll(sending))
            answer.Dispose();

        most.ShouldBe(seats);
    }

    private static async Task TakeAsync(Turns turns, string source, List<string> order)
    {
        using var turn = await turns.TakeAsync(source, CancellationToken.None);
        order.Add(source);
    }
}

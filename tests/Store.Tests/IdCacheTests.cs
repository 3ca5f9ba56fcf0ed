using DevRel.Store.Sqlite;

namespace DevRel.Store.Tests;

public sealed class IdCacheTests
{
    [Fact]
    public void Every_number_gives_its_own_value_though_slots_are_shared()
    {
        var cache = new IdCache<string>(2048, id => $"value {id}");

        foreach (var id in Enumerable.Range(1, 10_000).Concat(Enumerable.Range(1, 10_000).Reverse()))
            cache.Get(id).ShouldBe($"value {id}");
    }

    [Fact]
    public void What_was_read_once_is_not_read_again()
    {
        var read = 0;
        var cache = new IdCache<long>(1 << 20, id => id * ++read);

        long[] ids = [1, 5, 1024, 70_000, 1, 5, 1024, 70_000];

        ids.Select(cache.Get).ShouldBe([1, 10, 3072, 280_000, 1, 10, 3072, 280_000]);
        read.ShouldBe(4);
    }
}

using DevRel.Activities;
using DevRel.Collectors.Door;

namespace DevRel.Collectors.Tests.Door;

public sealed class Remembering
{
    [Fact]
    public void What_was_used_last_is_remembered_and_what_was_not_goes()
    {
        var recent = new Recent<int, string>(4);
        recent.Set(1, "one");
        recent.Set(2, "two");
        recent.Set(3, "three");
        recent.TryGetValue(1, out _).ShouldBeTrue();
        recent.Set(4, "four");

        recent.TryGetValue(2, out _).ShouldBeFalse();
        recent.TryGetValue(1, out var one).ShouldBeTrue();
        one.ShouldBe("one");
        recent.TryGetValue(3, out _).ShouldBeTrue();
        recent.TryGetValue(4, out _).ShouldBeTrue();
    }

    [Fact]
    public void A_value_set_again_replaces_the_one_before_wherever_that_is()
    {
        var recent = new Recent<int, string>(4);
        recent.Set(1, "old");
        recent.Set(2, "two");
        recent.Set(3, "three");
        recent.Set(1, "new");
        recent.Set(4, "four");

        recent.TryGetValue(1, out var value).ShouldBeTrue();
        value.ShouldBe("new");
    }

    [Fact]
    public void No_more_than_the_bound_is_remembered()
    {
        var recent = new Recent<int, int>(100);
        for (var key = 0; key < 10_000; key++)
            recent.Set(key, key);

        Enumerable.Range(0, 10_000).Count(key => recent.TryGetValue(key, out _)).ShouldBeInRange(50, 100);
    }

    [Fact]
    public void Whoever_comes_back_after_a_crowd_is_told_once_more_and_the_same()
    {
        var door = new DoorCase();
        var alice = door.Admit(DoorCase.By(DoorCase.Alice)).OfType<MemberFact>().Single();
        door.Admit([
            .. Enumerable
                .Range(1000, 20_000)
                .Select(number =>
                    DoorCase.By(
                        new Account("discourse", FormattableString.Invariant($"{number}")),
                        FormattableString.Invariant($"post/{number}")
                    )
                ),
        ]);

        door.Admit(DoorCase.By(DoorCase.Alice, "post/2")).OfType<MemberFact>().ShouldHaveSingleItem().ShouldBe(alice);
    }
}

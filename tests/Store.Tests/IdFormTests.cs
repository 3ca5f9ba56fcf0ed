using DevRel.Store.Sqlite;

namespace DevRel.Store.Tests;

public sealed class IdFormTests
{
    [Theory]
    [InlineData("issue/1234", "issue/*", "1234")]
    [InlineData("issue/1234#closed", "issue/*#closed", "1234")]
    [InlineData("contoso/sdk2#12", "contoso/sdk2#*", "12")]
    [InlineData("topic/57/post/3", "topic/*/post/3", "57")]
    [InlineData("a/1/b/2", "a/1/b/*", "2")]
    [InlineData("7", "*", "7")]
    [InlineData("x/0", "x/*", "0")]
    [InlineData(
        "commit/00ff5f0e0c1f3a1e9d7c5b3a19f8e7d6c5b4a392#2",
        "commit/*#2",
        "00ff5f0e0c1f3a1e9d7c5b3a19f8e7d6c5b4a392"
    )]
    public void Ids_with_a_number_or_a_hash_are_cut(string id, string name, string part)
    {
        var form = IdForm.Of(id);

        form.Name(id, new char[id.Length + 1]).ToString().ShouldBe(name);
        id.Substring(form.Start, form.Length).ShouldBe(part);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x/007")]
    [InlineData("I_kwDOABCD1234")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("x/1234567890123456789")]
    [InlineData("what*/12")]
    [InlineData("ünïcode")]
    public void Others_stay_whole(string id) => IdForm.Of(id).ShouldBe(new IdForm(PartKind.Text, 0, id.Length));

    [Fact]
    public async Task Every_form_of_id_comes_back()
    {
        string[] ids =
        [
            "",
            "*",
            "7",
            "x/007",
            "x/7",
            "x/7#closed",
            "what*/12",
            "a-1-b",
            new string('0', 16),
            new string('f', 40),
            "x/" + new string('9', 300),
        ];
        await using var shop = new Shop();
        var activities = ids.Select(id => Example.Issue(1) with { NativeId = id, Thread = id, Parent = id }).ToArray();

        await shop.CommitAsync(activities);
        await shop.CommitAsync(activities);

        (await shop.RecordsAsync()).ShouldBe(activities);
    }

    [Fact]
    public async Task A_source_whose_ids_have_no_form_makes_a_bounded_dictionary()
    {
        await using var shop = new Shop();
        var activities = Enumerable
            .Range(0, NameTable.Most + 500)
            .Select(number => Example.Issue(1) with { NativeId = $"a{number}z/1", Thread = null })
            .ToArray();

        await shop.CommitAsync(activities);
        await shop.CommitAsync(activities);
        await shop.ReopenAsync();
        await shop.CommitAsync(activities);
        await shop.CommitAsync(
            new Activities.Retraction { Source = Example.Source, NativeId = activities[^1].NativeId }
        );

        var page = await shop.PageAsync(0);
        page.Entries.Count.ShouldBe(activities.Length);
        page.Head.ShouldBe(activities.Length + 1);
        page.Entries[^1]
            .Record.ShouldBe(new Activities.Retraction { Source = Example.Source, NativeId = activities[^1].NativeId });
    }
}

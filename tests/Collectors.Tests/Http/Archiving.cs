using System.Net.Http.Headers;
using System.Text;
using DevRel.Collectors.Http;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.Http;

public sealed class Archiving
{
    private const string Secret = "canary-t0ken";

    [Fact]
    public async Task A_walk_can_be_replayed_from_its_archive()
    {
        using var folder = new TempFolder();
        var wire = new ScriptedWire((request, n) => ScriptedWire.Json(200, $"[{n}]", ("ETag", $"\"{n}\"")));
        using (var polite = new Polite(wire, new UpstreamOptions { ArchiveFolder = folder.Path }))
        {
            await ReadAsync(polite, "a?x=1&y=2");
            await ReadAsync(polite, "b");
            await ReadAsync(polite, "a?x=1&y=2");
        }

        using var replayed = new Polite(new ReplayingHandler(folder.Path));
        (await ReadAsync(replayed, "b")).ShouldBe("[1]");
        (await ReadAsync(replayed, "a?y=2&x=1")).ShouldBe("[0]");
        (await ReadAsync(replayed, "a?x=1&y=2")).ShouldBe("[2]");
        (await ReadAsync(replayed, "a?x=1&y=2")).ShouldBe("[2]");
        (await Should.ThrowAsync<CollectionException>(ReadAsync(replayed, "c"))).Reason.ShouldBe(
            CollectionFailure.NotFound
        );
    }

    [Fact]
    public async Task No_secret_is_written()
    {
        using var folder = new TempFolder();
        var body = $$"""{"token":"s3cr3t-one","note":"you said {{Secret}}","leak":"ghp_0123456789abcdefABCD"}""";
        var wire = new ScriptedWire(
            (_, _) =>
                ScriptedWire.Json(200, body, ("X-Echo", Secret), ("Link", $"</x?access_token={Secret}>; rel=\"next\""))
        );
        using var polite = new Polite(wire, new UpstreamOptions { ArchiveFolder = folder.Path });
        var request = Polite.Get(new Uri($"https://user:pa55word@api.example/x?api_key=k3y&page=2&q={Secret}")) with
        {
            Headers = [new("Api-Key", "h34der-key")],
            Body = Encoding.UTF8.GetBytes($$"""{"password":"pa55"}"""),
        };

        using var answer = await polite.As("a").SendAsync(request, CancellationToken.None);
        using var token = await polite.As("a").SendAsync(request with { HoldsSecret = true }, CancellationToken.None);

        var written = Directory.GetFiles(folder.Path).ShouldHaveSingleItem();
        var text = await File.ReadAllTextAsync(written);
        foreach (var secret in new[] { Secret, "s3cr3t-one", "ghp_0123", "pa55", "k3y", "h34der-key", "X-Echo" })
            text.ShouldNotContain(secret);
        text.ShouldContain("page=2");
    }

    [Fact]
    public async Task An_archive_that_cannot_be_written_ends_the_run()
    {
        using var folder = new TempFolder();
        var wire = ScriptedWire.Of(() => ScriptedWire.Json(200, "[]"));
        using var polite = new Polite(wire, new UpstreamOptions { ArchiveFolder = folder.At("archive") });
        Directory.Delete(folder.At("archive"));

        var failure = await Should.ThrowAsync<CollectionException>(ReadAsync(polite, "a"));

        failure.Reason.ShouldBe(CollectionFailure.Storage);
        wire.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task By_default_nothing_is_kept()
    {
        using var folder = new TempFolder();
        using var polite = new Polite(ScriptedWire.Of(() => ScriptedWire.Json(200, "[]")));
        await ReadAsync(polite, "a");
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
        new UpstreamOptions().ArchiveFolder.ShouldBeNull();
    }

    private static async Task<string> ReadAsync(Polite polite, string path)
    {
        var request = Polite.Get(new Uri("https://api.example/" + path));
        using var answer = await polite.As("a", token: Secret).SendAsync(request, CancellationToken.None);
        return Encoding.UTF8.GetString(answer.Body.Span);
    }
}

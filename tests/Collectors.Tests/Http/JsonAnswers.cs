using System.Text.Json;
using System.Text.Json.Serialization;
using DevRel.Collectors.Http;

namespace DevRel.Collectors.Tests.Http;

public sealed partial class JsonAnswers
{
    private static readonly Uri Url = new("https://api.example/thing");

    [Fact]
    public async Task Broken_json_is_asked_for_again()
    {
        // Cut in the middle of a string, then in the middle but with both ends in place.
        var wire = ScriptedWire.Of(
            () => ScriptedWire.Json(200, """{"name":"sd"""),
            () => ScriptedWire.Json(200, """{"name":sd}"""),
            () => ScriptedWire.Json(200, """{"name":"sdk"}""")
        );
        using var polite = new Polite(wire);

        var answer = await polite.As("a").SendJsonAsync(Polite.Get(Url), Shapes.Default.Thing, CancellationToken.None);

        answer.Value!.Name.ShouldBe("sdk");
        wire.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Json_that_stays_broken_is_unreadable_and_is_not_quoted()
    {
        using var polite = new Polite(ScriptedWire.Of(() => ScriptedWire.Json(200, """{"name":canary}""")));

        var failure = await Should.ThrowAsync<CollectionException>(SendAsync(polite));

        failure.Reason.ShouldBe(CollectionFailure.Unreadable);
        failure.ToString().ShouldNotContain("canary");
    }

    [Theory]
    [InlineData("""{"name":{"canary":1}}""", "$.name")]
    [InlineData("""{"name":null}""", "$.name")]
    [InlineData("""{"title":"canary"}""", "$")]
    public async Task Another_shape_names_its_path_at_once(string body, string path)
    {
        var wire = ScriptedWire.Of(() => ScriptedWire.Json(200, body));
        using var polite = new Polite(wire);

        var failure = await Should.ThrowAsync<CollectionException>(SendAsync(polite));

        failure.Message.ShouldContain($"at {path}.");
        failure.ToString().ShouldNotContain("canary");
        wire.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task No_content_is_no_value()
    {
        using var polite = new Polite(ScriptedWire.Of(() => ScriptedWire.Json(204, "")));

        (await SendAsync(polite)).Value.ShouldBeNull();
    }

    private static Task<JsonAnswer<Thing>> SendAsync(Polite polite) =>
        polite.As("a").SendJsonAsync(Polite.Get(Url), Shapes.Default.Thing, CancellationToken.None);

    internal sealed record Thing(string Name);

    [JsonSourceGenerationOptions(
        JsonSerializerDefaults.Web,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true
    )]
    [JsonSerializable(typeof(Thing))]
    internal sealed partial class Shapes : JsonSerializerContext;
}

using System.Collections.Concurrent;
using System.Net.Http.Headers;
using DevRel.Collectors.Http;
using DevRel.Resources;
using DevRel.Testing;
using Microsoft.Extensions.Logging;

namespace DevRel.Collectors.Tests.Http;

/// <summary>One secret planted in every input; it must not come out anywhere.</summary>
public sealed class Canary
{
    private const string Secret = "c4nary-s3cret";

    [Theory]
    [InlineData(200)]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(0)]
    public async Task A_secret_is_in_no_message_and_no_log(int status)
    {
        var logger = new Listening();
        using var upstreams = new PoliteUpstreams(
            new ScriptedWire((_, _) => Answer(status)),
            new SkippingClock(Polite.Recorded),
            () => 0,
            null,
            logger
        );
        var credential = new Credential(
            "key",
            _ => ValueTask.FromResult<AuthenticationHeaderValue?>(new("Bearer", Secret))
        );
        var request = Polite.Get(new Uri($"https://{Secret}:{Secret}@api.example/items?token={Secret}#{Secret}")) with
        {
            Headers = [new("Api-Key", Secret)],
            Body = System.Text.Encoding.UTF8.GetBytes(Secret),
        };
        var text = "";
        try
        {
            using var answer = await upstreams.For("a", credential).SendAsync(request, CancellationToken.None);
        }
        catch (CollectionException failure)
        {
            text = failure.ToString();
        }

        logger.Lines.ShouldNotBeEmpty();
        (text + string.Join('\n', logger.Lines)).ShouldNotContain("c4nary");
    }

    [Fact]
    public async Task A_missing_secret_is_named_by_its_place()
    {
        using var upstreams = new PoliteUpstreams(
            new ScriptedWire((_, _) => Answer(200)),
            new SkippingClock(Polite.Recorded),
            () => 0
        );
        var credential = new Credential(
            "key",
            _ => throw new SecretMissingException("Secret contoso has no key token.")
        );

        var failure = await Polite.FailsAsync(
            upstreams
                .For("a", credential)
                .SendAsync(Polite.Get(new Uri("https://api.example/x")), CancellationToken.None)
        );

        failure.Reason.ShouldBe(CollectionFailure.Unauthorized);
        failure.Message.ShouldContain("Secret contoso has no key token.");
    }

    private static HttpResponseMessage Answer(int status) =>
        status == 0
            ? throw new HttpRequestException($"proxy http://{Secret}@proxy refused")
            : ScriptedWire.Json(
                status,
                $"{{\"message\":\"{Secret}\"}}",
                ("X-Echo", Secret),
                ("Location", "/items?again=" + Secret)
            );

    private sealed class Listening : ILogger<PoliteUpstreams>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue(formatter(state, exception) + exception);
    }
}

using System.Net;
using System.Text;
using DevRel.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevRel.Store.Tests;

public sealed class FeedClientTests
{
    private const string First = """{"type":"retraction","position":"e:1","source":"s","id":"1"}""" + "\n";
    private const string Second = """{"type":"retraction","position":"e:2","source":"s","id":"2"}""" + "\n";
    private const string End = """{"type":"bookmark","position":"e:2"}""" + "\n";

    private readonly ManualClock clock = new(Example.Morning);
    private readonly List<string> asked = [];

    [Fact]
    public async Task An_answer_cut_in_the_middle_of_a_line_is_continued_after_the_last_whole_one()
    {
        var client = Client(_ => Answer(First + Second[..30]), _ => Answer(Second + End));

        var positions = await ReadAsync(client);

        positions.ShouldBe(["e:1 Record", "e:2 Record", "e:2 Bookmark"]);
        asked.ShouldBe(["?watch=false", "?after=e:1&watch=false"]);
    }

    [Fact]
    public async Task A_line_it_cannot_read_is_asked_for_again()
    {
        var client = Client(_ => Answer(First + "<html>\n" + Second), _ => Answer(Second + End));

        (await ReadAsync(client)).ShouldBe(["e:1 Record", "e:2 Record", "e:2 Bookmark"]);
    }

    [Fact]
    public async Task Errors_and_dropped_connections_are_tried_again()
    {
        var client = Client(
            _ => throw new HttpRequestException("connection refused"),
            _ => Status(HttpStatusCode.ServiceUnavailable),
            _ => throw new TaskCanceledException("the headers took too long"),
            _ => Answer(First + Second + End)
        );

        (await ReadAsync(client)).Count.ShouldBe(3);
        asked.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_refused_token_is_a_problem_that_says_what_to_do()
    {
        var client = Client(_ => Status(HttpStatusCode.Unauthorized), _ => Answer(End));
        await using var entries = client.FollowAsync(FeedPosition.Start, false, default).GetAsyncEnumerator();

        var next = entries.MoveNextAsync();
        client.Problem.ShouldBe(
            "feed of http://collector:9464: the token is not accepted (401); mount the collector's current token"
        );
        clock.Advance(TimeSpan.FromSeconds(1));

        (await next).ShouldBeTrue();
        client.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task A_lost_history_is_one_reset_and_a_new_start()
    {
        var client = Client(_ => Status(HttpStatusCode.Gone), _ => Answer(First + Second + End));

        (await ReadAsync(client, new FeedPosition("0ld", 9))).ShouldBe([
            ":0 Reset",
            "e:1 Record",
            "e:2 Record",
            "e:2 Bookmark",
        ]);
        asked.ShouldBe(["?after=0ld:9&watch=false", "?watch=false"]);
    }

    [Fact]
    public async Task A_silent_connection_is_given_up()
    {
        var client = Client(
            _ => new HttpResponseMessage { Content = new StreamContent(new SilentStream()) },
            _ => Answer(End)
        );
        await using var entries = client.FollowAsync(FeedPosition.Start, false, default).GetAsyncEnumerator();
        var next = entries.MoveNextAsync().AsTask();
        while (clock.Waiting == 0)
            await Task.Yield();

        clock.Advance(new FeedClientOptions { Clock = clock, Chance = () => 0 }.Silence);
        while (client.Problem is null)
            await Task.Yield();
        client.Problem.ShouldContain("nothing was heard for 45 s");
        clock.Advance(TimeSpan.FromSeconds(1));

        (await next).ShouldBeTrue();
    }

    [Fact]
    public async Task Waits_grow_to_a_bound()
    {
        var waits = new List<TimeSpan>();
        var start = clock.GetUtcNow();
        var answers = Enumerable.Repeat<Func<HttpRequestMessage, HttpResponseMessage>>(
            _ =>
            {
                waits.Add(clock.GetUtcNow() - start);
                start = clock.GetUtcNow();
                return Status(HttpStatusCode.BadGateway);
            },
            10
        );
        await ReadAsync(Client([.. answers, _ => Answer(End)]));

        waits[1..4].ShouldBe([TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)]);
        waits[^1].ShouldBe(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_line_without_end_is_given_up()
    {
        var client = Client(_ => Answer(First + new string('x', 2_000_000)), _ => Answer(Second + End));

        (await ReadAsync(client)).ShouldBe(["e:1 Record", "e:2 Record", "e:2 Bookmark"]);
    }

    private FeedClient Client(params Func<HttpRequestMessage, HttpResponseMessage>[] answers) =>
        new(
            new HttpClient(new Scripted(answers, asked)),
            new Uri("http://collector:9464"),
            new FeedClientOptions
            {
                Clock = clock,
                Chance = () => 0,
                Token = () => "canary",
            },
            NullLogger<FeedClient>.Instance
        );

    /// <summary>To the end, with time passing whenever the client waits.</summary>
    private async Task<List<string>> ReadAsync(FeedClient client, FeedPosition? after = null)
    {
        var found = new List<string>();
        await using var entries = client.FollowAsync(after ?? FeedPosition.Start, false, default).GetAsyncEnumerator();
        while (true)
        {
            var next = entries.MoveNextAsync().AsTask();
            while (!next.IsCompleted)
            {
                clock.Advance(TimeSpan.FromSeconds(0.05));
                await Task.Yield();
            }

            if (!await next)
                return found;
            found.Add($"{entries.Current.Position} {entries.Current.Kind}");
        }
    }

    private static HttpResponseMessage Answer(string lines) =>
        new() { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(lines)) };

    private static HttpResponseMessage Status(HttpStatusCode status) => new(status);

    private sealed class Scripted(Func<HttpRequestMessage, HttpResponseMessage>[] answers, List<string> asked)
        : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.Headers.Authorization?.Parameter.ShouldBe("canary");
            asked.Add(request.RequestUri?.Query ?? "");
            return Task.FromResult(answers[asked.Count - 1](request));
        }
    }

    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            return 0;
        }
    }
}

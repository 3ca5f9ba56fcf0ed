using System.Diagnostics;
using System.Net.Http.Headers;
using DevRel.Collectors.Http;
using DevRel.Testing;

namespace DevRel.Benchmarks;

/// <summary>
/// What politeness costs: k independent walks over a platform that takes 50 ms an answer, at most two for each credential, against the least
/// time those requests can take; and CPU for each request against a bare <see cref="HttpClient"/>.
/// </summary>
internal static class CollectorsLatency
{
    private const int Requests = 400;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var walks in new[] { 1, 2, 4, 8 })
            await WalkAsync(walks, cancellationToken);
        await CompareAsync(cancellationToken);
    }

    private static async Task WalkAsync(int walks, CancellationToken cancellationToken)
    {
        await using var server = await StartAsync(Latency);
        using var upstreams = new PoliteUpstreams(PoliteUpstreams.Wire(), TimeProvider.System, () => 0.5);
        await Task.WhenAll(
            Enumerable.Range(0, walks).Select(walk => ReadAsync(Client(upstreams, walk), server, 1, cancellationToken))
        );

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, walks)
                .Select(walk => ReadAsync(Client(upstreams, walk), server, Requests / walks, cancellationToken))
        );

        var least = Latency * Requests / walks;
        Benchmark.Row(
            $"{walks} walks, {Requests} requests of 50 ms",
            FormattableString.Invariant($"{watch.Elapsed.TotalMilliseconds:0} ms"),
            FormattableString.Invariant($"{least.TotalMilliseconds:0} ms (requests × latency / walks)"),
            watch.Elapsed / least,
            "1.25"
        );
    }

    private static async Task CompareAsync(CancellationToken cancellationToken)
    {
        await using var server = await StartAsync(TimeSpan.Zero);
        using var upstreams = new PoliteUpstreams(PoliteUpstreams.Wire(), TimeProvider.System, () => 0.5);
        using var bare = new HttpClient();
        await ReadAsync(Client(upstreams, 0), server, 200, cancellationToken);
        await BareAsync(bare, server, 200, cancellationToken);

        var floor = TimeSpan.Zero;
        var polite = TimeSpan.Zero;
        for (var round = 0; round < 4; round++)
        {
            var watch = Stopwatch.StartNew();
            await BareAsync(bare, server, 500, cancellationToken);
            floor += watch.Elapsed;
            watch.Restart();
            await ReadAsync(Client(upstreams, 0), server, 500, cancellationToken);
            polite += watch.Elapsed;
        }

        Benchmark.Row(
            "2000 answers of 40 kB, one after the other",
            FormattableString.Invariant($"{polite.TotalMilliseconds:0} ms"),
            FormattableString.Invariant($"{floor.TotalMilliseconds:0} ms (HttpClient)"),
            polite / floor,
            "-"
        );
    }

    private static async Task<ReplayServer> StartAsync(TimeSpan latency)
    {
        var server = await ReplayServer.StartAsync();
        server.Faults = new ReplayFaults { Latency = latency, Clock = TimeProvider.System };
        server.Add("GET", "/items", 200, "[" + new string(' ', 40_000) + "]");
        return server;
    }

    /// <summary>Two walks share a credential, as two sources of one token do.</summary>
    private static IUpstream Client(PoliteUpstreams upstreams, int walk) =>
        upstreams.For(
            $"source-{walk}",
            new Credential(
                $"credential-{walk / 2}",
                _ => ValueTask.FromResult<AuthenticationHeaderValue?>(new("Bearer", "x"))
            )
            {
                Concurrency = 2,
            }
        );

    private static async Task ReadAsync(
        IUpstream upstream,
        ReplayServer server,
        int requests,
        CancellationToken cancellationToken
    )
    {
        var request = new UpstreamRequest(HttpMethod.Get, new Uri(server.Url, "items"));
        for (var n = 0; n < requests; n++)
        {
            using var answer = await upstream.SendAsync(request, cancellationToken);
        }
    }

    private static async Task BareAsync(
        HttpClient client,
        ReplayServer server,
        int requests,
        CancellationToken cancellationToken
    )
    {
        for (var n = 0; n < requests; n++)
            await client.GetByteArrayAsync(new Uri(server.Url, "items"), cancellationToken);
    }
}

using System.Net.Http.Headers;
using DevRel.Collectors.Http;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.Http;

/// <summary>A client as the tests use it: time is skipped, chance is zero, the wire is real or given.</summary>
internal sealed class Polite : IDisposable
{
    /// <summary>When the recorded rate-limit cases were resolved.</summary>
    public static readonly DateTimeOffset Recorded = new(2020, 2, 6, 18, 33, 37, TimeSpan.Zero);

    public Polite(HttpMessageHandler? wire = null, UpstreamOptions? options = null, double jitter = 0) =>
        Upstreams = new PoliteUpstreams(wire ?? PoliteUpstreams.Wire(), Clock, () => jitter, options);

    public SkippingClock Clock { get; } = new(Recorded);
    public PoliteUpstreams Upstreams { get; }

    public IUpstream As(string source, string key = "key", int concurrency = 1, string token = "canary-t0ken") =>
        Upstreams.For(
            source,
            new Credential(key, _ => ValueTask.FromResult<AuthenticationHeaderValue?>(new("Bearer", token)))
            {
                Concurrency = concurrency,
            }
        );

    public static UpstreamRequest Get(Uri url) => new(HttpMethod.Get, url);

    public static async Task<CollectionException> FailsAsync(Task<UpstreamAnswer> sending)
    {
        var failure = await Should.ThrowAsync<CollectionException>(sending);
        failure.Message.ShouldNotContain("canary");
        failure.Message.ShouldNotContain("?");
        return failure;
    }

    public void Dispose() => Upstreams.Dispose();
}

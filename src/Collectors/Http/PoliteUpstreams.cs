using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevRel.Collectors.Http;

/// <summary>All credentials of a process. One budget a <see cref="Credential.BudgetKey"/>, shared by every source that asks with it.</summary>
public sealed class PoliteUpstreams : IUpstreams, IDisposable
{
    private readonly ConcurrentDictionary<string, Budget> budgets = new(StringComparer.Ordinal);
    private readonly Meter meter = CollectorTelemetry.NewMeter();
    private readonly HttpMessageInvoker invoker;
    private readonly Surroundings around;

    /// <param name="wire">Must neither follow redirects nor keep cookies: see <see cref="Wire"/>. Disposed with this.</param>
    /// <param name="jitter">0..1, so that many processes do not come back at one instant.</param>
    public PoliteUpstreams(
        HttpMessageHandler wire,
        TimeProvider clock,
        Func<double> jitter,
        UpstreamOptions? options = null,
        ILogger<PoliteUpstreams>? logger = null
    )
    {
        var bounds = options ?? new UpstreamOptions();
        invoker = new HttpMessageInvoker(wire);
        around = new Surroundings(
            clock,
            jitter,
            bounds,
            new Exchange(invoker, bounds),
            new UpstreamMeasures(meter, () => budgets.Values.SelectMany(budget => budget.Levels())),
            bounds.ArchiveFolder is { } folder ? new Archive(folder) : null,
            logger ?? (ILogger)NullLogger.Instance
        );
    }

    /// <summary>Connections as politeness expects them: no redirects, no cookies, decompression, old connections renewed.</summary>
    public static SocketsHttpHandler Wire() =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        };

    public IUpstream For(string source, Credential credential)
    {
        var budget = budgets.GetOrAdd(
            credential.BudgetKey,
            _ => new Budget(Math.Max(1, credential.Concurrency), around.Clock, around.Jitter, around.Options)
        );
        return new PoliteUpstream(source, credential, budget, around);
    }

    /// <summary>A source was removed: its quota series end.</summary>
    public void Forget(string source)
    {
        foreach (var budget in budgets.Values)
            budget.Forget(source);
    }

    public void Dispose()
    {
        invoker.Dispose();
        meter.Dispose();
    }
}

/// <summary>What all clients of a process have in common.</summary>
internal sealed record Surroundings(
    TimeProvider Clock,
    Func<double> Jitter,
    UpstreamOptions Options,
    Exchange Exchange,
    UpstreamMeasures Measures,
    Archive? Archive,
    ILogger Logger
);

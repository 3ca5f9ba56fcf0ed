using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;

namespace DevRel.Collectors.Http;

/// <summary>Instruments are named like the families they become.</summary>
internal sealed class UpstreamMeasures
{
    private readonly Counter<long> requests;

    public UpstreamMeasures(Meter meter, Func<IEnumerable<QuotaLevel>> levels)
    {
        requests = meter.CreateCounter<long>(
            "devrel_upstream_requests_total",
            "{request}",
            "Requests sent to platforms, redirects and retries among them, by class of their status."
        );
        meter.CreateObservableGauge(
            "devrel_upstream_quota_remaining",
            () => levels().Select(level => Of(level, level.Remaining)),
            "{request}",
            "Requests (points for GraphQL) the credential may still spend in the platform's current period."
        );
        meter.CreateObservableGauge(
            "devrel_upstream_quota_limit",
            () => levels().Select(level => Of(level, level.Limit)),
            "{request}",
            "Requests (points for GraphQL) the platform grants the credential in each of its periods."
        );
        meter.CreateObservableGauge(
            "devrel_upstream_quota_reset_timestamp_seconds",
            () => levels().Select(level => Of(level, level.ResetAt?.ToUnixTimeSeconds() ?? 0)),
            "s",
            "When the platform's current period ends, as Unix time."
        );
    }

    public void Answered(string source, string api, HttpStatusCode status) =>
        Count(
            source,
            api,
            ((int)status / 100) switch
            {
                2 => "2xx",
                3 => "3xx",
                4 => "4xx",
                5 => "5xx",
                _ => "1xx",
            }
        );

    /// <summary>No status came: a dropped connection, a time-out.</summary>
    public void Failed(string source, string api) => Count(source, api, "none");

    private void Count(string source, string api, string code) =>
        requests.Add(
            1,
            new TagList
            {
                { "source", source },
                { "api", api },
                { "code", code },
            }
        );

    private static Measurement<long> Of(QuotaLevel level, long value) =>
        new(value, new TagList { { "source", level.Source }, { "api", level.Api } });
}

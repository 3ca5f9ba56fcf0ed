using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using DevRel.Collectors.Http;

namespace DevRel.Collectors.Tests.Http;

public sealed class Measuring
{
    [Fact]
    public async Task Requests_and_quota_are_measured_by_source_and_api()
    {
        var source = "measured-" + Guid.NewGuid().ToString("n");
        var seen = new ConcurrentDictionary<string, double>();
        using var listener = Listen(source, seen);
        var reset = Polite.Recorded.ToUnixTimeSeconds() + 600;
        var wire = ScriptedWire.Of(
            () => ScriptedWire.Json(502, "{}"),
            () => throw new HttpRequestException("gone"),
            () =>
                ScriptedWire.Json(
                    200,
                    "[]",
                    ("x-ratelimit-limit", "5000"),
                    ("x-ratelimit-remaining", "4321"),
                    ("x-ratelimit-reset", reset.ToString(null, null))
                )
        );
        using var polite = new Polite(wire);

        using var answer = await polite
            .As(source)
            .SendAsync(Polite.Get(new Uri("https://api.example/x")), CancellationToken.None);
        listener.RecordObservableInstruments();

        seen["devrel_upstream_requests_total/rest/2xx"].ShouldBe(1);
        seen["devrel_upstream_requests_total/rest/5xx"].ShouldBe(1);
        seen["devrel_upstream_requests_total/rest/none"].ShouldBe(1);
        seen["devrel_upstream_quota_remaining/rest"].ShouldBe(4321);
        seen["devrel_upstream_quota_limit/rest"].ShouldBe(5000);
        seen["devrel_upstream_quota_reset_timestamp_seconds/rest"].ShouldBe(reset);

        polite.Upstreams.Forget(source);
        seen.Clear();
        listener.RecordObservableInstruments();
        seen.Keys.ShouldNotContain("devrel_upstream_quota_remaining/rest");
    }

    private static MeterListener Listen(string source, ConcurrentDictionary<string, double> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name != CollectorTelemetry.MeterName)
                    return;
                instrument.Description.ShouldNotBeNullOrEmpty();
                instrument.Unit.ShouldNotBeNullOrEmpty();
                self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) =>
            {
                if (!tags.ToArray().Any(tag => source.Equals(tag.Value)))
                    return;
                var key = string.Join('/', [instrument.Name, .. tags.ToArray().Skip(1).Select(tag => tag.Value)]);
                seen.AddOrUpdate(key, value, (_, before) => instrument is Counter<long> ? before + value : value);
            }
        );
        listener.Start();
        return listener;
    }
}

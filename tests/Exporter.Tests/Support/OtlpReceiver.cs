using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DevRel.Exporter.Tests.Support;

internal sealed record OtlpPoint(
    string Name,
    string Kind,
    string Unit,
    IReadOnlyDictionary<string, string> Labels,
    double Value
);

/// <summary>Takes OTLP over HTTP and reads as much protobuf as the comparison of names, labels and values needs.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private OtlpReceiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<OtlpPoint> Points { get; } = [];

    public ConcurrentDictionary<string, string> Resource { get; } = [];

    public string Endpoint => app.Urls.Single();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.MapPost(
            "/v1/metrics",
            async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
                receiver.Read(body.ToArray());
                return Results.Bytes([], "application/x-protobuf");
            }
        );
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>ExportMetricsServiceRequest, ResourceMetrics, ScopeMetrics, Metric.</summary>
    private void Read(byte[] request)
    {
        foreach (var resourceMetrics in Messages(request, 1))
        {
            foreach (var attribute in Messages(resourceMetrics, 1).SelectMany(resource => Attributes(resource, 1)))
                Resource[attribute.Key] = attribute.Value;
            foreach (var metric in Messages(resourceMetrics, 2).SelectMany(scope => Messages(scope, 2)))
                ReadMetric(metric);
        }
    }

    private void ReadMetric(byte[] metric)
    {
        var (name, unit) = (Text(metric, 1), Text(metric, 3));
        foreach (var (field, kind) in new[] { (5, "gauge"), (7, "sum") })
        {
            foreach (var point in Messages(metric, field).SelectMany(data => Messages(data, 1)))
            {
                var value = Fields(point).First(part => part.Field is 4 or 6);
                var bits = BinaryPrimitives.ReadInt64LittleEndian(value.Bytes);
                Points.Enqueue(
                    new OtlpPoint(
                        name,
                        kind,
                        unit,
                        Attributes(point, 7).ToDictionary(),
                        value.Field == 4 ? BitConverter.Int64BitsToDouble(bits) : bits
                    )
                );
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Attributes(byte[] message, int field) =>
        Messages(message, field)
            .Select(pair => new KeyValuePair<string, string>(Text(pair, 1), Text(Messages(pair, 2).Single(), 1)));

    private static string Text(byte[] message, int field) =>
        Encoding.UTF8.GetString(Messages(message, field).FirstOrDefault([]));

    private static IEnumerable<byte[]> Messages(byte[] message, int field) =>
        Fields(message).Where(part => part.Field == field).Select(part => part.Bytes);

    private static List<(int Field, byte[] Bytes)> Fields(byte[] message)
    {
        var fields = new List<(int, byte[])>();
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            var length = (tag & 7) switch
            {
                1 => 8,
                5 => 4,
                2 => (int)Varint(message, ref at),
                _ => 0,
            };
            if ((tag & 7) == 0)
                Varint(message, ref at);
            fields.Add(((int)(tag >> 3), message[at..(at + length)]));
            at += length;
        }

        return fields;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
                return value;
        }
    }
}

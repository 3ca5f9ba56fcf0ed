namespace DevRel.Exporter.Tests;

public sealed class NegotiationTests
{
    private const string Text = "text/plain; version=0.0.4; charset=utf-8";
    private const string OpenMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// <summary>The first three are what Prometheus 2.53, 3.5 and 3.5 with protobuf send over the wire.</summary>
    [Theory]
    [InlineData(
        "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        OpenMetrics
    )]
    [InlineData(
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        OpenMetrics + "; escaping=allow-utf-8"
    )]
    [InlineData(
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.3",
        OpenMetrics + "; escaping=allow-utf-8"
    )]
    [InlineData(null, Text)]
    [InlineData("", Text)]
    [InlineData("*/*", Text)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", Text)]
    [InlineData("application/openmetrics-text", "application/openmetrics-text; version=0.0.1; charset=utf-8")]
    [InlineData("application/openmetrics-text;version=9.9.9, text/plain;q=0.1", Text)]
    [InlineData("text/plain;q=0.5, application/openmetrics-text; version=1.0.0 ; q=0.4", Text)]
    [InlineData("text/plain ; q=0.4 ,  application/openmetrics-text ; version = 1.0.0 ; q = 0.5", OpenMetrics)]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0", Text)]
    [InlineData("Application/OpenMetrics-Text;Version=\"1.0.0\"", OpenMetrics)]
    [InlineData("text/plain;version=1.0.0;escaping=values", Text + "; escaping=underscores")]
    [InlineData("text/plain;version=0.0.4;escaping=dots", Text + "; escaping=underscores")]
    [InlineData("text/plain;escaping=nonsense", Text)]
    [InlineData("application/json", Text)]
    [InlineData(";;;,=,q=;,", Text)]
    public void Accept_decides_the_content_type(string? accept, string expected) =>
        Negotiated.From(accept).ContentType.ShouldBe(expected);

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("gzip, deflate, br, zstd", true)]
    [InlineData("deflate, gzip;q=1.0, *;q=0.5", true)]
    [InlineData(" gzip ; q=0.2", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("identity", false)]
    [InlineData("identity, gzip;q=0.5", false)]
    [InlineData("br", false)]
    [InlineData("*", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Compression_happens_only_for_who_names_it(string? acceptEncoding, bool expected) =>
        Negotiated.WantsGzip(acceptEncoding).ShouldBe(expected);
}

using System.Net;
using System.Text.Json;

namespace DevRel.Store;

/// <summary>One answer of the server, read in chunks of whole lines. Never throws for what the network or the server does: it ends with a problem.</summary>
internal sealed class FeedConnection : IDisposable
{
    private const int FirstBuffer = 64 * 1024;
    private const int LongestLine = 1024 * 1024;

    private readonly HttpResponseMessage? response;
    private readonly Stream body;
    private readonly FeedClientOptions? options;
    private readonly FeedParser parser = new();
    private readonly List<FeedEntry> entries = [];
    private byte[] buffer = new byte[FirstBuffer];
    private int filled;
    private bool broken;

    private FeedConnection(HttpResponseMessage? response, Stream body, FeedClientOptions? options)
    {
        this.response = response;
        this.body = body;
        this.options = options;
    }

    /// <summary>The server does not know the position.</summary>
    public bool IsGone { get; private init; }

    /// <summary>Why it ended.</summary>
    public string Problem { get; private set; } = "the answer ended; it is asked again";

    /// <summary>What the last read brought.</summary>
    public IReadOnlyList<FeedEntry> Entries => entries;

    public static FeedConnection Failed(string problem) => new(null, Stream.Null, null) { Problem = problem };

    public static async Task<FeedConnection> OpenAsync(
        HttpResponseMessage response,
        FeedClientOptions options,
        CancellationToken cancellationToken
    )
    {
        if (response.StatusCode == HttpStatusCode.OK)
            return new FeedConnection(response, await response.Content.ReadAsStreamAsync(cancellationToken), options);
        response.Dispose();
        return response.StatusCode == HttpStatusCode.Gone
            ? new FeedConnection(null, Stream.Null, null) { IsGone = true }
            : Failed(Explain(response.StatusCode));
    }

    /// <summary>False at the end, good or bad.</summary>
    public async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        entries.Clear();
        if (options is null || broken)
            return false;
        try
        {
            while (entries.Count == 0)
                if (!await FillAsync(options, cancellationToken) || !Parse())
                    return entries.Count > 0;
            return true;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException)
        {
            Problem = $"the connection broke ({exception.Message}); it is made again";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Problem = $"nothing was heard for {options.Silence.TotalSeconds} s; it is asked again";
        }

        return false;
    }

    public void Dispose()
    {
        body.Dispose();
        response?.Dispose();
    }

    private async Task<bool> FillAsync(FeedClientOptions reading, CancellationToken cancellationToken)
    {
        if (filled == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        using var silence = new CancellationTokenSource(reading.Silence, reading.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        var read = await body.ReadAsync(buffer.AsMemory(filled), either.Token);
        filled += read;
        return read > 0;
    }

    /// <summary>All whole lines; false when the rest cannot be trusted.</summary>
    private bool Parse()
    {
        var rest = buffer.AsSpan(0, filled);
        try
        {
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
                if (parser.Parse(rest[..end]) is { } entry)
                    entries.Add(entry);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            Problem = $"a line cannot be read ({exception.Message}); do both sides run the same version?";
            return !(broken = true);
        }

        rest.CopyTo(buffer);
        filled = rest.Length;
        if (filled < LongestLine)
            return true;
        broken = true;
        Problem = $"a line is longer than {LongestLine} bytes; is this address a feed?";
        return false;
    }

    private static string Explain(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.Unauthorized => "the token is not accepted (401); mount the collector's current token",
            HttpStatusCode.NotFound => "there is no feed at this address (404); name the collector's port",
            HttpStatusCode.BadRequest => "the request was not understood (400); do both sides run the same version?",
            _ => $"answered {(int)status}; it is asked again",
        };
}

using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace DevRel.Store;

public sealed record FeedClientOptions
{
    public required TimeProvider Clock { get; init; }

    /// <summary>0 to 1, for waits that do not coincide.</summary>
    public required Func<double> Chance { get; init; }

    /// <summary>Asked at every connection; null sends none.</summary>
    public Func<string?> Token { get; init; } = () => null;

    /// <summary>A connection without even a heartbeat for so long is given up.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(45);
    public TimeSpan ShortestWait { get; init; } = TimeSpan.FromMilliseconds(500);
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>
/// The feed of a store elsewhere. Whatever breaks is tried again after a growing wait, from the last position, until cancelled; what is wrong meanwhile
/// stands in <see cref="Problem"/>.
/// </summary>
/// <param name="address">Scheme, host and port of the collector.</param>
public sealed partial class FeedClient(
    HttpClient http,
    Uri address,
    FeedClientOptions options,
    ILogger<FeedClient> logger
) : IFeed
{
    /// <summary>What happened and what to do; null while connected.</summary>
    public string? Problem { get; private set; }

    public async IAsyncEnumerable<FeedEntry> FollowAsync(
        FeedPosition after,
        bool watch,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (position, failures) = (after, 0);
        while (true)
        {
            using var connection = await ConnectAsync(position, watch, cancellationToken);
            if (connection.IsGone)
            {
                position = FeedPosition.Start;
                yield return FeedEntry.Reset;
                continue;
            }

            while (await connection.ReadAsync(cancellationToken))
            {
                foreach (var entry in connection.Entries)
                {
                    (position, failures) = (entry.Position, 0);
                    yield return entry;
                    if (!watch && entry.Kind == FeedEntryKind.Bookmark)
                        yield break;
                }
            }

            Report(connection.Problem);
            await Task.Delay(Wait(failures++), options.Clock, cancellationToken);
        }
    }

    private async Task<FeedConnection> ConnectAsync(FeedPosition after, bool watch, CancellationToken cancellationToken)
    {
        var query = (after.IsStart ? "?" : $"?after={after}&") + (watch ? "watch=true" : "watch=false");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, FeedServer.Path + query));
        if (options.Token() is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
                Report(null);
            return await FeedConnection.OpenAsync(response, options, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException || IsTimeout(exception, cancellationToken))
        {
            return FeedConnection.Failed($"cannot be reached ({exception.Message}); is the collector running?");
        }
    }

    /// <summary>Half of it is certain, half is chance.</summary>
    private TimeSpan Wait(int failures)
    {
        var longest = options.ShortestWait * Math.Pow(2, Math.Min(failures, 16));
        var bounded = longest < options.LongestWait ? longest : options.LongestWait;
        return bounded * (0.5 + (options.Chance() / 2));
    }

    private void Report(string? problem)
    {
        var text = problem is null ? null : $"feed of {address.GetLeftPart(UriPartial.Authority)}: {problem}";
        if (text is not null && text != Problem)
            LogBroken(logger, text);
        Problem = text;
    }

    private static bool IsTimeout(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && !cancellationToken.IsCancellationRequested;

    [LoggerMessage(LogLevel.Warning, "{Problem}")]
    private static partial void LogBroken(ILogger logger, string problem);
}

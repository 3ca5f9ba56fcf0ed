using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using DevRel.Resources;
using Microsoft.Extensions.Logging;

namespace DevRel.Collectors.Http;

/// <summary>One source with one credential: takes its turn, sends, judges, waits, tries again, gives up.</summary>
internal sealed partial class PoliteUpstream(string source, Credential credential, Budget budget, Surroundings around)
    : IUpstream
{
    private readonly UpstreamOptions options = around.Options;
    private readonly ILogger logger = around.Logger;

    public async Task<UpstreamAnswer> SendAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        using var span = CollectorTelemetry.Activities.StartActivity("upstream.request");
        span?.SetTag("source", source).SetTag("api", request.Api).SetTag("server.address", request.Url.Host);
        var patience = new Patience(options, around.Clock, around.Jitter);
        var renewed = false;
        while (true)
        {
            // Before the turn: making a token may itself need this budget.
            var authorization = await AuthorizeAsync(request, cancellationToken);
            var (raw, verdict) = await TryAsync(request, authorization, cancellationToken);
            if (raw is not null && verdict.Stands)
                return Accept(request, raw);
            raw?.Body?.Return();
            if (raw?.Status == HttpStatusCode.Unauthorized && !renewed)
            {
                // A token may have run out under way: a different one is worth one more try.
                renewed = true;
                if (!Equals(await AuthorizeAsync(request, cancellationToken), authorization))
                    continue;
            }

            await WaitAsync(request, verdict, patience, cancellationToken);
        }
    }

    private async Task<AuthenticationHeaderValue?> AuthorizeAsync(
        UpstreamRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await credential.Authorize(cancellationToken);
        }
        catch (SecretMissingException missing)
        {
            throw new CollectionException(
                CollectionFailure.Unauthorized,
                $"{Place.Of(request.Method, request.Url)} was not asked: {missing.Message}"
            );
        }
    }

    private async Task<(RawAnswer? Raw, Verdict Verdict)> TryAsync(
        UpstreamRequest request,
        AuthenticationHeaderValue? authorization,
        CancellationToken cancellationToken
    )
    {
        var (seat, wait) = await budget.EnterAsync(source, request.Api, cancellationToken);
        if (seat is null)
            throw RateLimited(request, wait);
        using (seat)
        {
            QuotaReading? reading = null;
            try
            {
                var raw = await SendOnceAsync(request, authorization, cancellationToken);
                var now = around.Clock.GetUtcNow();
                reading = QuotaReading.Read(raw.Headers, now);
                LogAnswered(source, request.Method, request.Url.Host, request.Url.AbsolutePath, (int)raw.Status);
                around.Archive?.Write(request, raw, authorization);
                return (raw, Verdict.Of(request, raw, now));
            }
            catch (Exception failure) when (Broken.Is(failure, cancellationToken))
            {
                around.Measures.Failed(source, request.Api);
                return (null, Broken.Verdict(Place.Of(request.Method, request.Url), failure, options.TryTimeout));
            }
            finally
            {
                budget.Learn(request.Api, reading);
            }
        }
    }

    private async Task<RawAnswer> SendOnceAsync(
        UpstreamRequest request,
        AuthenticationHeaderValue? authorization,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(options.TryTimeout, around.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        return await around.Exchange.SendAsync(
            request,
            authorization,
            status => around.Measures.Answered(source, request.Api, status),
            either.Token
        );
    }

    private UpstreamAnswer Accept(UpstreamRequest request, RawAnswer raw)
    {
        budget.Succeeded();
        if (raw.Url != request.Url)
            LogMoved(source, Place.Of(request.Method, request.Url), Place.Of(request.Method, raw.Url));
        return new UpstreamAnswer(
            raw.Status,
            raw.Url,
            raw.Headers,
            raw.Body?.Bytes ?? default,
            raw.Body is { } body ? body.Return : null
        );
    }

    /// <summary>Returns when the next try may begin. Errors: what ended the patience.</summary>
    private async Task WaitAsync(
        UpstreamRequest request,
        Verdict verdict,
        Patience patience,
        CancellationToken cancellationToken
    )
    {
        if (verdict.Throttle is { } throttle)
        {
            // The pause itself is waited for at the door of the budget, by everybody who shares it.
            var pause = budget.Pause(request.Api, throttle);
            LogThrottled(source, request.Api, pause.TotalSeconds);
            if (!patience.AfterThrottle(pause))
                throw RateLimited(request, pause);
            return;
        }

        var failure = verdict.Failure ?? throw new InvalidOperationException("A verdict stands, waits or fails");
        if (!verdict.Retry || patience.AfterFailure(failure.RetryAt) is not { } delay)
            throw failure;
        LogRetried(source, request.Api, failure.Message, delay.TotalSeconds);
        await Task.Delay(delay, around.Clock, cancellationToken);
    }

    private CollectionException RateLimited(UpstreamRequest request, TimeSpan wait)
    {
        var retryAt = around.Clock.GetUtcNow() + wait;
        var time = retryAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new CollectionException(
            CollectionFailure.RateLimited,
            $"{Place.Of(request.Method, request.Url)} has to wait until {time}: the limit of this credential is used up. It goes on by itself; a longer interval or a credential of its own avoids it."
        )
        {
            RetryAt = retryAt,
        };
    }

    [LoggerMessage(LogLevel.Debug, "{Source}: {Method} {Host}{Path} answered {Status}")]
    private partial void LogAnswered(string source, HttpMethod method, string host, string path, int status);

    [LoggerMessage(LogLevel.Information, "{Source}: {From} has moved to {To}")]
    private partial void LogMoved(string source, string from, string to);

    [LoggerMessage(LogLevel.Information, "{Source}: the platform limits {Api} for {Seconds} s")]
    private partial void LogThrottled(string source, string api, double seconds);

    [LoggerMessage(LogLevel.Information, "{Source}: {Api} failed, next try in {Seconds} s: {Failure}")]
    private partial void LogRetried(string source, string api, string failure, double seconds);
}

/// <summary>Tries that ended without a whole answer.</summary>
internal static class Broken
{
    public static bool Is(Exception failure, CancellationToken cancellationToken) =>
        failure is HttpRequestException or IOException or InvalidDataException
        || failure is OperationCanceledException && !cancellationToken.IsCancellationRequested;

    public static Verdict Verdict(string place, Exception failure, TimeSpan timeout)
    {
        var seconds = timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var what = failure switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                "the host name is unknown. Check the URL and the network",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                "the certificate was not accepted. Check the URL, or trust its authority on this machine",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
                "no connection. Check the URL, the network and whether the platform is up",
            OperationCanceledException => $"no whole answer in {seconds} s. Nothing to do unless it lasts",
            _ => "the connection broke before the answer was whole. Nothing to do unless it lasts",
        };
        // The inner exception stays out: its text may name a proxy with a password.
        return new Verdict(
            Stands: false,
            null,
            new CollectionException(CollectionFailure.Unavailable, $"{place} failed: {what}."),
            Retry: true
        );
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace DevRel.Collectors.Http;

/// <summary>A platform said «not now».</summary>
/// <param name="Wait">What it asked for; null when it named no time.</param>
/// <param name="Primary">The counted quota is used up: only this API of the credential waits. Otherwise the whole credential does.</param>
internal readonly record struct Throttle(TimeSpan? Wait, bool Primary)
{
    private const int BytesRead = 4096;

    private static readonly string[] SecondaryMessages =
    [
        "secondary rate limit",
        "abuse detection",
        "abuse-rate-limit",
        "rate limit exceeded",
    ];

    /// <summary>
    /// Null: no throttle. The table, in order:
    /// <code>
    /// 429                                              throttle
    /// 403 with Retry-After                             throttle, whatever its text says
    /// 403 with no quota left and a reset to come       throttle (primary)
    /// 403 with gh-limited-by                           throttle
    /// 403 whose text names a secondary or abuse limit  throttle
    /// 403 else                                         a denial
    /// </code>
    /// The wait is Retry-After (seconds or date), else the reset of a used-up quota, else <c>wait_seconds</c> of the body.
    /// </summary>
    public static Throttle? Read(
        HttpStatusCode status,
        HttpHeadersView headers,
        ReadOnlySpan<byte> body,
        DateTimeOffset now
    )
    {
        if (status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.Forbidden))
            return null;
        var retryAfter = RetryAfter(headers, now);
        var reset =
            QuotaReading.Read(headers, now) is { Remaining: <= 0 } quota && quota.ResetIn > TimeSpan.Zero
                ? quota.ResetIn
                : (TimeSpan?)null;
        var throttled =
            status == HttpStatusCode.TooManyRequests
            || retryAfter is not null
            || reset is not null
            || headers["gh-limited-by"] is not null
            || NamesSecondaryLimit(body);
        return throttled ? new Throttle(retryAfter ?? reset ?? WaitSeconds(body), reset is not null) : null;
    }

    /// <summary>Dates count from the answer's own <c>Date</c>, so that a wrong clock of ours does not matter.</summary>
    public static TimeSpan? RetryAfter(HttpHeadersView headers, DateTimeOffset now)
    {
        if (headers["Retry-After"]?.Trim() is not { Length: > 0 } text)
            return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return Seconds(seconds);
        return HttpDates.TryParse(text, out var date)
            ? Seconds((date - HttpDates.ServerNow(headers, now)).TotalSeconds)
            : null;
    }

    /// <summary>At least a second, so that «0» does not become a hammer; at most a week, so that nonsense ends.</summary>
    internal static TimeSpan Seconds(double seconds) =>
        TimeSpan.FromSeconds(Math.Clamp(double.IsFinite(seconds) ? seconds : 1, 1, 7 * 24 * 3600));

    private static bool NamesSecondaryLimit(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, BytesRead)]);
        return SecondaryMessages.Any(message => text.Contains(message, StringComparison.OrdinalIgnoreCase));
    }

    private static TimeSpan? WaitSeconds(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("wait_seconds"u8))
                    return reader.Read() && reader.TokenType == JsonTokenType.Number
                        ? Seconds(reader.GetDouble())
                        : null;
            }
        }
        catch (JsonException)
        {
            // Plain text or a web page: it names no time.
        }

        return null;
    }
}

internal static class HttpDates
{
    private static readonly string[] Formats =
    [
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
        "dddd, dd-MMM-yy HH:mm:ss 'GMT'",
        "ddd MMM d HH:mm:ss yyyy",
        "ddd, dd MMM yyyy HH:mm:ss zzz",
    ];

    /// <summary>The three forms of RFC 9110, and a numeric zone, which occurs.</summary>
    public static bool TryParse(string text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(
            text,
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces,
            out date
        );

    public static DateTimeOffset ServerNow(HttpHeadersView headers, DateTimeOffset now) =>
        headers["Date"] is { } text && TryParse(text, out var date) ? date : now;
}

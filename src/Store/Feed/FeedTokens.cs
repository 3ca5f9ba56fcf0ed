using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace DevRel.Store;

/// <summary>Who may read the feed. Comparing takes the same time for every wrong token.</summary>
internal static class FeedTokens
{
    private const string Scheme = "Bearer ";

    public static bool Allow(HttpContext context, FeedOptions options)
    {
        var tokens = options.Tokens();
        if (tokens.Count == 0)
            return context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var given = Digest(header[Scheme.Length..].Trim());
        var allowed = false;
        foreach (var token in tokens)
            allowed |= token.Length > 0 && CryptographicOperations.FixedTimeEquals(given, Digest(token));
        return allowed;
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

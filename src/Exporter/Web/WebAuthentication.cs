using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace DevRel.Exporter.Web;

/// <summary>Lets in who shows a bearer token or a user with its password. Says nothing about which part was wrong.</summary>
internal sealed class WebAuthentication
{
    /// <summary>A hash nobody knows a password for, so that an unknown user costs the same time as a known one.</summary>
    private const string NobodysHash = "$2b$10$abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private const int MaxRemembered = 100;
    private const int MaxPassword = 1024;

    private readonly Dictionary<string, bool> remembered = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>One check at a time: it is meant to be slow, and must not take all processors from the work.</summary>
    private readonly SemaphoreSlim checking = new(1, 1);

    public async Task<bool> AllowsAsync(WebConfig config, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!config.IsProtected)
            return true;
        var header = request.Headers.Authorization.ToString();
        if (Credential(header, "Bearer ") is { } token)
            return AcceptsToken(config, token);
        return Credential(header, "Basic ") is { } basic
            && config.Users.Count > 0
            && Decode(basic) is var (user, password)
            && await AcceptsAsync(config, user, password, cancellationToken);
    }

    public static void Refuse(WebConfig config, HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        if (config.Users.Count > 0)
            response.Headers.Append("WWW-Authenticate", "Basic realm=\"devrel\", charset=\"UTF-8\"");
        if (config.AsksForToken)
            response.Headers.Append("WWW-Authenticate", "Bearer realm=\"devrel\"");
    }

    private static string? Credential(string header, string scheme) =>
        header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : null;

    private static bool AcceptsToken(WebConfig config, string token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        var accepted = false;
        foreach (var known in config.TokenHashes)
            accepted |= CryptographicOperations.FixedTimeEquals(known, hash);
        return accepted;
    }

    private static (string User, string Password)? Decode(string basic)
    {
        var bytes = new byte[basic.Length];
        if (!Convert.TryFromBase64String(basic, bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || text.Length > MaxPassword ? null : (text[..colon], text[(colon + 1)..]);
    }

    private async Task<bool> AcceptsAsync(
        WebConfig config,
        string user,
        string password,
        CancellationToken cancellationToken
    )
    {
        var isKnown = config.Users.TryGetValue(user, out var hash);
        hash ??= NobodysHash;
        // Never the password itself: it stays in memory only while it is being checked.
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{user}\0{hash}\0{password}")));
        if (Recall(key) is { } before)
            return before;
        await checking.WaitAsync(cancellationToken);
        try
        {
            var accepted =
                Recall(key) ?? await Task.Run(() => Bcrypt.Verify(password, hash), cancellationToken) && isKnown;
            Remember(key, accepted);
            return accepted;
        }
        finally
        {
            checking.Release();
        }
    }

    private bool? Recall(string key)
    {
        lock (gate)
            return remembered.TryGetValue(key, out var accepted) ? accepted : null;
    }

    private void Remember(string key, bool accepted)
    {
        lock (gate)
        {
            if (remembered.Count >= MaxRemembered)
                remembered.Clear();
            remembered[key] = accepted;
        }
    }
}

using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using DevRel.Collectors.Http;
using DevRel.Resources;

namespace DevRel.Collectors.GitHub;

/// <summary>
/// The token of an App's installation, renewed before its hour is over and after a refusal. Time is the server's, read off its answers:
/// a skewed clock here neither signs tomorrow's requests nor keeps a dead token.
/// </summary>
internal sealed class InstallationToken(GitHubAppAuth app, IUpstream asApp, GitHubEndpoint endpoint) : IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim turn = new(1, 1);
    private RestInstallationToken? token;

    /// <summary>The latest instant known.</summary>
    public DateTimeOffset Now { get; private set; }

    public void Observe(DateTimeOffset now)
    {
        if (now > Now)
            Now = now;
    }

    public void Observe(HttpHeadersView headers)
    {
        if (DateTimeOffset.TryParse(headers["Date"], CultureInfo.InvariantCulture, out var date))
            Observe(date);
    }

    /// <summary>The server refused the token although its hour was not over: rights or key changed.</summary>
    public void Invalidate() => token = null;

    public async ValueTask<AuthenticationHeaderValue?> AuthorizeAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (token is null || Now >= token.ExpiresAt - RenewBefore)
                token = await RenewAsync(cancellationToken);
            return GitHubAccess.Bearer(token.Token);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<RestInstallationToken> RenewAsync(CancellationToken cancellationToken)
    {
        var url = endpoint.Rest(
            string.Create(CultureInfo.InvariantCulture, $"app/installations/{app.InstallationId}/access_tokens")
        );
        var request = new UpstreamRequest(HttpMethod.Post, url)
        {
            Accept = GitHubApi.MediaType,
            Headers = GitHubApi.VersionHeader,
            Expect = [HttpStatusCode.NotFound],
        };
        var answer = await asApp.SendJsonAsync(request, RestJson.Default.RestInstallationToken, cancellationToken);
        Observe(answer.Headers);
        return answer.Value
            ?? throw new CollectionException(
                CollectionFailure.Unauthorized,
                $"GitHub App {app.AppId} has no installation {app.InstallationId}. "
                    + "Install the App in the organisation and set auth.app.installationId to the number at the end of its settings page."
            );
    }
}

/// <summary>Signs as the App: RS256, valid nine minutes of the ten GitHub allows, begun a minute early for skewed clocks.</summary>
internal sealed class AppSigner(GitHubAppAuth app, ISecrets secrets)
{
    public AuthenticationHeaderValue Sign(DateTimeOffset now)
    {
        var header = Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT"}"""u8);
        var claims = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"iat":{{now.AddMinutes(-1).ToUnixTimeSeconds()}},"exp":{{now.AddMinutes(8).ToUnixTimeSeconds()}},"iss":"{{app.AppId}}"}"""
        );
        var signed = $"{header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        using var key = RSA.Create();
        Import(key);
        var signature = key.SignData(
            Encoding.ASCII.GetBytes(signed),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        return GitHubAccess.Bearer($"{signed}.{Base64Url.EncodeToString(signature)}");
    }

    private void Import(RSA key)
    {
        var reference = app.PrivateKey.SecretKeyRef;
        try
        {
            key.ImportFromPem(GitHubAccess.Read(secrets, reference));
        }
        catch (Exception broken) when (broken is ArgumentException or CryptographicException)
        {
            // The inner exception is left out: it may quote what it read.
            throw new CollectionException(
                CollectionFailure.Unauthorized,
                $"Key {reference.Key} of Secret {reference.Name} is not an RSA private key in PEM. "
                    + "Put the whole file there that GitHub gave when the App's key was made."
            );
        }
    }
}

/// <summary>Sends with the installation's token, and once more with a new one when the server no longer takes it.</summary>
internal sealed class RenewingUpstream(IUpstream upstream, InstallationToken installation) : IUpstream
{
    public async Task<UpstreamAnswer> SendAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        var first = request with { Expect = [.. request.Expect, HttpStatusCode.Unauthorized] };
        var answer = await upstream.SendAsync(first, cancellationToken);
        installation.Observe(answer.Headers);
        if (answer.Status != HttpStatusCode.Unauthorized)
            return answer;
        // Its hour passed while a limit was waited out, or it was revoked.
        answer.Dispose();
        installation.Invalidate();
        return await upstream.SendAsync(request, cancellationToken);
    }
}

using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using DevRel.Collectors.Http;
using DevRel.Resources;

namespace DevRel.Collectors.GitHub;

/// <summary>Who asks, and through what. Sources with an equal secret reference and server share one budget.</summary>
internal sealed class GitHubAccess(GitHubApi api, InstallationToken? installation, bool anonymous)
{
    /// <summary>At most two requests of one credential are under way at once; GitHub asks for few.</summary>
    private const int RequestsAtOnce = 2;

    public GitHubApi Api { get; } = api;
    public bool Anonymous { get; } = anonymous;

    /// <summary>The only clock is the run's and then the server's.</summary>
    public void BeginRun(DateTimeOffset now) => installation?.Observe(now);

    public static GitHubAccess Open(
        string source,
        GitHubSettings settings,
        GitHubEndpoint endpoint,
        PlatformContext context
    )
    {
        if (settings.Auth.App is { } app)
            return OpenApp(source, app, endpoint, context);
        var reference = settings.Auth.Token?.SecretKeyRef;
        var credential = new Credential(
            BudgetKey(endpoint, reference, ""),
            _ => ValueTask.FromResult(reference is null ? null : Bearer(Read(context.Secrets, reference)))
        )
        {
            Concurrency = RequestsAtOnce,
        };
        var api = new GitHubApi(context.Upstreams.For(source, credential), endpoint);
        return new GitHubAccess(api, installation: null, anonymous: reference is null);
    }

    public static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    public static string Read(ISecrets secrets, SecretKeyRef reference)
    {
        try
        {
            return secrets.Read(reference);
        }
        catch (SecretMissingException missing)
        {
            throw new CollectionException(CollectionFailure.Unauthorized, missing.Message, missing);
        }
    }

    private static GitHubAccess OpenApp(
        string source,
        GitHubAppAuth app,
        GitHubEndpoint endpoint,
        PlatformContext context
    )
    {
        var key = app.PrivateKey.SecretKeyRef;
        var signer = new AppSigner(app, context.Secrets);
        InstallationToken? installation = null;
        var asApp = new Credential(
            BudgetKey(endpoint, key, "app"),
            _ => ValueTask.FromResult<AuthenticationHeaderValue?>(signer.Sign(installation!.Now))
        );
        installation = new InstallationToken(app, context.Upstreams.For(source, asApp), endpoint);
        var asInstallation = new Credential(
            BudgetKey(endpoint, key, $"installation {app.InstallationId}"),
            installation.AuthorizeAsync
        )
        {
            Concurrency = RequestsAtOnce,
        };
        var upstream = new RenewingUpstream(context.Upstreams.For(source, asInstallation), installation);
        var api = new GitHubApi(upstream, endpoint);
        return new GitHubAccess(api, installation, anonymous: false);
    }

    private static string BudgetKey(GitHubEndpoint endpoint, SecretKeyRef? reference, string role)
    {
        if (reference is null)
            return endpoint.Name + "#anonymous";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{reference.Name}\n{reference.Key}\n{role}"));
        return $"{endpoint.Name}#{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
    }
}

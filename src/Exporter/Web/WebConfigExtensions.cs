using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace DevRel.Exporter.Web;

public static class WebConfigExtensions
{
    /// <summary>Answers 401 to who shows no valid credential, and adds the configured headers. Health stays open: kubelets have no credentials.</summary>
    public static void UseWebConfig(this IApplicationBuilder app, WebConfigFile file)
    {
        var authentication = new WebAuthentication();
        app.Use(
            async (context, next) =>
            {
                var config = file.Current;
                foreach (var (name, value) in config.Headers)
                    context.Response.Headers[name] = value;
                var path = context.Request.Path;
                if (
                    path == HealthEndpoints.LivePath
                    || path == HealthEndpoints.ReadyPath
                    || await authentication.AllowsAsync(config, context.Request, context.RequestAborted)
                )
                {
                    await next(context);
                }
                else
                {
                    WebAuthentication.Refuse(config, context.Response);
                }
            }
        );
    }

    /// <summary>TLS as the file says it at each handshake; nothing when it says none.</summary>
    public static void UseWebConfig(this ListenOptions listen, WebConfigFile file)
    {
        if (!file.HasTls)
            return;
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.UseHttps(
            new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Options(file.Current)) }
        );
    }

    private static SslServerAuthenticationOptions Options(WebConfig config)
    {
        // A file that had TLS at the start keeps it: WebConfigFile refuses the change.
        var tls = config.Tls ?? throw new InvalidOperationException("the web configuration has no TLS");
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = tls.Certificate,
            EnabledSslProtocols = tls.Protocols,
            ClientCertificateRequired = tls.ClientAuth != "NoClientCert",
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ApplicationProtocols = config.Http2
                ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11]
                : [SslApplicationProtocol.Http11],
            RemoteCertificateValidationCallback = (_, certificate, _, _) => Accepts(tls, certificate),
        };
        if (tls.CipherSuites.Count > 0 && !OperatingSystem.IsWindows())
            options.CipherSuitesPolicy = new CipherSuitesPolicy(tls.CipherSuites);
        return options;
    }

    private static bool Accepts(TlsConfig tls, X509Certificate? presented)
    {
        if (tls.ClientAuth is "NoClientCert" or "RequestClientCert")
            return true;
        if (presented is null)
            return tls.ClientAuth == "VerifyClientCertIfGiven";
        using var certificate = X509CertificateLoader.LoadCertificate(presented.GetRawCertData());
        var isTrusted = tls.ClientAuth == "RequireAnyClientCert" || IsIssuedBy(tls.ClientAuthorities, certificate);
        return isTrusted && (tls.ClientNames.Count == 0 || Names(certificate).Any(tls.ClientNames.Contains));
    }

    private static bool IsIssuedBy(X509Certificate2Collection authorities, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }

    private static IEnumerable<string> Names(X509Certificate2 certificate)
    {
        foreach (var extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            foreach (var name in extension.EnumerateDnsNames())
                yield return name;
            foreach (var address in extension.EnumerateIPAddresses())
                yield return address.ToString();
        }
    }
}

using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace DevRel.Exporter.Web;

/// <summary>
/// What a web configuration file says, read and checked, in the layout that Prometheus' own exporters share (exporter-toolkit), with
/// <c>bearer_token_file</c> added. Null or empty: not asked for.
/// </summary>
internal sealed record WebConfig
{
    public TlsConfig? Tls { get; init; }

    public bool Http2 { get; init; } = true;

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>User to bcrypt hash.</summary>
    public IReadOnlyDictionary<string, string> Users { get; init; } = new Dictionary<string, string>();

    /// <summary>SHA-256 of each accepted token: the current and, while rotating, the next.</summary>
    public IReadOnlyList<byte[]> TokenHashes { get; init; } = [];

    /// <summary>True also when the token file is empty for the moment: then nobody gets in, rather than everybody.</summary>
    public bool AsksForToken { get; init; }

    public bool IsProtected => AsksForToken || Users.Count > 0;

    /// <summary>Other files that this configuration was made of; a change of one of them makes a new configuration.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}

/// <param name="ClientAuth">How much of the client is asked, in the words of the file.</param>
internal sealed record TlsConfig(
    SslStreamCertificateContext Certificate,
    SslProtocols Protocols,
    string ClientAuth,
    X509Certificate2Collection ClientAuthorities,
    IReadOnlyList<string> ClientNames,
    IReadOnlyList<TlsCipherSuite> CipherSuites
);

/// <summary>A web configuration that cannot be used, as <c>file:line: field: what to do</c>, a problem a line.</summary>
public sealed class WebConfigException(string message) : Exception(message);

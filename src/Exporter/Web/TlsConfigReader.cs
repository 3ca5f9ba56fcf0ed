using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using YamlDotNet.RepresentationModel;

namespace DevRel.Exporter.Web;

/// <summary>The block <c>tls_server_config</c>, with the certificates it names.</summary>
internal sealed class TlsConfigReader(WebConfigReader reader)
{
    private const string Block = "tls_server_config";

    private static readonly string[] Known =
    [
        "cert_file",
        "key_file",
        "client_ca_file",
        "client_auth_type",
        "client_allowed_sans",
        "min_version",
        "max_version",
        "cipher_suites",
    ];

    private static readonly string[] ClientAuthTypes =
    [
        "NoClientCert",
        "RequestClientCert",
        "RequireAnyClientCert",
        "VerifyClientCertIfGiven",
        "RequireAndVerifyClientCert",
    ];

    /// <summary>Null after a report.</summary>
    public TlsConfig? Read(YamlNode node)
    {
        var fields = reader.Fields(node, Block, Known);
        var certificate = Certificate(node, fields);
        var clientAuth = ClientAuth(node, fields);
        var authorities = Authorities(fields);
        var protocols = Protocols(node, fields);
        var names = List(fields, "client_allowed_sans");
        var suites = CipherSuites(fields);
        if (certificate is null)
            return null;
        return new TlsConfig(
            SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
            protocols,
            clientAuth,
            authorities,
            names,
            suites
        );
    }

    private X509Certificate2? Certificate(YamlNode node, IReadOnlyDictionary<string, YamlNode> fields)
    {
        if (!fields.TryGetValue("cert_file", out var certFile) || !fields.TryGetValue("key_file", out var keyFile))
        {
            reader.Report(node, $"{Block}: needs both cert_file and key_file");
            return null;
        }

        var (certificate, key) = (
            reader.ReadFile(certFile, $"{Block}.cert_file"),
            reader.ReadFile(keyFile, $"{Block}.key_file")
        );
        if (certificate is null || key is null)
            return null;
        try
        {
            using var pair = X509Certificate2.CreateFromPem(certificate, key);
            // TLS on some systems takes a key only from a store of its own, which this round trip makes.
            return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null);
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException)
        {
            reader.Report(certFile, $"{Block}.cert_file: certificate and key are not a pair in PEM");
            return null;
        }
    }

    private string ClientAuth(YamlNode node, IReadOnlyDictionary<string, YamlNode> fields)
    {
        var hasAuthority = fields.ContainsKey("client_ca_file");
        if (!fields.TryGetValue("client_auth_type", out var type))
        {
            if (hasAuthority)
                reader.Report(
                    node,
                    $"{Block}: client_ca_file without client_auth_type checks nobody; add client_auth_type: RequireAndVerifyClientCert"
                );
            return ClientAuthTypes[0];
        }

        var text = reader.Text(type, $"{Block}.client_auth_type") ?? "";
        if (!ClientAuthTypes.Contains(text, StringComparer.Ordinal))
            reader.Report(type, $"{Block}.client_auth_type: '{text}' is none of {string.Join(", ", ClientAuthTypes)}");
        else if (text.Contains("Verify", StringComparison.Ordinal) && !hasAuthority)
            reader.Report(type, $"{Block}.client_auth_type: {text} needs client_ca_file");
        return text;
    }

    private X509Certificate2Collection Authorities(IReadOnlyDictionary<string, YamlNode> fields)
    {
        var authorities = new X509Certificate2Collection();
        if (!fields.TryGetValue("client_ca_file", out var file))
            return authorities;
        var field = $"{Block}.client_ca_file";
        try
        {
            if (reader.ReadFile(file, field) is { } pem)
                authorities.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            reader.Report(file, $"{field}: holds no certificates in PEM");
        }

        if (authorities.Count == 0)
            reader.Report(file, $"{field}: holds no certificate");
        return authorities;
    }

    private SslProtocols Protocols(YamlNode node, IReadOnlyDictionary<string, YamlNode> fields)
    {
        var lowest = Version(fields, "min_version", SslProtocols.Tls12);
        var highest = Version(fields, "max_version", SslProtocols.Tls13);
        if (lowest > highest)
            reader.Report(node, $"{Block}: min_version is above max_version");
        return lowest | highest;
    }

    private SslProtocols Version(IReadOnlyDictionary<string, YamlNode> fields, string name, SslProtocols otherwise)
    {
        if (!fields.TryGetValue(name, out var node))
            return otherwise;
        var text = reader.Text(node, $"{Block}.{name}");
        if (text is "TLS12" or "TLS13")
            return text == "TLS12" ? SslProtocols.Tls12 : SslProtocols.Tls13;
        reader.Report(node, $"{Block}.{name}: '{text}' is neither TLS12 nor TLS13; older versions are not offered");
        return otherwise;
    }

    private List<string> List(IReadOnlyDictionary<string, YamlNode> fields, string name)
    {
        if (!fields.TryGetValue(name, out var node))
            return [];
        if (node is YamlSequenceNode items)
            return [.. items.Children.Select(item => reader.Text(item, $"{Block}.{name}") ?? "")];
        reader.Report(node, $"{Block}.{name}: wants a list");
        return [];
    }

    private List<TlsCipherSuite> CipherSuites(IReadOnlyDictionary<string, YamlNode> fields)
    {
        var suites = new List<TlsCipherSuite>();
        foreach (var name in List(fields, "cipher_suites"))
        {
            if (Enum.TryParse<TlsCipherSuite>(name, out var suite) && !char.IsAsciiDigit(name[0]))
                suites.Add(suite);
            else
                reader.Report(
                    fields["cipher_suites"],
                    $"{Block}.cipher_suites: '{name}' is not the name of a suite, such as TLS_AES_128_GCM_SHA256"
                );
        }

        if (suites.Count > 0 && !OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            reader.Report(fields["cipher_suites"], $"{Block}.cipher_suites: is chosen by Windows; leave it out");
        return suites;
    }
}

using System.Net;
using System.Text;
using DevRel.Exporter.Tests.Support;
using DevRel.Exporter.Web;
using DevRel.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevRel.Exporter.Tests;

public sealed class WebConfigTests : IDisposable
{
    /// <summary>Of the password <c>U*U</c>.</summary>
    private const string Hash = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Basic_auth_lets_in_the_named_user_with_the_right_password_alone()
    {
        await using var server = await ServeAsync($"basic_auth_users:\n  prometheus: {Hash}\n");

        using var nobody = await server.GetAsync();
        using var wrong = await server.GetAsync(authorization: Basic("prometheus", "U*V"));
        using var stranger = await server.GetAsync(authorization: Basic("grafana", "U*U"));
        using var garbage = await server.GetAsync(authorization: "Basic !!!");
        using var right = await server.GetAsync(authorization: Basic("prometheus", "U*U"));
        using var again = await server.GetAsync(authorization: Basic("prometheus", "U*U"));

        foreach (var refused in new[] { nobody, wrong, stranger, garbage })
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            refused.Headers.WwwAuthenticate.ToString().ShouldBe("Basic realm=\"devrel\", charset=\"UTF-8\"");
        }

        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Bearer_tokens_are_rotated_by_writing_the_file()
    {
        const string first = "first-0123456789abcdef";
        const string second = "second-0123456789abcdef";
        var file = folder.Write("token", first + "\n");
        await using var server = await ServeAsync("bearer_token_file: token\n");

        using var before = await server.GetAsync(authorization: "Bearer " + first);
        await File.WriteAllTextAsync(file, $"{second}\n{first}\n", TestContext.Current.CancellationToken);
        using var both = await server.GetAsync(authorization: "Bearer " + second);
        await File.WriteAllTextAsync(file, second, TestContext.Current.CancellationToken);
        using var old = await server.GetAsync(authorization: "Bearer " + first);

        before.StatusCode.ShouldBe(HttpStatusCode.OK);
        both.StatusCode.ShouldBe(HttpStatusCode.OK);
        old.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        old.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer realm=\"devrel\"");
    }

    [Fact]
    public async Task An_empty_token_file_lets_nobody_in()
    {
        folder.Write("token", "");
        await using var server = await ServeAsync("bearer_token_file: token\n");

        using var response = await server.GetAsync(authorization: "Bearer ");

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Health_needs_no_credential_and_headers_are_on_every_answer()
    {
        await using var server = await ServeAsync(
            $"basic_auth_users:\n  prometheus: {Hash}\nhttp_server_config:\n  headers:\n    X-Frame-Options: deny\n"
        );

        using var live = await server.GetAsync("/livez");
        using var ready = await server.GetAsync("/readyz");
        using var metrics = await server.GetAsync();

        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        metrics.Headers.GetValues("X-Frame-Options").ShouldBe(["deny"]);
    }

    [Fact]
    public async Task A_broken_change_keeps_the_last_good_configuration_in_force()
    {
        await using var server = await ServeAsync($"basic_auth_users:\n  prometheus: {Hash}\n");
        folder.Write("web.yaml", "basic_auth_users:\n  prometheus: not a hash\n");

        using var nobody = await server.GetAsync();
        using var right = await server.GetAsync(authorization: Basic("prometheus", "U*U"));

        nobody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_certificate_is_rotated_by_writing_its_file()
    {
        using var authority = TestCertificates.Authority("authority");
        using var first = TestCertificates.Issue(authority, "first.example");
        using var second = TestCertificates.Issue(authority, "second.example");
        WritePair(first);
        await using var server = await ServeAsync("tls_server_config:\n  cert_file: tls.crt\n  key_file: tls.key\n");

        var before = await PresentedAsync(server);
        WritePair(second);
        var after = await PresentedAsync(server);

        (before, after).ShouldBe(("CN=first.example", "CN=second.example"));
    }

    [Fact]
    public async Task Clients_need_a_certificate_of_the_named_authority_and_name()
    {
        using var authority = TestCertificates.Authority("authority");
        using var other = TestCertificates.Authority("other");
        using var own = TestCertificates.Issue(authority, "server.example");
        using var welcome = TestCertificates.Issue(authority, "prometheus.example");
        using var misnamed = TestCertificates.Issue(authority, "somebody.example");
        using var foreign = TestCertificates.Issue(other, "prometheus.example");
        WritePair(own);
        folder.Write("ca.crt", TestCertificates.Pem(authority));
        await using var server = await ServeAsync(
            """
            tls_server_config:
              cert_file: tls.crt
              key_file: tls.key
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: ca.crt
              client_allowed_sans: [prometheus.example]
              min_version: TLS12

            """
        );

        (await IsServedAsync(server, welcome)).ShouldBeTrue();
        (await IsServedAsync(server, misnamed)).ShouldBeFalse();
        (await IsServedAsync(server, foreign)).ShouldBeFalse();
        (await IsServedAsync(server, null)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("basic_auth_user:\n  a: b\n", "web.yaml:1: basic_auth_user: is not a field")]
    [InlineData("basic_auth_users:\n  a: b\n", "web.yaml:2: basic_auth_users.a: is not a bcrypt hash")]
    [InlineData("basic_auth_users: {}\n", "web.yaml:1: basic_auth_users: names nobody")]
    [InlineData("tls_server_config:\n  cert_file: a.crt\n", "web.yaml:2: tls_server_config: needs both")]
    [InlineData("tls_server_config:\n  cert_file: a\n  key_file: b\n", "web.yaml:2: tls_server_config.cert_file: ")]
    [InlineData(
        "tls_server_config:\n  min_version: TLS10\n",
        "web.yaml:2: tls_server_config.min_version: 'TLS10' is neither"
    )]
    [InlineData(
        "tls_server_config:\n  client_auth_type: Please\n",
        "web.yaml:2: tls_server_config.client_auth_type: 'Please' is none of"
    )]
    [InlineData(
        "tls_server_config:\n  curve_preferences: [X25519]\n",
        "web.yaml:2: tls_server_config.curve_preferences: is not a field that can be honoured"
    )]
    [InlineData(
        "tls_server_config:\n  cipher_suites: [RC4]\n",
        "web.yaml:2: tls_server_config.cipher_suites: 'RC4' is not the name"
    )]
    [InlineData(
        "http_server_config:\n  http2: maybe\n",
        "web.yaml:2: http_server_config.http2: 'maybe' is neither true nor false"
    )]
    [InlineData(
        "http_server_config:\n  headers:\n    \"X Y\": z\n",
        "web.yaml:3: http_server_config.headers.X Y: is not the name of a header"
    )]
    [InlineData("bearer_token_file: short\n", "web.yaml:1: bearer_token_file: a token has fewer than 16 characters")]
    [InlineData("a: [\n", "web.yaml:2: is not YAML")]
    [InlineData("- a\n", "web.yaml:1: file: wants fields")]
    public void A_mistake_is_reported_with_file_line_and_field(string yaml, string expected)
    {
        folder.Write("short", "abc");

        Should.Throw<WebConfigException>(() => Load(yaml)).Message.ShouldContain(expected);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_and_none_repeats_a_secret()
    {
        folder.Write("short", "hunter2");

        var message = Should
            .Throw<WebConfigException>(() =>
                Load("bearer_token_file: short\nbasic_auth_users:\n  a: hunter2\nunknown: 1\n")
            )
            .Message;

        message.Split('\n').Length.ShouldBe(3);
        message.ShouldNotContain("hunter2");
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Should
            .Throw<WebConfigException>(() =>
                WebConfigFile.Load(folder.At("none.yaml"), NullLogger<WebConfigFile>.Instance)
            )
            .Message.ShouldContain("none.yaml: cannot be read");

    [Fact]
    public void An_empty_file_asks_for_nothing() => Load("").Current.IsProtected.ShouldBeFalse();

    private WebConfigFile Load(string yaml) =>
        WebConfigFile.Load(folder.Write("web.yaml", yaml), NullLogger<WebConfigFile>.Instance);

    private Task<MetricsServer> ServeAsync(string yaml) =>
        MetricsServer.StartAsync(Examples.Publisher(), web: Load(yaml));

    private void WritePair(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
    {
        folder.Write("tls.crt", TestCertificates.Pem(certificate));
        folder.Write("tls.key", TestCertificates.KeyPem(certificate));
    }

    private static string Basic(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private static async Task<string> PresentedAsync(MetricsServer server)
    {
        var subject = "";
        using var client = Client(null, name => subject = name);
        using var response = await client.GetAsync(Https(server), TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return subject;
    }

    private static async Task<bool> IsServedAsync(
        MetricsServer server,
        System.Security.Cryptography.X509Certificates.X509Certificate2? certificate
    )
    {
        using var client = Client(certificate, _ => { });
        try
        {
            using var response = await client.GetAsync(Https(server), TestContext.Current.CancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Uri Https(MetricsServer server) =>
        new UriBuilder(server.Address) { Scheme = "https", Path = "/metrics" }.Uri;

    private static HttpClient Client(
        System.Security.Cryptography.X509Certificates.X509Certificate2? certificate,
        Action<string> seen
    )
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) =>
        {
            seen(presented!.Subject);
            return true;
        };
        if (certificate is not null)
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        return new HttpClient(handler);
    }
}

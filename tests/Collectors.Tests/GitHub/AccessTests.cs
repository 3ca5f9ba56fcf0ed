using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DevRel.Activities;
using DevRel.Collectors.GitHub;
using DevRel.Collectors.Http;
using DevRel.Resources;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.GitHub;

public sealed class AccessTests
{
    [Fact]
    public async Task A_token_goes_with_every_request_and_nowhere_else()
    {
        var fake = Made.Contoso();
        fake.Issues.Add(Made.Issue(1, Made.DaysAgo(3)));
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();

        harness.Server.Requests.ShouldAllBe(request =>
            request.Headers["Authorization"] == "Bearer " + Harness.Token
            && request.Headers["X-GitHub-Api-Version"] == "2022-11-28"
            && request.Headers["User-Agent"].Length > 0
        );
    }

    [Fact]
    public async Task A_wrong_token_ends_the_run_as_unauthorized_with_what_to_do()
    {
        var fake = Made.Contoso();
        fake.Before = _ => Answer(401, """{"message":"Bad credentials"}""");
        await using var harness = await Harness.StartAsync(fake);

        var failure = await harness.FailsAsync();

        failure.Reason.ShouldBe(CollectionFailure.Unauthorized);
        failure.Message.ShouldContain("Put a valid one");
        harness.Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_secret_names_itself()
    {
        await using var harness = await Harness.StartAsync(Made.Contoso());
        harness.Secrets = new Dictionary<string, string>(StringComparer.Ordinal);

        var failure = await harness.FailsAsync();

        failure.Reason.ShouldBe(CollectionFailure.Unauthorized);
        failure.Message.ShouldContain("Secret github has no key token");
    }

    [Fact]
    public async Task Traffic_refused_is_no_throttle_and_says_which_right_it_needs()
    {
        var fake = Made.Contoso();
        fake.Before = request =>
            request.Path.Contains("/traffic/", StringComparison.Ordinal)
                ? Answer(403, """{"message":"Must have push access to repository"}""")
                : null;
        await using var harness = await Harness.StartAsync(fake);
        harness.Settings = harness.Settings with { Resources = [GitHubResource.Traffic] };

        await harness.RunAsync();

        harness.Skipped.ShouldHaveSingleItem().ShouldContain("push access");
        harness.Clock.Waits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(403, "Retry-After", "2")]
    [InlineData(429, "Retry-After", "3")]
    [InlineData(403, "X-RateLimit-Remaining", "0")]
    [InlineData(403, "gh-limited-by", "search-elapsed-time-shared-grouped")]
    public async Task A_limit_in_any_form_is_waited_out(int status, string header, string value)
    {
        var fake = Made.Contoso();
        fake.Issues.Add(Made.Issue(1, Made.DaysAgo(3)));
        var asked = 0;
        fake.Before = _ =>
            ++asked == 3
                ? Answer(
                    status,
                    """{"message":"You have exceeded a secondary rate limit"}""",
                    (header, value),
                    (
                        "X-RateLimit-Reset",
                        Harness.Today.AddSeconds(30).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
                    )
                )
                : null;
        await using var harness = await Harness.StartAsync(fake);

        await harness.RunAsync();

        harness.Activities.ShouldContainKey("issue/77/1");
        harness.Clock.Waits.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_long_limit_ends_the_run_and_keeps_what_came_before()
    {
        var fake = Made.Contoso();
        for (var number = 1; number <= 250; number++)
            fake.Issues.Add(Made.Issue(number, Made.DaysAgo(80).AddHours(number)));
        var limited = true;
        var pages = 0;
        fake.Before = request =>
            limited && request.Path.EndsWith("/issues", StringComparison.Ordinal) && ++pages > 1
                ? Answer(429, "{}", ("Retry-After", "3000"))
                : null;
        await using var harness = await Harness.StartAsync(fake);

        var failure = await harness.FailsAsync();

        failure.Reason.ShouldBe(CollectionFailure.RateLimited);
        failure.RetryAt.ShouldNotBeNull();
        harness.Activities.Count.ShouldBe(100);
        limited = false;
        harness.Clock.Advance(TimeSpan.FromHours(1));
        await harness.RunAsync();
        harness.Activities.Count.ShouldBe(250);
    }

    [Fact]
    public async Task Every_third_answer_broken_loses_nothing_and_doubles_nothing()
    {
        var fake = Made.Contoso();
        for (var number = 1; number <= 900; number++)
            fake.Issues.Add(Made.Issue(number, Made.DaysAgo(400 - number * 0.4)));
        for (var id = 1; id <= 900; id++)
            fake.Comments.Add(Made.Comment(5000 + id, id, Made.DaysAgo(380 - id * 0.4)));
        await using var harness = await Harness.StartAsync(fake);
        harness.Server.Faults = new ReplayFaults { Every = 3 };

        await harness.RunAsync();

        harness.Server.Faults.Struck.ShouldBeGreaterThanOrEqualTo(5);
        harness.Of(ActivityKind.IssueOpened).Count().ShouldBe(900);
        harness.Of(ActivityKind.IssueComment).Count().ShouldBe(900);
    }

    [Theory]
    [InlineData("""[{"number":1,"created_at":"2026-01-01T00:00:00Z"}]""", "$[0]")]
    [InlineData(
        """[{"number":"one","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}]""",
        "$[0].number"
    )]
    [InlineData("""{"message":"something else"}""", "$")]
    public async Task An_answer_of_another_shape_is_unreadable_names_the_path_and_stops_no_other_list(
        string body,
        string path
    )
    {
        var fake = Made.Contoso();
        fake.Comments.Add(Made.Comment(1, 12, Made.DaysAgo(3)));
        fake.Releases.Add(
            Made.Entry(Made.DaysAgo(1), 1, $$"""{"id":1,"published_at":"{{Made.At(Made.DaysAgo(1))}}"}""")
        );
        fake.Before = request => request.Path.EndsWith("/issues", StringComparison.Ordinal) ? Answer(200, body) : null;
        await using var harness = await Harness.StartAsync(fake);
        harness.Settings = harness.Settings with { Resources = [GitHubResource.Issues, GitHubResource.Releases] };

        var failure = await harness.FailsAsync();

        failure.Reason.ShouldBe(CollectionFailure.Unreadable);
        failure.Message.ShouldContain(path);
        harness.Activities.ShouldContainKey("release/1");
        harness.Batches[^1].Watermark.ShouldBeNull();
    }

    [Fact]
    public async Task Enterprise_servers_answer_below_their_own_paths_and_without_rate_headers()
    {
        var enterprise = new GitHubEndpoint(new Uri("https://github.example.com/api/v3/"));

        enterprise.Rest("repos/contoso/sdk").ShouldBe(new Uri("https://github.example.com/api/v3/repos/contoso/sdk"));
        enterprise
            .Rest("/api/v3/repositories/7?page=2")
            .ShouldBe(new Uri("https://github.example.com/api/v3/repositories/7?page=2"));
        enterprise.GraphQl.ShouldBe(new Uri("https://github.example.com/api/graphql"));
        new GitHubEndpoint(new Uri("https://api.github.com")).GraphQl.ShouldBe(
            new Uri("https://api.github.com/graphql")
        );
        await Task.CompletedTask;
    }

    [Fact]
    public async Task An_app_signs_its_request_renews_its_token_before_the_hour_and_after_a_refusal()
    {
        using var key = RSA.Create(2048);
        var fake = Made.Contoso();
        for (var number = 1; number <= 350; number++)
            fake.Issues.Add(Made.Issue(number, Made.DaysAgo(80).AddHours(number)));
        var (issued, pages) = (0, 0);
        fake.Before = request =>
        {
            if (request.Path == "/app/installations/456/access_tokens")
            {
                Verify(key, request.Headers["Authorization"]["Bearer ".Length..]);
                return Answer(
                    201,
                    $$"""{"token":"canary-{{++issued}}","expires_at":"{{Made.At(Harness.Today.AddHours(1))}}"}"""
                );
            }

            var own = request.Headers["Authorization"] == $"Bearer canary-{issued}";
            if (request.Path.EndsWith("/issues", StringComparison.Ordinal) && ++pages == 2)
                return Answer(401, """{"message":"Bad credentials"}""");
            return own ? null : Answer(401, "{}");
        };
        await using var harness = await Harness.StartAsync(fake);
        harness.Secrets = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["app/key"] = key.ExportRSAPrivateKeyPem(),
        };
        harness.Settings = harness.Settings with { Auth = App() };

        await harness.RunAsync();

        harness.Of(ActivityKind.IssueOpened).Count().ShouldBe(350);
        issued.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_near_its_end_by_the_servers_clock_is_renewed_without_a_refusal()
    {
        using var key = RSA.Create(2048);
        var fake = Made.Contoso();
        var issued = 0;
        fake.Before = request =>
            request.Path.EndsWith("/access_tokens", StringComparison.Ordinal)
                ? Answer(
                    201,
                    $$"""{"token":"canary-{{++issued}}","expires_at":"{{Made.At(Harness.Today.AddHours(issued))}}"}"""
                )
            : request.Path == "/repos/contoso/sdk"
                ? Answer(
                    200,
                    fake.Repository,
                    ("Date", Harness.Today.AddMinutes(56).ToString("r", CultureInfo.InvariantCulture))
                )
            : null;
        await using var harness = await Harness.StartAsync(fake);
        harness.Secrets = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["app/key"] = key.ExportPkcs8PrivateKeyPem(),
        };
        harness.Settings = harness.Settings with { Auth = App() };

        await harness.RunAsync();

        issued.ShouldBe(2);
        harness.Server.Requests.ShouldNotContain(request => request.Status == 401);
    }

    [Theory]
    [InlineData("not a key", "is not an RSA private key in PEM")]
    [InlineData(null, "Secret app has no key key")]
    public async Task A_broken_private_key_says_what_to_put_there(string? secret, string words)
    {
        await using var harness = await Harness.StartAsync(Made.Contoso());
        harness.Secrets = secret is null
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal) { ["app/key"] = secret };
        harness.Settings = harness.Settings with { Auth = App() };

        var failure = await harness.FailsAsync();

        failure.Reason.ShouldBe(CollectionFailure.Unauthorized);
        failure.Message.ShouldContain(words);
    }

    [Fact]
    public async Task An_app_that_is_not_installed_says_where_the_number_stands()
    {
        using var key = RSA.Create(2048);
        await using var harness = await Harness.StartAsync(Made.Contoso());
        harness.Secrets = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["app/key"] = key.ExportRSAPrivateKeyPem(),
        };
        harness.Settings = harness.Settings with { Auth = App() };

        var failure = await harness.FailsAsync();

        failure.Reason.ShouldBe(CollectionFailure.Unauthorized);
        failure.Message.ShouldContain("no installation 456");
    }

    [Fact]
    public void Sources_with_one_secret_share_a_budget_and_its_name_holds_no_secret()
    {
        var keys = new List<string>();
        foreach (var (name, secret) in new[] { ("one", "token"), ("two", "token"), ("three", "other") })
        {
            var settings = new GitHubSettings
            {
                Repositories = ["contoso/sdk"],
                Auth = new GitHubAuth
                {
                    Token = new SecretValue
                    {
                        SecretKeyRef = new SecretKeyRef { Name = "github", Key = secret },
                    },
                },
            };
            var upstreams = new NotingUpstreams(keys);
            GitHubAccess.Open(
                name,
                settings,
                new GitHubEndpoint(settings.ApiUrl),
                new PlatformContext(upstreams, new NoSecrets(), "")
            );
        }

        keys[0].ShouldBe(keys[1]);
        keys[0].ShouldNotBe(keys[2]);
        keys.ShouldAllBe(key => key.StartsWith("https://api.github.com#") && !key.Contains("token"));
    }

    private static GitHubAuth App() =>
        new()
        {
            App = new GitHubAppAuth
            {
                AppId = 123,
                InstallationId = 456,
                PrivateKey = new SecretValue
                {
                    SecretKeyRef = new SecretKeyRef { Name = "app", Key = "key" },
                },
            },
        };

    private static void Verify(RSA key, string token)
    {
        var parts = token.Split('.');
        key.VerifyData(
                Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
                Base64Url.DecodeFromChars(parts[2]),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            )
            .ShouldBeTrue();
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
        claims.GetProperty("iss").GetString().ShouldBe("123");
        var (begin, end) = (claims.GetProperty("iat").GetInt64(), claims.GetProperty("exp").GetInt64());
        (end - begin).ShouldBeLessThanOrEqualTo(600);
        begin.ShouldBeLessThan(Harness.Today.ToUnixTimeSeconds());
    }

    private static ReplayExchange Answer(int status, string body, params (string Name, string Value)[] headers) =>
        new("", "", "", status)
        {
            Body = Encoding.UTF8.GetBytes(body),
            Headers =
            [
                new("Content-Type", "application/json; charset=utf-8"),
                .. headers.Select(header => KeyValuePair.Create(header.Name, header.Value)),
            ],
        };

    private sealed class NotingUpstreams(List<string> keys) : IUpstreams
    {
        public IUpstream For(string source, Credential credential)
        {
            keys.Add(credential.BudgetKey);
            return new Silent();
        }
    }

    private sealed class Silent : IUpstream
    {
        public Task<UpstreamAnswer> SendAsync(UpstreamRequest request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Nobody asks here");
    }

    private sealed class NoSecrets : ISecrets
    {
        public string Read(SecretKeyRef reference) => throw new SecretMissingException("none");
    }
}

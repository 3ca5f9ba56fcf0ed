using System.Net;
using System.Net.Sockets;
using System.Text;
using DevRel.Collectors.Git;

namespace DevRel.Collectors.Tests.Git;

/// <summary>Against a web server that serves a bare repository's files, which is git's oldest protocol.</summary>
public sealed class GitRemoteTests : IDisposable
{
    private const string Canary = "canary-9f3b";

    private readonly Sandbox repo = new();
    private readonly StaticServer server;

    public GitRemoteTests()
    {
        repo.Commit("first", "2026-01-01T10:00:00+0000");
        repo.Git(["clone", "-q", "--mirror", repo.Path, repo.At("www", "contoso", "sdk.git")]);
        Publish();
        server = new StaticServer(repo.At("www"));
    }

    public void Dispose()
    {
        server.Dispose();
        repo.Dispose();
    }

    [Fact]
    public async Task A_remote_is_mirrored_once_and_then_only_fetched()
    {
        var log = new CollectedLog();
        await log.RunAsync(Open());
        var mark = Path.Combine(repo.State, "mirror.git", "mark");
        await File.WriteAllTextAsync(mark, "", TestContext.Current.CancellationToken);

        repo.Commit("second", "2026-01-02T10:00:00+0000");
        Publish();
        await log.RunAsync(Open());

        log.Activities.Count.ShouldBe(2);
        log.Activities.Values.ShouldAllBe(activity => activity.Container == "contoso/sdk");
        File.Exists(mark).ShouldBeTrue();
    }

    [Fact]
    public async Task A_force_push_retracts_what_it_removed()
    {
        var gone = repo.Commit("second", "2026-01-02T10:00:00+0000");
        Publish();
        var log = new CollectedLog();
        await log.RunAsync(Open());
        log.Activities.ShouldContainKey(gone);

        repo.Git(["reset", "-q", "--hard", "HEAD~1"]);
        Publish();
        await log.RunAsync(Open());

        log.Activities.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_renamed_default_branch_is_followed()
    {
        var log = new CollectedLog();
        await log.RunAsync(Open());

        repo.Git(["branch", "-q", "-m", "trunk"]);
        repo.Commit("second", "2026-01-02T10:00:00+0000");
        Publish();
        repo.Git(["-C", repo.At("www", "contoso", "sdk.git"), "symbolic-ref", "HEAD", "refs/heads/trunk"]);
        await log.RunAsync(Open());

        log.Activities.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_lost_or_damaged_mirror_is_made_anew_and_nothing_counts_twice()
    {
        var log = new CollectedLog();
        await log.RunAsync(Open());

        File.Delete(Path.Combine(repo.State, "mirror.git", "HEAD"));
        repo.Commit("second", "2026-01-02T10:00:00+0000");
        Publish();
        await log.RunAsync(Open());

        log.Activities.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Commits_that_are_gone_for_good_cannot_be_retracted_and_that_is_said()
    {
        repo.Commit("second", "2026-01-02T10:00:00+0000");
        Publish();
        var log = new CollectedLog();
        await log.RunAsync(Open());

        Directory.Delete(repo.State, recursive: true);
        repo.Git(["reset", "-q", "--hard", "HEAD~1"]);
        Directory.Delete(repo.At("www", "contoso", "sdk.git"), recursive: true);
        repo.Git([
            "-c",
            "protocol.file.allow=always",
            "clone",
            "-q",
            "--mirror",
            $"file://{repo.Path}",
            repo.At("www", "contoso", "sdk.git"),
        ]);
        Publish();
        await log.RunAsync(Open());

        log.Activities.Count.ShouldBe(2);
        log.Batches[^1].Skipped.ShouldHaveSingleItem().ShouldContain("removed from it for good");
    }

    [Fact]
    public async Task The_token_goes_in_a_header_and_nowhere_else()
    {
        server.Wanted = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"x-access-token:{Canary}"))}";
        var program = await GitProgram.FindAsync(Environment.GetEnvironmentVariable("PATH"), CancellationToken.None);
        var address = GitAddress.Parse(Url, null);

        var opened = await GitCheckout.OpenAsync(
            program,
            address,
            new GitAuthorization("x-access-token", Canary),
            repo.State,
            TestContext.Current.CancellationToken
        );

        opened.Name.ShouldBe("contoso/sdk");
        foreach (var file in Directory.EnumerateFiles(repo.State, "*", SearchOption.AllDirectories))
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldNotContain(Canary);
    }

    [Fact]
    public async Task A_wrong_token_is_unauthorized_and_not_repeated_in_the_message()
    {
        server.Wanted = "Basic other";
        var program = await GitProgram.FindAsync(Environment.GetEnvironmentVariable("PATH"), CancellationToken.None);

        var error = await Should.ThrowAsync<CollectionException>(() =>
            GitCheckout.OpenAsync(
                program,
                GitAddress.Parse(Url, null),
                new GitAuthorization("x", Canary),
                repo.State,
                CancellationToken.None
            )
        );

        error.Reason.ShouldBe(CollectionFailure.Unauthorized);
        error.Message.ShouldContain("spec.git.auth");
        error.ToString().ShouldNotContain(Canary);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, CollectionFailure.NotFound)]
    [InlineData(HttpStatusCode.Forbidden, CollectionFailure.Unauthorized)]
    [InlineData(HttpStatusCode.TooManyRequests, CollectionFailure.RateLimited)]
    [InlineData(HttpStatusCode.BadGateway, CollectionFailure.Unavailable)]
    public async Task A_hosts_refusal_is_told_apart(HttpStatusCode status, CollectionFailure reason)
    {
        server.Refusal = status;

        var error = await Should.ThrowAsync<CollectionException>(() => new CollectedLog().RunAsync(Open()));

        error.Reason.ShouldBe(reason);
        error.Message.ShouldContain("contoso/sdk");
        Directory.Exists(Path.Combine(repo.State, "mirror.git")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_host_that_is_down_is_unavailable()
    {
        server.Dispose();

        var error = await Should.ThrowAsync<CollectionException>(() => new CollectedLog().RunAsync(Open()));

        error.Reason.ShouldBe(CollectionFailure.Unavailable);
    }

    private string Url => $"http://127.0.0.1:{server.Port}/contoso/sdk.git";

    private ICollector Open() => repo.Open(new GitSettings { Url = Url });

    private void Publish()
    {
        var bare = repo.At("www", "contoso", "sdk.git");
        repo.Git(["-C", bare, "config", "receive.denyDeleteCurrent", "ignore"]);
        repo.Git(["push", "-q", "--mirror", "--force", bare]);
        repo.Git(["-C", bare, "update-server-info"]);
    }

    /// <summary>Files of a folder over HTTP; refuses all when told to, or who does not bring what is wanted.</summary>
    private sealed class StaticServer : IDisposable
    {
        private readonly HttpListener listener = new();
        private readonly string root;

        public StaticServer(string root)
        {
            this.root = root;
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Port = ((IPEndPoint)probe.LocalEndpoint).Port;
            }

            listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
            listener.Start();
            _ = ServeAsync();
        }

        public int Port { get; }
        public string? Wanted { get; set; }
        public HttpStatusCode? Refusal { get; set; }

        public void Dispose() => listener.Close();

        private async Task ServeAsync()
        {
            try
            {
                while (listener.IsListening)
                    await AnswerAsync(await listener.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task AnswerAsync(HttpListenerContext context)
        {
            var file = Path.Combine(root, context.Request.Url!.AbsolutePath.TrimStart('/'));
            var response = context.Response;
            if (Refusal is { } refusal)
                response.StatusCode = (int)refusal;
            else if (Wanted is not null && context.Request.Headers["Authorization"] != Wanted)
            {
                response.StatusCode = 401;
                response.AddHeader("WWW-Authenticate", "Basic realm=git");
            }
            else if (!File.Exists(file))
                response.StatusCode = 404;
            else
                await response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));

            response.Close();
        }
    }
}

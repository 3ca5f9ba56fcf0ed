using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DevRel.Benchmarks;

/// <summary>
/// This program once more, so that what it needs counts for nobody else: it answers lines of its input with lines of its output and ends with its input.
/// </summary>
internal sealed class CollectorsGitHubPeer : IAsyncDisposable
{
    private readonly Process process;

    private CollectorsGitHubPeer(Process process) => this.process = process;

    /// <param name="part">First argument, as <see cref="CollectorsGitHubParts"/> knows it.</param>
    public static CollectorsGitHubPeer Start(string part, string argument)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("this program has no file");
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // Started as `dotnet DevRel.Benchmarks.dll`: the program is the library.
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(CollectorsGitHubPeer).Assembly.Location);
        start.ArgumentList.Add(part);
        start.ArgumentList.Add(argument);
        return new CollectorsGitHubPeer(Process.Start(start)!);
    }

    public async Task<string> AskAsync(string line, CancellationToken cancellationToken)
    {
        await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    public async Task<string> ReadAsync(CancellationToken cancellationToken) =>
        await process.StandardOutput.ReadLineAsync(cancellationToken)
        ?? throw new InvalidOperationException("the other process ended early; its error is above");

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}

/// <summary>A made-up GitHub in a process of its own.</summary>
internal sealed class CollectorsGitHubPlatform : IAsyncDisposable
{
    private readonly CollectorsGitHubPeer peer;

    private CollectorsGitHubPlatform(CollectorsGitHubPeer peer, Uri url)
    {
        this.peer = peer;
        Url = url;
    }

    public Uri Url { get; }

    public static async Task<CollectorsGitHubPlatform> StartAsync(int issues, CancellationToken cancellationToken)
    {
        var peer = CollectorsGitHubPeer.Start(
            CollectorsGitHubParts.Server,
            issues.ToString(CultureInfo.InvariantCulture)
        );
        return new CollectorsGitHubPlatform(peer, new Uri(await peer.ReadAsync(cancellationToken)));
    }

    /// <param name="what">A setting of <see cref="CollectorsGitHubServer"/>.</param>
    public Task SetAsync(string what, int value, CancellationToken cancellationToken) =>
        peer.AskAsync(string.Create(CultureInfo.InvariantCulture, $"{what} {value}"), cancellationToken);

    public async Task<int> CountedAsync(CancellationToken cancellationToken) =>
        int.Parse(await peer.AskAsync("counted", cancellationToken), CultureInfo.InvariantCulture);

    public async Task<IReadOnlyList<string>> PathsAsync(CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<List<string>>(await peer.AskAsync("paths", cancellationToken))!;

    public ValueTask DisposeAsync() => peer.DisposeAsync();
}

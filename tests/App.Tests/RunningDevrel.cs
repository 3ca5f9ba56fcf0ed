using System.Collections.Concurrent;
using DevRel.App;
using DevRel.App.Running;
using DevRel.Testing;
using Microsoft.Extensions.Logging;

namespace DevRel.App.Tests;

/// <summary>A whole <c>devrel run</c> in this process, on a free port.</summary>
internal sealed class RunningDevrel : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource stop;
    private readonly LinesOfLog logs = new();
    private readonly StringWriter errors = new();
    private readonly HttpClient http = new();

    public Task<int> Exit { get; }
    public string Logs => string.Join('\n', logs.Lines) + errors;

    public static async Task<RunningDevrel> StartAsync(ServeOptions options)
    {
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new RunningDevrel(new CancellationTokenSource(), address, options);
        await Task.WhenAny(address.Task, running.Exit);
        if (address.Task.IsCompleted)
            running.http.BaseAddress = new Uri(await address.Task);
        return running;
    }

    private RunningDevrel(CancellationTokenSource stop, TaskCompletionSource<string> address, ServeOptions options)
    {
        this.stop = stop;
        var host = new HostServices(RealTime.Clock, () => 0.5, TextWriter.Null, errors) { Logs = logs };
        Exit = Task.Run(() => Server.RunAsync(options, host, stop.Token, address.SetResult));
    }

    public string Address => http.BaseAddress!.ToString().TrimEnd('/');

    /// <summary>Waits for a line of the log, asking the process for life signs meanwhile.</summary>
    public async Task UntilLoggedAsync(string text) =>
        await UntilAsync("/livez", _ => Logs.Contains(text, StringComparison.Ordinal));

    public Task<string> GetAsync(string path) => http.GetStringAsync(path);

    /// <summary>Asks until the answer holds what is wanted; the last answer is in the failure.</summary>
    public async Task<string> UntilAsync(string path, Func<string, bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience, RealTime.Clock);
        var answer = "";
        while (!patience.IsCancellationRequested)
        {
            Exit.IsFaulted.ShouldBeFalse(Exit.Exception?.ToString());
            using var response = await http.GetAsync(path);
            answer = await response.Content.ReadAsStringAsync();
            if (response.IsSuccessStatusCode && holds(answer))
                return answer;
        }

        throw new TimeoutException($"{path} did not come to hold what was wanted within {Patience}:\n{answer}\n{Logs}");
    }

    public Task<string> UntilAsync(string path, string text) =>
        UntilAsync(path, answer => answer.Contains(text, StringComparison.Ordinal));

    public async Task<int> StopAsync()
    {
        await stop.CancelAsync();
        return await Exit;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await ((Task)Exit).WaitAsync(Patience, RealTime.Clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
        http.Dispose();
    }

    private sealed class LinesOfLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}

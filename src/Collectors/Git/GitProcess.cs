using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace DevRel.Collectors.Git;

/// <summary>A running git. Cancellation, silence and disposal kill it and its children.</summary>
internal sealed class GitProcess : IAsyncDisposable
{
    private const int KeptErrorLetters = 8 * 1024;

    private readonly Process process;
    private readonly GitCommand command;
    private readonly CancellationToken cancellationToken;
    private readonly CancellationTokenSource silence = new();
    private readonly CancellationTokenRegistration onCancel;
    private readonly CancellationTokenRegistration onSilence;
    private readonly Task feeding;
    private readonly Task<string> errors;

    private GitProcess(Process process, GitCommand command, CancellationToken cancellationToken)
    {
        this.process = process;
        this.command = command;
        this.cancellationToken = cancellationToken;
        // A pending read of a pipe ends for certain only when the writer is gone.
        onCancel = cancellationToken.Register(Kill);
        onSilence = silence.Token.Register(Kill);
        feeding = FeedAsync();
        errors = ReadErrorsAsync(process.StandardError);
    }

    public static GitProcess Start(ProcessStartInfo start, GitCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var started = Process.Start(start) ?? throw new Win32Exception("nothing was started");
            return new GitProcess(started, command, cancellationToken);
        }
        catch (Win32Exception error)
        {
            throw new CollectionException(
                CollectionFailure.Unavailable,
                $"{start.FileName} could not be started to {command.Purpose}: {error.Message}. Check that it may be executed.",
                error
            );
        }
    }

    /// <summary>0 at the end of the output.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        silence.CancelAfter(command.Idle);
        var read = await process.StandardOutput.BaseStream.ReadAsync(buffer, CancellationToken.None);
        silence.CancelAfter(Timeout.InfiniteTimeSpan);
        ThrowIfStopped();
        return read;
    }

    /// <summary>Waits for the end. Returns the exit code when it is one of <see cref="GitCommand.Expect"/>.</summary>
    public async Task<int> FinishAsync()
    {
        silence.CancelAfter(command.Idle);
        await process.WaitForExitAsync(CancellationToken.None);
        await feeding;
        var said = await errors;
        ThrowIfStopped();
        return command.Expect.Contains(process.ExitCode)
            ? process.ExitCode
            : throw GitFailures.From(command, process.ExitCode, said);
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        await feeding;
        await errors;
        await onCancel.DisposeAsync();
        await onSilence.DisposeAsync();
        silence.Dispose();
        process.Dispose();
    }

    private void ThrowIfStopped()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (silence.IsCancellationRequested)
            throw new CollectionException(
                CollectionFailure.Unavailable,
                $"git was silent for {command.Idle.TotalMinutes:0.##} minutes when asked to {command.Purpose}, and was stopped. It is tried again at the next run."
            );
    }

    private async Task FeedAsync()
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(command.Input, CancellationToken.None);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit code tells why.
        }
    }

    private static async Task<string> ReadErrorsAsync(StreamReader reader)
    {
        var kept = new StringBuilder();
        var buffer = new char[1024];
        int read;
        while ((read = await reader.ReadAsync(buffer, CancellationToken.None)) > 0)
        {
            kept.Append(buffer, 0, read);
            if (kept.Length > KeptErrorLetters)
                kept.Remove(0, kept.Length - KeptErrorLetters);
        }

        return kept.ToString();
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // Already ended.
        }
    }
}

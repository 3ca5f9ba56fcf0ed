namespace DevRel.Collectors.Http;

/// <summary>
/// Seats for requests, handed out in turn by source: who asks for ten thousand waits no less between two seats than who asks for one.
/// </summary>
internal sealed class Turns(int seats)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<TaskCompletionSource<Turn>>> waiting = new(StringComparer.Ordinal);
    private readonly Queue<string> round = new();
    private int free = seats;

    /// <summary>The seat is the caller's until disposed.</summary>
    public Task<Turn> TakeAsync(string source, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var seat = new TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (free > 0)
            {
                free--;
                return Task.FromResult(new Turn(this));
            }

            if (!waiting.TryGetValue(source, out var queue))
            {
                waiting[source] = queue = new();
                round.Enqueue(source);
            }

            queue.Enqueue(seat);
        }

        return WaitAsync(seat, cancellationToken);
    }

    private static async Task<Turn> WaitAsync(TaskCompletionSource<Turn> seat, CancellationToken cancellationToken)
    {
        // A seat given at the moment of cancellation is kept: the caller sees the cancellation at its next step and returns it.
        await using var cancellation = cancellationToken.Register(() => seat.TrySetCanceled(cancellationToken));
        return await seat.Task;
    }

    private void Return()
    {
        lock (gate)
        {
            while (round.TryDequeue(out var source))
            {
                var queue = waiting[source];
                var given = GiveTo(queue);
                if (queue.Count > 0)
                    round.Enqueue(source);
                else
                    waiting.Remove(source);
                if (given)
                    return;
            }

            free++;
        }
    }

    private bool GiveTo(Queue<TaskCompletionSource<Turn>> queue)
    {
        while (queue.TryDequeue(out var seat))
        {
            if (seat.TrySetResult(new Turn(this)))
                return true;
        }

        return false;
    }

    internal sealed class Turn(Turns turns) : IDisposable
    {
        private int returned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref returned, 1) == 0)
                turns.Return();
        }
    }
}

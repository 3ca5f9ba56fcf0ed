namespace DevRel.Testing;

/// <summary>
/// Time in which waiting costs nothing: a <c>Task.Delay(delay, clock)</c> moves the clock to its end and is over; time-outs
/// (a <see cref="CancellationTokenSource"/> with a delay) never strike. For code that talks to a real socket and waits in between.
/// </summary>
public sealed class SkippingClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private TimeSpan elapsed;

    /// <summary>All that was waited for, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate)
                return [.. waits];
        }
    }

    private readonly List<TimeSpan> waits = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return start + elapsed;
    }

    public override long GetTimestamp()
    {
        lock (gate)
            return elapsed.Ticks;
    }

    public void Advance(TimeSpan by)
    {
        lock (gate)
            elapsed += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SkippedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Skip(TimeSpan by)
    {
        lock (gate)
        {
            waits.Add(by);
            elapsed += by;
        }
    }

    private sealed class SkippedTimer(SkippingClock clock, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan || state is CancellationTokenSource)
                return true;
            clock.Skip(dueTime);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
            return true;
        }

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

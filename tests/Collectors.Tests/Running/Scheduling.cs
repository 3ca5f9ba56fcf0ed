using System.Collections.Concurrent;
using DevRel.Activities;
using DevRel.Collectors.Running;

namespace DevRel.Collectors.Tests.Running;

public sealed class Scheduling
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task A_source_runs_at_once_and_then_at_its_interval()
    {
        await using var stage = new Stage();
        var platform = FakePlatform.Of();
        stage.Schedule.Update([Shell.Work("a", platform)]);

        (await stage.UntilAsync("a", RunPhase.Waiting)).NextRun.ShouldBe(stage.Shell.Clock.GetUtcNow() + Interval);
        platform.Runs.ShouldBe(1);
        await stage.PassAsync("a", Interval);

        platform.Runs.ShouldBe(2);
    }

    [Fact]
    public async Task One_failing_source_never_stops_another()
    {
        await using var stage = new Stage();
        var bad = FakePlatform.Failing(new InvalidOperationException("bug"));
        var good = FakePlatform.Of(FakePlatform.Batch("1", 1, "x"));
        stage.Schedule.Update([Shell.Work("bad", bad), Shell.Work("good", good)]);

        await stage.UntilAsync("bad", RunPhase.Waiting);
        await stage.UntilAsync("good", RunPhase.Waiting);
        await stage.PassAsync("good", Interval);

        good.Runs.ShouldBe(2);
        stage.Shell.Log.State("good")!.Condition.ShouldBe(SourceCondition.Ok);
        stage.Shell.Log.State("bad")!.Reason.ShouldBe("bug");
    }

    [Fact]
    public async Task A_suspended_source_says_so_once_and_asks_nothing()
    {
        await using var stage = new Stage();
        var platform = FakePlatform.Of();
        stage.Schedule.Update([Shell.Work("a", platform, suspend: true)]);
        await stage.UntilAsync("a", RunPhase.Suspended);

        stage.Shell.Clock.Advance(TimeSpan.FromDays(2));

        platform.Runs.ShouldBe(0);
        stage
            .Shell.Log.Commits.Single()
            .Records.OfType<SourceState>()
            .Single()
            .Condition.ShouldBe(SourceCondition.Suspended);
    }

    [Fact]
    public async Task A_changed_source_is_stopped_cleanly_and_runs_anew()
    {
        await using var stage = new Stage();
        stage.Schedule.Update([Shell.Work("a", FakePlatform.Hanging())]);
        await stage.UntilAsync("a", progress => progress.Items > 0);
        var changed = FakePlatform.Of();

        stage.Schedule.Update([Shell.Work("a", changed, revision: "2")]);
        await stage.UntilAsync("a", RunPhase.Waiting);

        changed.Runs.ShouldBe(1);
        changed.Requests.Single().Cursor.ShouldBe("1");
    }

    [Fact]
    public async Task An_unchanged_source_is_not_disturbed()
    {
        await using var stage = new Stage();
        var hanging = FakePlatform.Hanging();
        stage.Schedule.Update([Shell.Work("a", hanging)]);
        await stage.UntilAsync("a", progress => progress.Items > 0);

        stage.Schedule.Update([Shell.Work("a", FakePlatform.Of()), Shell.Work("b", FakePlatform.Of())]);
        await stage.UntilAsync("b", RunPhase.Waiting);

        hanging.Runs.ShouldBe(1);
        stage.Schedule.Progress.Select(progress => progress.Phase).ShouldBe([RunPhase.Running, RunPhase.Waiting]);
    }

    [Fact]
    public async Task A_removed_source_stops_and_leaves()
    {
        await using var stage = new Stage();
        var platform = FakePlatform.Of();
        stage.Schedule.Update([Shell.Work("a", platform), Shell.Work("b", FakePlatform.Of())]);
        await stage.UntilAsync("a", RunPhase.Waiting);

        stage.Schedule.Update([Shell.Work("b", FakePlatform.Of())]);
        await stage.UntilAsync("b", RunPhase.Waiting);
        stage.Shell.Clock.Advance(TimeSpan.FromDays(1));

        stage.Schedule.Progress.ShouldHaveSingleItem().Source.ShouldBe("b");
        platform.Runs.ShouldBe(1);
    }

    [Fact]
    public async Task A_rate_limited_source_comes_back_when_the_platform_said()
    {
        await using var stage = new Stage();
        var retryAt = stage.Shell.Clock.GetUtcNow() + TimeSpan.FromMinutes(40);
        var limited = new CollectionException(CollectionFailure.RateLimited, "Later.") { RetryAt = retryAt };
        stage.Schedule.Update([Shell.Work("a", FakePlatform.Failing(limited))]);

        (await stage.UntilAsync("a", RunPhase.Waiting)).NextRun.ShouldBe(retryAt);
    }

    [Fact]
    public async Task No_more_sources_run_at_once_than_allowed()
    {
        await using var stage = new Stage(parallel: 1);
        var first = FakePlatform.Hanging();
        stage.Schedule.Update([Shell.Work("a", first)]);
        await stage.UntilAsync("a", progress => progress.Items > 0);
        var second = FakePlatform.Of();

        stage.Schedule.Update([Shell.Work("a", first), Shell.Work("b", second)]);
        await stage.UntilAsync("b", RunPhase.Queued);
        second.Runs.ShouldBe(0);
        stage.Schedule.Update([Shell.Work("b", second)]);
        await stage.UntilAsync("b", RunPhase.Waiting);

        second.Runs.ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_set_back_does_not_hold_the_next_run_up()
    {
        await using var stage = new Stage();
        var platform = FakePlatform.Of();
        stage.Schedule.Update([Shell.Work("a", platform)]);
        await stage.UntilAsync("a", RunPhase.Waiting);

        stage.Shell.Clock.SetBack(TimeSpan.FromDays(30));
        await stage.PassAsync("a", Interval);

        platform.Runs.ShouldBe(2);
    }

    [Fact]
    public async Task Stopping_waits_for_the_runs_under_way()
    {
        var stage = new Stage();
        stage.Schedule.Update([Shell.Work("a", FakePlatform.Hanging()), Shell.Work("b", FakePlatform.Of())]);
        await stage.UntilAsync("a", progress => progress.Items > 0);
        using var stop = new CancellationTokenSource();
        var running = stage.Schedule.RunAsync(stop.Token);

        await stop.CancelAsync();
        await running;

        stage.Shell.Log.Commits.Count(commit => commit.Source == "a").ShouldBe(1);
        Should.Throw<ObjectDisposedException>(() => stage.Schedule.Update([]));
        await stage.DisposeAsync();
    }

    /// <summary>A schedule whose progress can be waited for.</summary>
    private sealed class Stage : IAsyncDisposable
    {
        private readonly ConcurrentQueue<RunProgress> told = new();
        private readonly SemaphoreSlim news = new(0);

        public Stage(int parallel = 8) => Schedule = new Schedule(Shell.Runner, Shell.Clock, () => 0, parallel, Hear);

        public Shell Shell { get; } = new();
        public Schedule Schedule { get; }

        public Task<RunProgress> UntilAsync(string source, RunPhase phase) =>
            UntilAsync(source, progress => progress.Phase == phase);

        /// <summary>The first progress from now on that fits; what was told before it is forgotten.</summary>
        public async Task<RunProgress> UntilAsync(string source, Func<RunProgress, bool> fits)
        {
            while (true)
            {
                if (Schedule.Progress.FirstOrDefault(progress => progress.Source == source) is { } now && fits(now))
                    return now;
                await news.WaitAsync();
            }
        }

        /// <summary>Lets time pass once the source waits for it, and waits for its next run to end.</summary>
        public async Task PassAsync(string source, TimeSpan by)
        {
            await UntilAsync(source, RunPhase.Waiting);
            while (Shell.Clock.Waiting < Schedule.Progress.Count(progress => progress.Phase == RunPhase.Waiting))
                await Task.Yield();
            var before = told.Count(progress => progress.Source == source && progress.Phase == RunPhase.Waiting);
            Shell.Clock.Advance(by);
            while (told.Count(progress => progress.Source == source && progress.Phase == RunPhase.Waiting) == before)
                await news.WaitAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Schedule.DisposeAsync();
            Shell.Dispose();
        }

        private void Hear(RunProgress progress)
        {
            told.Enqueue(progress);
            news.Release();
        }
    }
}

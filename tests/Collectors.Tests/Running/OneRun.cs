using DevRel.Activities;
using DevRel.Collectors.Running;
using DevRel.Resources;

namespace DevRel.Collectors.Tests.Running;

public sealed class OneRun
{
    [Fact]
    public async Task A_batch_its_cursor_and_the_state_are_one_commit()
    {
        using var shell = new Shell();

        var outcome = await shell.RunAsync(
            FakePlatform.Of(FakePlatform.Batch("1", 0.5, "a", "b"), FakePlatform.Batch("2", 1, "c"))
        );

        outcome.Failure.ShouldBeNull();
        outcome.Items.ShouldBe(3);
        shell.Log.Commits.Select(commit => commit.Cursor).ShouldBe(["1", "2", null]);
        shell.Log.Commits[0].Records.OfType<Activity>().Select(activity => activity.NativeId).ShouldBe(["a", "b"]);
        shell
            .Log.Commits.Select(commit => commit.Records.OfType<SourceState>().Single().Condition)
            .ShouldBe([SourceCondition.Backfilling, SourceCondition.Ok, SourceCondition.Ok]);
        shell.Log.State("a")!.LastSuccess.ShouldBe(shell.Clock.GetUtcNow());
    }

    [Fact]
    public async Task The_next_run_begins_where_the_last_durable_batch_ended()
    {
        using var shell = new Shell();
        await shell.RunAsync(FakePlatform.Failing(new IOException("canary"), FakePlatform.Batch("1", 0.2, "a")));
        var next = FakePlatform.Of();

        await shell.RunAsync(next);

        next.Requests.Single().Cursor.ShouldBe("1");
        next.Requests.Single().Now.ShouldBe(shell.Clock.GetUtcNow());
    }

    public static TheoryData<Exception, string, SourceCondition> Causes =>
        new()
        {
            {
                new CollectionException(CollectionFailure.Unauthorized, "Put a token."),
                "unauthorized",
                SourceCondition.Unauthorized
            },
            { new CollectionException(CollectionFailure.NotFound, "Gone."), "not_found", SourceCondition.Failing },
            {
                new CollectionException(CollectionFailure.RateLimited, "Later."),
                "rate_limited",
                SourceCondition.RateLimited
            },
            { new CollectionException(CollectionFailure.Unavailable, "Down."), "unavailable", SourceCondition.Failing },
            { new CollectionException(CollectionFailure.Unreadable, "What?"), "unreadable", SourceCondition.Failing },
            { new SecretMissingException("Secret x has no key y."), "unauthorized", SourceCondition.Unauthorized },
            { new InvalidOperationException("canary"), "bug", SourceCondition.Failing },
        };

    [Theory]
    [MemberData(nameof(Causes), DisableDiscoveryEnumeration = true)]
    public async Task A_failure_becomes_a_state_with_its_reason(
        Exception cause,
        string reason,
        SourceCondition condition
    )
    {
        using var shell = new Shell();
        await shell.RunAsync(FakePlatform.Of(FakePlatform.Batch("1", 1, "a")));
        var succeeded = shell.Clock.GetUtcNow();
        shell.Clock.Advance(TimeSpan.FromHours(1));

        var outcome = await shell.RunAsync(FakePlatform.Failing(cause));

        var state = shell.Log.State("a")!;
        (state.Reason, state.Condition).ShouldBe((reason, condition));
        state.Message.ShouldNotBeNullOrEmpty();
        state.Message.ShouldNotContain("canary");
        state.LastSuccess.ShouldBe(succeeded, "what was reached before is not forgotten");
        state.BackfillProgress.ShouldBe(1);
        outcome.Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_store_that_cannot_write_is_said_and_loses_nothing()
    {
        using var shell = new Shell();
        shell.Log.Broken = new IOException("No space left on device: /secret/canary");

        var outcome = await shell.RunAsync(FakePlatform.Of(FakePlatform.Batch("1", 1, "a")));
        outcome.Failure.ShouldBe(CollectionFailure.Storage);
        outcome.State.Message.ShouldNotBeNull();
        outcome.State.Message.ShouldContain("disk space");
        outcome.State.Message.ShouldNotContain("canary");

        shell.Log.Broken = null;
        var again = FakePlatform.Of(FakePlatform.Batch("1", 1, "a"));
        await shell.RunAsync(again);
        again.Requests.Single().Cursor.ShouldBeNull();
    }

    [Fact]
    public async Task A_run_that_is_stopped_keeps_what_was_durable()
    {
        using var shell = new Shell();
        using var stop = new CancellationTokenSource();
        var stopping = shell.Runner.RunAsync(
            Shell.Work("a", FakePlatform.Hanging()),
            progress =>
            {
                if (progress.Items > 0)
                    stop.Cancel();
            },
            stop.Token
        );

        await Should.ThrowAsync<OperationCanceledException>(stopping);

        shell.Log.Commits.Single().Cursor.ShouldBe("1");
    }

    [Fact]
    public async Task A_collector_that_does_not_listen_is_stopped_after_a_batch()
    {
        using var shell = new Shell();
        using var stop = new CancellationTokenSource();
        var deaf = FakePlatform.Of(FakePlatform.Batch("1", 0.1, "x"), FakePlatform.Batch("2", 0.2, "y"));

        await Should.ThrowAsync<OperationCanceledException>(
            shell.Runner.RunAsync(
                Shell.Work("a", deaf),
                progress =>
                {
                    if (progress.Items > 0)
                        stop.Cancel();
                },
                stop.Token
            )
        );

        shell.Log.Commits.Select(commit => commit.Cursor).ShouldBe(["1"]);
    }

    [Fact]
    public async Task What_was_left_out_is_said_once()
    {
        using var shell = new Shell();
        var batch = FakePlatform.Batch("1", 1, "a") with { Skipped = ["Traffic of x needs push access"] };

        var outcome = await shell.RunAsync(FakePlatform.Of(batch, batch with { Truncated = true }));

        outcome.Skipped.ShouldBe(["Traffic of x needs push access"]);
        outcome.State.Truncated.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, 0, null, 15)]
    [InlineData(CollectionFailure.Unavailable, 1, null, 1)]
    [InlineData(CollectionFailure.Unavailable, 3, null, 4)]
    [InlineData(CollectionFailure.Unavailable, 99, null, 15)]
    [InlineData(CollectionFailure.Unavailable, 1, 30.0, 30)]
    [InlineData(CollectionFailure.Unauthorized, 1, null, 15)]
    [InlineData(CollectionFailure.Unauthorized, 4, null, 60)]
    [InlineData(CollectionFailure.Bug, 99, null, 60)]
    [InlineData(CollectionFailure.Storage, 1, null, 0.5)]
    [InlineData(CollectionFailure.Storage, 99, null, 5)]
    [InlineData(CollectionFailure.RateLimited, 1, 42.0, 42)]
    [InlineData(CollectionFailure.RateLimited, 1, -5.0, 1)]
    [InlineData(CollectionFailure.RateLimited, 1, null, 15)]
    [InlineData(CollectionFailure.RateLimited, 1, 99999.0, 1440)]
    public void The_pace_follows_the_reason(CollectionFailure? failure, int failures, double? asked, double minutes)
    {
        var told = asked is { } value ? TimeSpan.FromMinutes(value) : (TimeSpan?)null;

        Pace.After(failure, failures, TimeSpan.FromMinutes(15), told, jitter: 0)
            .ShouldBe(TimeSpan.FromMinutes(minutes));
        Pace.After(failure, failures, TimeSpan.FromMinutes(15), told, jitter: 1)
            .ShouldBe(TimeSpan.FromMinutes(minutes) * 1.05);
    }
}

using System.Globalization;
using DevRel.Activities;

namespace DevRel.Testing;

/// <summary>What happens in a made community, story by story: somebody opens, others answer, in the end it is closed or it is not.</summary>
internal sealed class MadeStories(Random random, MadePeople people, DateTimeOffset start, DateTimeOffset end)
{
    private const string Repository = "contoso/sdk";
    private readonly List<Activity> told = [];
    private int number;

    /// <summary>In order of time.</summary>
    public IReadOnlyList<Activity> Tell(int days, int storiesADay)
    {
        for (var day = 0; day < days; day++)
        {
            for (var i = 0; i < storiesADay; i++)
                Begin(day, random.Next(100));
        }

        return [.. told.Where(activity => activity.OccurredAt < end).OrderBy(activity => activity.OccurredAt)];
    }

    private void Begin(int day, int dice)
    {
        var at = start.AddDays(day).AddSeconds(random.Next(86_400));
        switch (dice)
        {
            case < 25:
                Work(ActivityKind.IssueOpened, ActivityKind.IssueComment, ActivityKind.IssueClosed, at);
                break;
            case < 45:
                Work(ActivityKind.PullRequestOpened, ActivityKind.PullRequestReview, PullRequestEnd(), at);
                break;
            case < 60:
                Question(at);
                break;
            case < 75:
                Topic(at);
                break;
            case < 90:
                Act("history", ActivityKind.Commit, people.Somebody(day), at);
                break;
            case < 98:
                Act("forge", dice < 96 ? ActivityKind.Star : ActivityKind.Fork, people.Somebody(day), at);
                break;
            default:
                Act("forge", ActivityKind.Release, people.Teammate(), at);
                break;
        }
    }

    private ActivityKind PullRequestEnd() =>
        random.Next(4) > 0 ? ActivityKind.PullRequestMerged : ActivityKind.PullRequestClosed;

    private void Work(ActivityKind opening, ActivityKind answer, ActivityKind ending, DateTimeOffset at)
    {
        var opener = random.Next(8) == 0 ? people.Robot(DayOf(at)) : people.Somebody(DayOf(at));
        var thread = $"{Repository}#{++number}";
        Act("forge", opening, opener, at, thread, asks: opening == ActivityKind.IssueOpened);
        var last = Answers("forge", answer, at, thread, random.Next(4)).At;
        if (random.Next(6) > 0)
            Act("forge", ending, people.Teammate(), Later(last, 72), thread);
    }

    private void Question(DateTimeOffset at)
    {
        var thread = $"{Repository}/discussions/{++number}";
        var asker = people.Somebody(DayOf(at));
        Act("forge", ActivityKind.QuestionAsked, asker, at, thread, asks: true);
        var (answer, last) = Answers("forge", ActivityKind.AnswerPosted, at, thread, random.Next(4));
        if (answer is not null && random.Next(2) == 0)
            Act("forge", ActivityKind.AnswerAccepted, asker, Later(last, 24), thread, parent: answer);
    }

    private void Topic(DateTimeOffset at)
    {
        var thread = $"topic/{++number}";
        Act("forum", ActivityKind.TopicCreated, people.Somebody(DayOf(at)), at, thread, asks: random.Next(2) == 0);
        Answers("forum", ActivityKind.Reply, at, thread, random.Next(6));
    }

    private (string? Id, DateTimeOffset At) Answers(
        string source,
        ActivityKind kind,
        DateTimeOffset at,
        string thread,
        int count
    )
    {
        string? id = null;
        for (var i = 0; i < count; i++)
        {
            at = Later(at, 20);
            var who = random.Next(10) switch
            {
                0 => people.Robot(DayOf(at)),
                < 4 => people.Teammate(),
                _ => people.Somebody(DayOf(at)),
            };
            id = Act(source, kind, who, at, thread);
        }

        return (id, at);
    }

    private string Act(
        string source,
        ActivityKind kind,
        MadePerson who,
        DateTimeOffset at,
        string? thread = null,
        bool asks = false,
        string? parent = null
    )
    {
        var platform = MadeCommunity.Sources.Single(known => known.Name == source).Platform;
        var id = string.Create(CultureInfo.InvariantCulture, $"{kind.Name()}/{told.Count}");
        told.Add(
            new Activity
            {
                Source = source,
                Platform = platform,
                NativeId = id,
                Kind = kind,
                Member = people.Account(who, platform),
                Hints = who.Hints,
                Thread = thread,
                Parent = parent,
                Container = Repository,
                OccurredAt = at,
                CollectedAt = end,
                Attributes = new ActivityAttributes
                {
                    AsksAnswer = asks,
                    UtcOffsetMinutes = platform == "git" ? 60 : null,
                },
            }
        );
        return id;
    }

    private int DayOf(DateTimeOffset at) => Math.Max(0, (int)(at - start).TotalDays);

    private DateTimeOffset Later(DateTimeOffset at, double hours) =>
        at.AddSeconds(Math.Ceiling(-3600 * hours * Math.Log(1 - random.NextDouble())));
}

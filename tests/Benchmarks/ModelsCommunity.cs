using System.Globalization;
using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Resources;

namespace DevRel.Benchmarks;

/// <summary>A made-up community of the size that counts: few do much, many do little, bots do a tenth, three years of history. Seeded.</summary>
internal sealed class ModelsCommunity(int activities, int members)
{
    public const string Source = "code";
    private const int Years = 3;
    private const int Bots = 10;
    public static readonly DateTimeOffset End = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private readonly Random random = new(20260310);
    private int thread;

    public static ProgramInputs Inputs { get; } =
        new()
        {
            Program = new DevRelProgram
            {
                Metadata = new ObjectMetadata { Name = "benchmark" },
                Spec = new DevRelProgramSpec(),
            },
            Sources =
            [
                new MetricSource
                {
                    Metadata = new ObjectMetadata { Name = Source },
                    Spec = new MetricSourceSpec { Platform = "github", Settings = new object() },
                },
            ],
            LiveSince = End.AddYears(1),
        };

    public static SourceState State { get; } =
        new()
        {
            Source = Source,
            Platform = "github",
            Condition = SourceCondition.Ok,
            LastSuccess = End.AddDays(1),
            Watermark = End,
            BackfillProgress = 1,
        };

    /// <summary>In order of time, as a collector would bring them.</summary>
    public List<Activity> Past() => Make(activities, End.AddYears(-Years), End);

    /// <summary>What happens in a quarter of an hour after an instant.</summary>
    public List<Activity> Next(int count, DateTimeOffset from) => Make(count, from, from.AddMinutes(15));

    private List<Activity> Make(int count, DateTimeOffset from, DateTimeOffset to)
    {
        var made = new List<Activity>(count + 16);
        while (made.Count < count)
            Story(made, from, to);
        made.RemoveRange(count, made.Count - count);
        made.Sort((left, right) => left.OccurredAt.CompareTo(right.OccurredAt));
        return made;
    }

    private void Story(List<Activity> made, DateTimeOffset from, DateTimeOffset to)
    {
        var span = (to - from).TotalSeconds;
        var opened = from.AddSeconds((int)(span * Math.Sqrt(random.NextDouble())));
        switch (random.Next(10))
        {
            case 0 or 1:
                made.Add(Act(ActivityKind.Star, Somebody(), opened, null));
                break;
            case 2 or 3:
                made.Add(Act(ActivityKind.Commit, Busy(), opened, null));
                break;
            default:
                Thread(made, opened, to);
                break;
        }
    }

    private void Thread(List<Activity> made, DateTimeOffset opened, DateTimeOffset to)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"contoso/sdk#{thread++}");
        var isChange = random.Next(3) == 0;
        var opener = random.Next(20) == 0 ? Bot() : Somebody();
        made.Add(
            Act(isChange ? ActivityKind.PullRequestOpened : ActivityKind.IssueOpened, opener, opened, name) with
            {
                Attributes = new ActivityAttributes { AsksAnswer = !isChange },
            }
        );
        var at = opened;
        var replies = random.Next(5) == 0 ? 0 : 1 + (int)(-2 * Math.Log(1 - random.NextDouble()));
        for (var i = 0; i < replies; i++)
        {
            at = at.AddSeconds((int)(-86400 * Math.Log(1 - random.NextDouble())));
            if (at >= to)
                return;
            var kind = isChange ? ActivityKind.PullRequestReview : ActivityKind.IssueComment;
            made.Add(Act(kind, random.Next(10) == 0 ? Bot() : Busy(), at, name));
        }

        at = at.AddSeconds((int)(-5 * 86400 * Math.Log(1 - random.NextDouble())));
        if (at >= to || random.Next(8) == 0)
            return;
        var end = isChange && random.Next(5) > 0 ? ActivityKind.PullRequestMerged : ActivityKind.IssueClosed;
        made.Add(
            Act(isChange && end == ActivityKind.IssueClosed ? ActivityKind.PullRequestClosed : end, Busy(), at, name)
        );
    }

    private int number;

    private Activity Act(ActivityKind kind, int member, DateTimeOffset at, string? name) =>
        new()
        {
            Source = Source,
            Platform = "github",
            NativeId = string.Create(CultureInfo.InvariantCulture, $"item/{number++}"),
            Kind = kind,
            Member = new MemberId(((UInt128)(ulong)member * 0x9E3779B97F4A7C15) + (ulong)member),
            Hints = member <= Bots ? MemberHints.Bot : MemberHints.None,
            Thread = name,
            OccurredAt = at,
        };

    private int Bot() => 1 + random.Next(Bots);

    private int Somebody() => 1 + Bots + random.Next(members - Bots);

    /// <summary>A few hundred do most of the answering.</summary>
    private int Busy() => 1 + Bots + (int)((members - Bots) * Math.Pow(random.NextDouble(), 6));
}

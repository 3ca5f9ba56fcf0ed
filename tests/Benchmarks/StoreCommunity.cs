using DevRel.Activities;

namespace DevRel.Benchmarks;

/// <summary>
/// Activities as GitHub gives them: ids of ten digits that grow with time, issues that are closed, threads of a few comments, hashes of commits, stars;
/// forty repositories, a hundred thousand people of whom few do much.
/// </summary>
internal static class Community
{
    private const int People = 100_000;
    private static readonly DateTimeOffset Start = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Labels = ["bug", "documentation", "good first issue", "question"];

    public static IEnumerable<Activity> Activities(int count)
    {
        var random = new Random(1);
        var members = Enumerable.Range(0, People).Select(_ => Pseudonym(random)).ToArray();
        var threads = new int[40];
        for (var number = 0; number < count; number++)
        {
            var place = random.Next(threads.Length);
            var repository = $"contoso/product-{place}";
            var issue = random.Next(5) == 0 ? ++threads[place] : Math.Max(1, threads[place] - random.Next(50));
            yield return Describe(random, number, repository, issue) with
            {
                // Squared: the first of them act most.
                Member = members[(int)(random.NextDouble() * random.NextDouble() * People)],
                OccurredAt = Start.AddSeconds(number * 150L),
                CollectedAt = Start.AddYears(5).AddMilliseconds(number / 100 * 731L),
            };
        }
    }

    private static Activity Describe(Random random, int number, string repository, int issue)
    {
        var activity = new Activity
        {
            Source = "contoso-github",
            NativeId = "",
            Platform = "github",
            Kind = ActivityKind.IssueComment,
            Container = repository,
            OccurredAt = Start,
            Thread = $"{repository}#{issue}",
        };
        return random.Next(10) switch
        {
            0 => activity with
            {
                NativeId = $"issue/{800_000_000L + (number * 3L)}",
                Kind = ActivityKind.IssueOpened,
                Attributes = new ActivityAttributes { AsksAnswer = true, Tags = [Labels[random.Next(Labels.Length)]] },
            },
            1 => activity with
            {
                NativeId = $"issue/{800_000_000L + (number * 3L)}#closed",
                Kind = ActivityKind.IssueClosed,
                Attributes = new ActivityAttributes { Outcome = "completed" },
            },
            2 => activity with
            {
                NativeId = $"commit/{Pseudonym(random)}{random.Next():x8}",
                Kind = ActivityKind.Commit,
                Thread = null,
                Attributes = new ActivityAttributes
                {
                    LinesAdded = random.Next(500),
                    LinesDeleted = random.Next(100),
                    FilesChanged = random.Next(20),
                    UtcOffsetMinutes = 60,
                },
            },
            3 => activity with
            {
                NativeId = $"star/{repository}/{100_000_000L + (random.Next(100) * 1_000_000L) + number}",
                Kind = ActivityKind.Star,
                Thread = null,
            },
            4 => activity with
            {
                NativeId = $"review/{2_000_000_000L + (number * 7L)}",
                Kind = ActivityKind.PullRequestReview,
                Parent = $"pull/{repository}#{issue}",
                Attributes = new ActivityAttributes { Outcome = "approved" },
            },
            _ => activity with
            {
                NativeId = $"comment/{1_000_000_000L + (number * 9L)}",
                Parent = $"issue/{repository}#{issue}",
                Hints = random.Next(5) == 0 ? MemberHints.OrganizationMember : MemberHints.None,
            },
        };
    }

    private static MemberId Pseudonym(Random random) =>
        new(new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()));
}

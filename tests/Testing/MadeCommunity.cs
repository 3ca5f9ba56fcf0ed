using System.Text;
using DevRel.Activities;

namespace DevRel.Testing;

/// <summary>
/// Eighteen months of a made community as the log between collectors and models carries it: a forge, a forum and a git history, some three hundred members of all
/// classes, and sources whose history is complete. The same seed makes the same community.
/// </summary>
public sealed class MadeCommunity
{
    public const string TeamDomain = "contoso.example";
    internal const int Team = 12;
    private const int Humans = 290;
    private const int Days = 550;
    private const int StoriesADay = 8;

    public MadeCommunity(int seed = 1)
    {
        var random = new Random(seed);
        var people = new MadePeople(random, Keys, Humans, Days);
        var activities = new MadeStories(random, people, End.AddDays(-Days), End).Tell(Days, StoriesADay);
        Members = people.Count;
        Records = [.. people.Facts(), .. activities, .. Observations(), .. States()];
    }

    /// <summary>Nothing happens from here on.</summary>
    public static DateTimeOffset End { get; } = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<(string Name, string Platform)> Sources { get; } =
    [("forge", "github"), ("forum", "discourse"), ("history", "git")];

    /// <summary>What the accounts are hashed with.</summary>
    public static Pseudonyms Keys { get; } =
        new(
            Encoding.UTF8.GetBytes("inner key of a made community"),
            Encoding.UTF8.GetBytes("outer key of a made community")
        );

    /// <summary>People and robots, however many accounts they have.</summary>
    public int Members { get; }
    public IReadOnlyList<LogRecord> Records { get; }

    private static IEnumerable<Observation> Observations() =>
        from day in Enumerable.Range(0, 30)
        from seen in new[]
        {
            ("forge", "github", Signal.Stars, 900 + day),
            ("forge", "github", Signal.Forks, 80 + (day / 5)),
            ("forge", "github", Signal.Downloads, 40_000 + (300 * day)),
            ("forge", "github", Signal.Views, 150 + (day % 7)),
            ("forum", "discourse", Signal.Members, 200 + day),
        }
        select new Observation
        {
            Source = seen.Item1,
            Platform = seen.Item2,
            Signal = seen.Item3,
            Resource = seen.Item1 == "forge" ? "contoso/sdk" : "",
            ObservedAt = End.AddHours(-12).AddDays(day - 29),
            Value = seen.Item4,
        };

    private static IEnumerable<SourceState> States() =>
        Sources.Select(source => new SourceState
        {
            Source = source.Name,
            Platform = source.Platform,
            Condition = SourceCondition.Ok,
            LastSuccess = End,
            Watermark = End,
            BackfillProgress = 1,
        });
}

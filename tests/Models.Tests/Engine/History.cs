using System.Globalization;
using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Tests.Engine;

/// <summary>
/// A made-up log: late, edited, deleted and repeated items, people who turn out to be one or two, who join and leave the team; instants
/// gather where windows, days, clock changes and leap days have their edges. The same seed and length make the same history.
/// </summary>
internal sealed class History
{
    private static readonly DateTimeOffset[] Ends =
    [
        new(2025, 3, 30, 1, 30, 0, TimeSpan.Zero),
        new(2025, 10, 26, 0, 59, 59, TimeSpan.Zero),
        new(2024, 2, 29, 12, 0, 0, TimeSpan.Zero),
        new(2025, 2, 28, 0, 0, 0, TimeSpan.Zero),
        new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
    ];
    private static readonly double[] Edges = [0, 1, 2, 3, 7, 14, 28, 30, 84, 90, 91, 180, 365, 366, 400];
    private static readonly ActivityKind[] Kinds = [.. ActivityKinds.All];
    private static readonly ActivityKind[] Openers =
    [
        ActivityKind.IssueOpened,
        ActivityKind.PullRequestOpened,
        ActivityKind.QuestionAsked,
        ActivityKind.TopicCreated,
        ActivityKind.DiscussionStarted,
    ];
    private static readonly ActivityKind[] Others =
    [
        ActivityKind.IssueComment,
        ActivityKind.PullRequestReview,
        ActivityKind.AnswerPosted,
        ActivityKind.AnswerAccepted,
        ActivityKind.Reply,
        ActivityKind.IssueClosed,
        ActivityKind.PullRequestMerged,
        ActivityKind.PullRequestClosed,
        ActivityKind.PullRequestReopened,
        ActivityKind.IssueReopened,
    ];
    private readonly Random random;
    private readonly List<Activity> made = [];

    public History(int seed, int length)
    {
        random = new Random(seed);
        End = Ends[random.Next(Ends.Length)];
        for (var i = 0; i < length; i++)
            Steps.Add(Step());
    }

    public DateTimeOffset End { get; }

    /// <summary>Each changes the engine or what the roster says.</summary>
    public List<Action<Scene>> Steps { get; } = [];

    public int Next(int below) => random.Next(below);

    public DateTimeOffset Instant()
    {
        var edge = End.AddDays(-Edges[random.Next(Edges.Length)]);
        return random.Next(4) switch
        {
            0 => edge,
            1 => edge.AddSeconds(random.Next(-1, 2)),
            2 => edge.AddSeconds(random.Next(-7200, 7200)),
            _ => End.AddSeconds(-random.Next(420 * 86400)).AddMilliseconds(random.Next(1000)),
        };
    }

    private Action<Scene> Step()
    {
        var dice = random.Next(100);
        if (dice < 8 && made.Count > 0)
            return Retract(made[random.Next(made.Count)]);
        if (dice < 18 && made.Count > 0)
            return Put(Edit(made[random.Next(made.Count)]));
        if (dice < 23 && made.Count > 0)
            return Put(made[random.Next(made.Count)]);
        if (dice < 33)
            return Recast();
        return dice == 33 ? Erase(Who(random.Next(12))) : Put(New());
    }

    private Activity New()
    {
        var source = random.Next(3) == 0 ? "forum" : "code";
        var thread =
            random.Next(4) == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"thread/{random.Next(12)}");
        var activity = Edit(
            new Activity
            {
                Source = source,
                Platform = Town.PlatformOf(source),
                NativeId = string.Create(CultureInfo.InvariantCulture, $"item/{made.Count}"),
                Kind = ActivityKind.Other,
                OccurredAt = End,
                Thread = thread,
            }
        );
        made.Add(activity);
        return activity;
    }

    private Activity Edit(Activity activity)
    {
        var kinds = random.Next(5) switch
        {
            0 => Kinds,
            1 or 2 => Openers,
            _ => Others,
        };
        return activity with
        {
            Kind = kinds[random.Next(kinds.Length)],
            Member = random.Next(12) == 0 ? null : Town.Id(Who(random.Next(12))),
            OccurredAt = Instant(),
            Parent = made.Count > 0 && random.Next(2) == 0 ? made[random.Next(made.Count)].NativeId : null,
            Hints = random.Next(9) == 0 ? MemberHints.OrganizationMember : MemberHints.None,
            Attributes = new ActivityAttributes
            {
                AsksAnswer = random.Next(3) == 0,
                Draft = random.Next(8) == 0,
                Merge = random.Next(8) == 0,
                UtcOffsetMinutes = random.Next(3) == 0 ? random.Next(-12, 15) * 60 : null,
            },
        };
    }

    private Action<Scene> Recast()
    {
        var (one, other) = (Town.Id(Who(random.Next(12))), Town.Id(Who(random.Next(12))));
        var apart = random.Next(3) == 0;
        var smallest = one.Value < other.Value ? one : other;
        var known = new Person
        {
            Id = apart ? one : smallest,
            Class = random.Next(6) switch
            {
                0 => MemberClass.Bot,
                1 => MemberClass.AiAgent,
                2 => MemberClass.Unknown,
                _ => MemberClass.Human,
            },
            Geo = random.Next(2) == 0 ? "Western Europe" : "unknown",
            Vertical = random.Next(2) == 0 ? "academia" : "unknown",
            Belongings = random.Next(2) == 0 ? [] : [Job(), Job()],
        };
        return scene =>
        {
            var roster = scene.Roster;
            if (scene.Erased.Contains(one) || scene.Erased.Contains(other))
                return;

            // Whoever was the same person as one of the two is left to themselves, so that answers agree.
            var before = new[] { roster.Of(one).Id, roster.Of(other).Id };
            foreach (var id in Enumerable.Range(0, 12).Select(number => Town.Id(Who(number))))
            {
                if (before.Contains(roster.Of(id).Id) || id == smallest)
                    roster.Say(id, Person.Plain(id) with { Class = roster.Of(id).Class });
            }

            roster.Say(one, known);
            if (!apart)
                roster.Say(other, known);
        };
    }

    private Belonging Job()
    {
        var (from, to) = (Instants.Of(Instant()), Instants.Of(Instant()));
        return new Belonging(new IdentityHash((ulong)random.Next(1, 4)), random.Next(3) == 0)
        {
            From = random.Next(2) == 0 ? Instants.Always : Math.Min(from, to),
            To = random.Next(2) == 0 ? Instants.Never : Math.Max(from, to),
        };
    }

    private static Action<Scene> Put(Activity activity) =>
        scene =>
        {
            scene.Engine.Apply(activity);
            scene.Standing[(activity.Source, activity.NativeId)] = activity;
        };

    private static Action<Scene> Retract(Activity activity) =>
        scene =>
        {
            scene.Engine.Apply(new Retraction { Source = activity.Source, NativeId = activity.NativeId });
            scene.Standing.Remove((activity.Source, activity.NativeId));
        };

    private static Action<Scene> Erase(string who) =>
        scene =>
        {
            scene.Engine.Apply(new Erasure { Source = "code", Member = Town.Id(who) });
            scene.Erased.Add(Town.Id(who));
        };

    private static string Who(int number) => string.Create(CultureInfo.InvariantCulture, $"person-{number}");
}

/// <summary>An engine, its roster, and what a plain reader of the same log would hold.</summary>
internal sealed class Scene
{
    public Scene()
    {
        Inputs = Town.InputsOf(Roster, spec: null, liveSince: null, "forum", "code");
        Engine = new ProgramEngine(Inputs);
        Engine.Apply([Town.StateOf("forum"), Town.StateOf("code")]);
    }

    public TestRoster Roster { get; } = new();
    public ProgramInputs Inputs { get; }
    public ProgramEngine Engine { get; }
    public Dictionary<(string, string), Activity> Standing { get; } = [];
    public HashSet<MemberId> Erased { get; } = [];

    public IReadOnlyList<Activity> Left =>
        [
            .. Standing.Values.Where(activity =>
                activity.Member is not { } member || !KindMeanings.IsAct(activity.Kind) || !Erased.Contains(member)
            ),
        ];

    /// <summary>Another engine told only what stands, in an order of its own; the roster is this one.</summary>
    public ProgramEngine Fresh(Random order)
    {
        var engine = new ProgramEngine(Inputs);
        var records = Left.ToArray();
        order.Shuffle(records);
        engine.Apply([Town.StateOf("code"), .. records, Town.StateOf("forum")]);
        return engine;
    }
}

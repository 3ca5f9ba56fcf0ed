using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Tests.Engine;

/// <summary>
/// The definitions once more, as plainly as they can be written: one query a figure over everything that stands, nothing kept, nothing fast.
/// </summary>
internal sealed class Reference(IReadOnlyList<Activity> log, TestRoster roster, DateTimeOffset asOf)
{
    private static readonly (string Name, TimeSpan Length)[] Windows =
    [
        ("7d", TimeSpan.FromDays(7)),
        ("28d", TimeSpan.FromDays(28)),
        ("90d", TimeSpan.FromDays(90)),
        ("365d", TimeSpan.FromDays(365)),
    ];
    private readonly DateTimeOffset now = Cut(asOf);
    private readonly Dictionary<string, double> figures = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, double> Figures()
    {
        var past = log.Select(activity => new Deed(activity, Cut(activity.OccurredAt), WhoOf(activity)))
            .Where(deed => deed.At < now)
            .ToList();
        foreach (var window in Windows)
        {
            Volume(past, window);
            Rhythm(past, window);
            Dependence(past, window);
        }

        Burst(past);
        People(past);
        Splits(past);
        new ReferenceThreads(past, now, Put).Compute(log);
        return figures;
    }

    private void Volume(List<Deed> past, (string Name, TimeSpan Length) window)
    {
        var within = past.Where(deed => deed.At >= now - window.Length && deed.IsCommunity).ToList();
        foreach (var kind in log.Select(activity => (activity.Platform, activity.Kind)).Distinct())
            Put(
                "devrel_window_activities",
                within.Count(deed => (deed.Activity.Platform, deed.Activity.Kind) == kind),
                kind.Platform,
                kind.Kind.Name(),
                window.Name
            );
        foreach (
            var type in log.Select(activity => KindMeanings.Contribution(activity.Kind)).OfType<string>().Distinct()
        )
        {
            var ofType = within.Where(deed => KindMeanings.Contribution(deed.Activity.Kind) == type);
            Put("devrel_contributions", ofType.Count(deed => !deed.IsMergeCommit), type, window.Name);
        }
    }

    private void Rhythm(List<Deed> past, (string Name, TimeSpan Length) window)
    {
        var within = past.Where(deed => deed.At >= now - window.Length).ToList();
        if (log.Any(activity => activity.Kind == ActivityKind.Release))
            Put("devrel_releases", within.Count(deed => deed.Activity.Kind == ActivityKind.Release), window.Name);
        var clocked = within
            .Where(deed =>
                deed.Class is not (MemberClass.Bot or MemberClass.AiAgent)
                && deed.Activity.Attributes.UtcOffsetMinutes is not null
            )
            .ToList();
        if (clocked.Count > 0)
            Put("devrel_off_schedule_activities", clocked.Count(IsOffSchedule), window.Name);
    }

    public static bool IsOffSchedule(Deed deed)
    {
        var local = deed.Activity.OccurredAt.ToOffset(
            TimeSpan.FromMinutes(deed.Activity.Attributes.UtcOffsetMinutes!.Value)
        );
        return local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || local.Hour < 9 || local.Hour >= 17;
    }

    private void Dependence(List<Deed> past, (string Name, TimeSpan Length) window)
    {
        var done = past.Where(deed =>
                deed.At >= now - window.Length
                && deed is { Person: not null, Class: MemberClass.Human or MemberClass.Team }
                && KindMeanings.Contribution(deed.Activity.Kind) is not null
                && !deed.Activity.Attributes.Merge
            )
            .ToList();
        if (done.Count > 0)
            Put(
                "devrel_contributor_absence_factor",
                Fewest(done.CountBy(deed => deed.Person!.Id).Select(pair => pair.Value)),
                window.Name
            );
        var shares = done.Select(deed => deed.Person!.OrganizationAt(Instants.Of(deed.At)))
            .Where(organization => organization is not null)
            .CountBy(organization => organization!.Value)
            .Select(pair => pair.Value)
            .ToList();
        Put("devrel_active_organizations", shares.Count, window.Name);
        if (shares.Count == 0)
            return;
        Put("devrel_elephant_factor", Fewest(shares), window.Name);
        Put("devrel_organization_top_share_ratio", (double)shares.Max() / shares.Sum(), window.Name);
    }

    public static int Fewest(IEnumerable<int> counts)
    {
        var sorted = counts.OrderDescending().ToList();
        return Enumerable.Range(1, sorted.Count).First(k => sorted.Take(k).Sum() >= sorted.Sum() / 2.0);
    }

    private void Burst(List<Deed> past)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var weeks = Enumerable
            .Range(0, 12)
            .Select(week =>
                past.Count(deed =>
                    deed.IsCommunity && deed.At >= today.AddDays(-7 * (week + 1)) && deed.At < today.AddDays(-7 * week)
                )
            )
            .ToList();
        var before = weeks.Skip(1).Select(count => (double)count).ToList();
        var deviation = Math.Sqrt(before.Average(count => Math.Pow(count - before.Average(), 2)));
        Put("devrel_burst_score", (weeks[0] - before.Average()) / Math.Max(deviation, 1));
    }

    private void People(List<Deed> past)
    {
        var people = past.Where(deed => deed.Person is not null)
            .GroupBy(deed => deed.Person!.Id)
            .Select(group =>
                (
                    Class: group.First().Person!.ClassAt(Instants.Of(now)),
                    group.First().Person,
                    Deeds: group.OrderBy(deed => deed.At).ToList()
                )
            )
            .ToList();
        foreach (var memberClass in MemberClasses.All)
        {
            var ofClass = people.Where(person => person.Class == memberClass).ToList();
            Put("devrel_members", ofClass.Count, memberClass.Name());
            foreach (var window in Windows)
                Put(
                    "devrel_active_members",
                    ofClass.Count(person => person.Deeds[^1].At >= now - window.Length),
                    window.Name,
                    memberClass.Name()
                );
        }

        var humans = people.Where(person => person.Class == MemberClass.Human).ToList();
        Put(
            "devrel_affiliated_members",
            humans.Count(person => person.Person!.OrganizationAt(Instants.Of(now)) is not null)
        );
        foreach (var window in Windows)
            Humans([.. humans.Select(person => person.Deeds)], window);
    }

    private void Humans(List<List<Deed>> humans, (string Name, TimeSpan Length) window)
    {
        var from = now - window.Length;
        var active = humans.Where(deeds => deeds[^1].At >= from).ToList();
        var apart = TimeSpan.FromDays(
            window.Name switch
            {
                "7d" => 1,
                "28d" => 7,
                _ => 30,
            }
        );
        Put("devrel_new_members", active.Count(deeds => deeds[0].At >= from), window.Name);
        Put("devrel_returning_members", active.Count(deeds => deeds[0].At < from), window.Name);
        Put("devrel_inactive_members", humans.Count - active.Count, window.Name);
        Put(
            "devrel_reactivated_members",
            active.Count(deeds =>
                deeds
                    .Zip(deeds.Skip(1))
                    .Any(pair => pair.Second.At >= from && pair.Second.At - pair.First.At >= TimeSpan.FromDays(90))
            ),
            window.Name
        );
        Put(
            "devrel_occasional_members",
            active.Count(deeds => deeds.Count(deed => deed.At >= now - TimeSpan.FromDays(365)) <= 3),
            window.Name
        );
        Put(
            "devrel_repeat_members",
            active.Count(deeds => deeds[^1].At - deeds.First(deed => deed.At >= from).At >= apart),
            window.Name
        );
    }

    private void Splits(List<Deed> past)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var humans = past.Where(deed => deed.At < today && deed.Person is not null)
            .GroupBy(deed => deed.Person!.Id)
            .Where(group => group.First().Person!.ClassAt(Instants.Of(today)) == MemberClass.Human)
            .Select(group => group.First().Person!)
            .ToList();
        Put("devrel_geo_known_members", humans.Count(person => person.Geo != "unknown"));
        Put(
            "devrel_vertical_known_members",
            humans.Count(person => person.VerticalAt(Instants.Of(today)) != "unknown")
        );
    }

    private Person? WhoOf(Activity activity) =>
        activity.Member is { } member && KindMeanings.IsAct(activity.Kind) ? roster.Of(member) : null;

    private void Put(string metric, double value, params IReadOnlyList<string> labels) =>
        figures.Add($"{metric}{{{string.Join(',', labels)}}}", value);

    private static DateTimeOffset Cut(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}

/// <summary>An activity, its whole second, and whose act it is: null when nobody is named or it was done to somebody.</summary>
internal sealed record Deed(Activity Activity, DateTimeOffset At, Person? Person)
{
    public MemberClass Class => Person?.ClassAt(Instants.Of(At)) ?? MemberClass.Unknown;
    public bool IsCommunity => Class is MemberClass.Human or MemberClass.Unknown;
    public bool IsMergeCommit => Activity is { Kind: ActivityKind.Commit, Attributes.Merge: true };
}

using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Members;
using DevRel.Models.Responsiveness;
using DevRel.Models.Volume;

namespace DevRel.Models.Engine;

/// <summary>
/// What this process saw happen: counters, which only ever rise and start at zero with the process. An activity counts once, with the class
/// its member had when it was counted; edits and retractions later change nothing. Imported history (before <see cref="ProgramInputs.LiveSince"/>) never counts.
/// </summary>
internal sealed class LiveCounters(ProgramInputs inputs)
{
    private readonly int since = Instants.Of(inputs.LiveSince);
    private readonly HashSet<Key> counted = [];
    private readonly List<Event> pending = [];
    private readonly Dictionary<(ushort Origin, ActivityKind Kind, MemberClass Class), long> activities = [];
    private readonly SettledResponses responses = new(Instants.Of(inputs.LiveSince));

    public void Saw(Activity activity, in Event happened)
    {
        if (happened.At >= since && counted.Add(Key.Of(activity.Source, activity.NativeId)))
            pending.Add(happened);
    }

    /// <summary>Takes in what was seen since the last call and lies before the position's instant.</summary>
    public void Count(Position position)
    {
        foreach (var happened in pending.Where(happened => happened.At < position.AsOf))
        {
            var key = (happened.Origin, happened.Kind, position.Community.People.ClassAt(happened.Member, happened.At));
            activities[key] = activities.GetValueOrDefault(key) + 1;
        }

        pending.RemoveAll(happened => happened.At < position.AsOf);
        responses.Count(position);
    }

    /// <summary>Kinds that a source is known to have start at zero for humans, so that the first rise is seen.</summary>
    public IEnumerable<Sample> Report(Community community)
    {
        foreach (var (origin, kind) in community.Seen.Standing)
            activities.TryAdd((origin, kind, MemberClass.Human), 0);
        foreach (var ((origin, kind, memberClass), count) in activities)
        {
            var (source, platform) = (community.Names.Source(origin), community.Names.Platform(origin));
            yield return ActivityCounts.Total.Of(count, source, platform, kind.Name(), memberClass.Name());
        }

        foreach (var sample in responses.Report(community))
            yield return sample;
    }
}

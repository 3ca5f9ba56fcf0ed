using DevRel.Activities;

namespace DevRel.Collectors.Door;

/// <summary>
/// Where names end: accounts become pseudonyms, profiles become facts, and nothing that names, addresses or quotes a person goes further (but the
/// handle, where the Collector says <c>identifiers: named</c>). One for each run.
/// </summary>
internal sealed class Entrance(
    string source,
    string platform,
    Pseudonyms pseudonyms,
    DoorRules rules,
    DoorCounts counts
)
{
    private readonly People people = new(source, pseudonyms, rules, counts);
    private readonly Labels labels = new(pseudonyms);

    public IReadOnlyList<LogRecord> Admit(IReadOnlyList<CollectedItem> items, DateTimeOffset now)
    {
        var records = new List<LogRecord>(items.Count);
        foreach (var item in items)
            Admit(item, now, records);
        return records;
    }

    private void Admit(CollectedItem item, DateTimeOffset now, List<LogRecord> records)
    {
        switch (item)
        {
            case CollectedActivity activity:
                Admit(activity, now, records);
                break;
            case CollectedProfile profile:
                people.Meet(profile.Account, records);
                break;
            case CollectedObservation observation:
                Admit(observation, now, records);
                break;
            case CollectedRetraction retraction when retraction.NativeId.Length > 0:
                records.Add(new Retraction { Source = source, NativeId = labels.Id(retraction.NativeId) });
                break;
            default:
                counts.Unusable++;
                break;
        }
    }

    private void Admit(CollectedActivity activity, DateTimeOffset now, List<LogRecord> records)
    {
        if (activity.NativeId.Length == 0)
        {
            counts.Unusable++;
            return;
        }

        var person = activity.Author is { } author ? people.Meet(author, records) : default;
        if (person.OptedOut)
            return;
        records.Add(
            new Activity
            {
                Source = source,
                NativeId = labels.Id(activity.NativeId),
                Platform = platform,
                Kind = activity.Kind,
                Member = person.Member,
                Hints = activity.Hints | person.Hints,
                Thread = labels.IdOrNull(activity.Thread),
                Parent = labels.IdOrNull(activity.Parent),
                Container = labels.IdOrNull(activity.Container),
                OccurredAt = Instants.Plausible(activity.OccurredAt, now, counts),
                CollectedAt = now.ToUniversalTime(),
                Evidence = activity.Evidence,
                Attributes = labels.Clean(activity.Attributes),
            }
        );
    }

    private void Admit(CollectedObservation observation, DateTimeOffset now, List<LogRecord> records)
    {
        if (!double.IsFinite(observation.Value))
        {
            counts.Unusable++;
            return;
        }

        records.Add(
            new Observation
            {
                Source = source,
                Platform = platform,
                Signal = observation.Signal,
                Resource = labels.IdOrNull(observation.Resource) ?? "",
                ObservedAt = Instants.Plausible(observation.ObservedAt, now, counts),
                Value = observation.Value,
            }
        );
    }
}

internal static class Instants
{
    /// <summary>Clocks of people and servers are off by minutes and by time zones; more than this is a mistake.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    /// <summary>
    /// UTC. A future beyond <see cref="Tolerance"/> becomes now, or such an item would stay ahead of every window for years; what is dated before 1970,
    /// where a missing date ends up, becomes 1970. Both are counted and neither is lost.
    /// </summary>
    public static DateTimeOffset Plausible(DateTimeOffset occurredAt, DateTimeOffset now, DoorCounts counts)
    {
        if (occurredAt > now + Tolerance)
        {
            counts.Future++;
            return now.ToUniversalTime();
        }

        if (occurredAt < DateTimeOffset.UnixEpoch)
        {
            counts.Undated++;
            return DateTimeOffset.UnixEpoch;
        }

        return occurredAt.ToUniversalTime();
    }
}

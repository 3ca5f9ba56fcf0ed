using System.Runtime.CompilerServices;

namespace DevRel.Collectors.Discourse;

/// <summary>
/// New posts are not all that happens: answers are accepted, posts deleted, hidden, moved. The list of active topics shows that something changed; only
/// changed topics are read.
/// </summary>
internal sealed class RecentTopics(DiscourseClient client, DiscourseCategories categories, TopicReader reader)
{
    /// <summary>How long after its last activity a topic is watched.</summary>
    public static readonly TimeSpan Watched = TimeSpan.FromDays(14);

    private const int MostTopics = 500;
    private const int MostPages = 50;

    public async IAsyncEnumerable<(
        IReadOnlyList<CollectedItem> Items,
        IReadOnlyDictionary<long, TopicMark> Marks
    )> ReadAsync(
        IReadOnlyDictionary<long, TopicMark> known,
        DateTimeOffset now,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var listed = await ListAsync(now - Watched, cancellationToken);
        var marks = new Dictionary<long, TopicMark>(known);
        // Oldest activity first, as everywhere; ids break ties so that runs agree.
        foreach (var topic in listed.OrderBy(topic => topic.ActiveAt).ThenBy(topic => topic.Id))
        {
            var mark = TopicMark.Of(topic);
            if (marks.TryGetValue(topic.Id, out var before) && before == mark)
                continue;
            var items = await reader.ReadAsync(topic.Id, Math.Max(before.Highest, mark.Highest), cancellationToken);
            marks[topic.Id] = mark;
            yield return (items, new Dictionary<long, TopicMark>(marks));
        }

        var oldest = listed.Count < MostTopics ? now - Watched : listed.Min(topic => topic.ActiveAt);
        var unlisted = known.Where(topic => !listed.Exists(other => other.Id == topic.Key)).ToList();
        foreach (var (id, mark) in unlisted)
        {
            marks.Remove(id);
            // Still active enough to be listed, and not there: deleted, unlisted, or moved out of sight.
            if (mark.ActiveAt >= oldest.ToUnixTimeSeconds())
                yield return (
                    await reader.ReadAsync(id, mark.Highest, cancellationToken),
                    new Dictionary<long, TopicMark>(marks)
                );
        }

        yield return ([], marks);
    }

    private async Task<List<ListedTopic>> ListAsync(DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, ListedTopic>();
        for (var page = 0; page < MostPages && found.Count < MostTopics; page++)
        {
            var topics = await client.TopicsAsync(page, byCreation: false, cancellationToken);
            var before = found.Count;
            foreach (var topic in topics.Where(topic => topic.ActiveAt >= oldest && IsPublic(topic)))
                found.TryAdd(topic.Id, topic);
            // Pinned topics come first however old they are; the others tell whether the list has passed the bound.
            if (topics.Count == 0 || topics.Any(topic => !topic.IsPinned && topic.ActiveAt < oldest))
                break;
            // A page of known topics only, and not of old pinned ones: the forum ignores the page number.
            if (found.Count == before && topics.All(topic => found.ContainsKey(topic.Id)))
                break;
        }

        return [.. found.Values.Where(topic => categories.Wants(topic.CategoryId)).Take(MostTopics)];
    }

    private static bool IsPublic(ListedTopic topic) => topic.Archetype is null or "regular";
}

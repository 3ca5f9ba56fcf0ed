using DevRel.Activities;

namespace DevRel.Collectors.Discourse;

/// <summary>Reads a topic whole and says what is there now and what is not any more.</summary>
internal sealed class TopicReader(DiscourseClient client, DiscourseCategories categories, PostActivities mapping)
{
    // Of a topic of thousands only the end is read again: there it changes.
    private const int MostPosts = 400;

    /// <param name="known">Highest number collected before; 0 for none.</param>
    public async Task<IReadOnlyList<CollectedItem>> ReadAsync(long id, int known, CancellationToken cancellationToken)
    {
        var topic = await client.TopicAsync(id, cancellationToken);
        if (topic is null || topic.DeletedAt is not null)
            return Gone(id, 1, known);
        if (topic.Archetype == "private_message")
            return [];
        if (!categories.Wants(topic.CategoryId))
            return Gone(id, 1, Math.Max(known, topic.HighestPostNumber ?? 0));
        var first = topic.PostStream.Posts;
        // The stream begins with the posts that came along; ids there are the only ones a forum gives for the rest.
        var rest = (topic.PostStream.Stream ?? []).Skip(first.Count).ToList();
        var skips = rest.Count > MostPosts;
        var more = await client.PostsOfAsync(id, rest.TakeLast(MostPosts).ToList(), cancellationToken);
        return Compare(topic, [.. first, .. more], known, readAll: !skips, from: skips ? Lowest(more) : 1);
    }

    private List<CollectedItem> Compare(Topic topic, IReadOnlyList<Post> posts, int known, bool readAll, int from)
    {
        var counted = posts.Where(post => post.Counts).ToList();
        var accepted = PostActivities.AcceptedNumber(topic, counted);
        var answer = counted.FirstOrDefault(post => post.PostNumber == accepted);
        var items = new List<CollectedItem>();
        items.AddRange(
            counted.Select(post => mapping.Of(post, TopicOf(post, topic), topic.CategoryId, accepted is not null))
        );
        if (answer is not null)
            items.Add(mapping.Accepted(answer, topic.Id, topic.CategoryId));
        else if (readAll)
            items.Add(new CollectedRetraction(PostActivities.AcceptedId(topic.Id)));
        var present = counted.Select(post => post.PostNumber).ToHashSet();
        var last = Math.Max(known, present.DefaultIfEmpty().Max());
        items.AddRange(
            Enumerable
                .Range(from, Math.Max(0, last - from + 1))
                .Where(number => !present.Contains(number))
                .Select(number => new CollectedRetraction(PostActivities.NativeId(topic.Id, number)))
        );
        return [.. items.OrderBy(item => (item as CollectedActivity)?.OccurredAt ?? DateTimeOffset.MaxValue)];
    }

    /// <summary>Posts that came with the topic are its own; those asked for by id may have been moved meanwhile and say where they are.</summary>
    private static long TopicOf(Post post, Topic topic) =>
        topic.PostStream.Posts.Contains(post) ? topic.Id : post.TopicId ?? topic.Id;

    private static int Lowest(IReadOnlyList<Post> posts) =>
        posts.Count == 0 ? int.MaxValue : posts.Min(post => post.PostNumber);

    private static List<CollectedItem> Gone(long topic, int from, int to) =>
        [
            new CollectedRetraction(PostActivities.AcceptedId(topic)),
            .. Enumerable
                .Range(from, Math.Max(0, to - from + 1))
                .Select(number => new CollectedRetraction(PostActivities.NativeId(topic, number))),
        ];
}

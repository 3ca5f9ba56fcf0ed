using System.Text.Json;
using DevRel.Activities;

namespace DevRel.Collectors.Discourse;

/// <summary>Sizes the forum publishes of itself. Their names differ by version.</summary>
internal static class ForumGauges
{
    private static readonly (Signal Signal, string[] Names)[] Known =
    [
        (Signal.Topics, ["topics_count", "topic_count"]),
        (Signal.Posts, ["posts_count", "post_count"]),
        (Signal.Members, ["users_count", "user_count"]),
    ];

    /// <summary>Empty when the forum hides them.</summary>
    public static async Task<IReadOnlyList<CollectedItem>> ReadAsync(
        DiscourseClient client,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var page = await client.AboutAsync(cancellationToken);
        return page?.About.Stats is { } stats
            ? [.. Known.SelectMany(gauge => Of(gauge.Signal, gauge.Names, stats, now))]
            : [];
    }

    private static IEnumerable<CollectedObservation> Of(
        Signal signal,
        string[] names,
        IReadOnlyDictionary<string, JsonElement> stats,
        DateTimeOffset now
    ) =>
        names
            .Where(name => stats.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number)
            .Take(1)
            .Select(name => new CollectedObservation(signal, "", now, stats[name].GetDouble()));
}

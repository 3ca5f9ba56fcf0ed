using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DevRel.Collectors.Discourse;

/// <summary>Where collecting stands, in post ids, which a forum counts upward.</summary>
internal sealed record DiscourseCursor
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The settings that chose what was collected; others mean starting over.</summary>
    public string Scope { get; init; } = "";

    /// <summary>A start over after other settings: what they leave out is retracted.</summary>
    public bool Rescoped { get; init; }

    /// <summary>Every post from <see cref="RecentFrom"/> to before this is read; 0 before the first walk.</summary>
    public long Next { get; init; }

    /// <summary>Where the last 90 days began at the first walk.</summary>
    public long RecentFrom { get; init; }

    /// <summary>The first walk's history: from <see cref="HistoryFrom"/> to <see cref="RecentFrom"/>, read up to here.</summary>
    public long HistoryNext { get; init; }
    public long HistoryFrom { get; init; }
    public DateTimeOffset? Since { get; init; }

    /// <summary>Page of the walk over old topics for accepted answers; -1 when it is done.</summary>
    public int SolvedPage { get; init; }

    /// <summary>Topics active lately, as they were when last read.</summary>
    public IReadOnlyDictionary<long, TopicMark> Topics { get; init; } = new Dictionary<long, TopicMark>();

    [JsonIgnore]
    public bool HistoryDone => Next > 0 && HistoryNext >= RecentFrom;

    /// <summary>An unreadable cursor, or one of other settings, starts over: collecting again is harmless.</summary>
    public static DiscourseCursor Read(string? text, string scope, DateTimeOffset? since)
    {
        var read = Parse(text);
        if (read is null)
            return new DiscourseCursor { Scope = scope, Since = since };
        if (read.Scope != scope)
            return new DiscourseCursor
            {
                Scope = scope,
                Since = since,
                Rescoped = true,
            };
        var movedBack = read.Since is { } before && (since is null || since < before);
        return movedBack ? new DiscourseCursor { Scope = scope, Since = since } : read;
    }

    public string Write() => JsonSerializer.Serialize(this, DiscourseCursorJson.Default.DiscourseCursor);

    private static DiscourseCursor? Parse(string? text)
    {
        try
        {
            var cursor = text is null
                ? null
                : JsonSerializer.Deserialize(text, DiscourseCursorJson.Default.DiscourseCursor);
            return cursor is { Version: CurrentVersion } ? cursor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>
/// What a list says of a topic: when any of it changes, posts came, went or were moved, or an answer was accepted. Written short, because every batch
/// writes hundreds: <c>posts.highest.solved.category.active</c>.
/// </summary>
[JsonConverter(typeof(TopicMarkJson))]
internal readonly record struct TopicMark(int Posts, int Highest, bool Solved, long Category, long ActiveAt)
{
    public static TopicMark Of(ListedTopic topic) =>
        new(
            topic.PostsCount ?? 0,
            topic.HighestPostNumber ?? 0,
            topic.HasAcceptedAnswer == true,
            topic.CategoryId ?? 0,
            topic.ActiveAt.ToUnixTimeSeconds()
        );
}

internal sealed class TopicMarkJson : JsonConverter<TopicMark>
{
    public override TopicMark Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = reader.GetString()?.Split('.') ?? [];
        var numbers = new long[5];
        for (var i = 0; i < numbers.Length; i++)
            if (
                i >= parts.Length
                || !long.TryParse(parts[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[i])
            )
                throw new JsonException();
        return new TopicMark((int)numbers[0], (int)numbers[1], numbers[2] == 1, numbers[3], numbers[4]);
    }

    public override void Write(Utf8JsonWriter writer, TopicMark value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            FormattableString.Invariant(
                $"{value.Posts}.{value.Highest}.{(value.Solved ? 1 : 0)}.{value.Category}.{value.ActiveAt}"
            )
        );
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(DiscourseCursor))]
internal sealed partial class DiscourseCursorJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;

namespace DevRel.Collectors.Discourse;

// The few fields that are read, of versions from 2013 on; what a version may lack is nullable. Bodies, titles and names are not among them.

internal sealed record LatestPosts(IReadOnlyList<Post> Posts)
{
    [JsonPropertyName("latest_posts")]
    public IReadOnlyList<Post> Posts { get; init; } = Posts;
}

internal sealed record Post
{
    public required long Id { get; init; }
    public required int PostNumber { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Missing in the posts of old topic answers, which say it once.</summary>
    public long? TopicId { get; init; }

    /// <summary>Null: a deleted account.</summary>
    public long? UserId { get; init; }
    public string? Username { get; init; }
    public int? ReplyToPostNumber { get; init; }

    /// <summary>1 regular, 2 moderator action, 3 small action, 4 whisper.</summary>
    public int PostType { get; init; } = 1;
    public bool? Hidden { get; init; }
    public bool? UserDeleted { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
    public long? CategoryId { get; init; }
    public bool? Staff { get; init; }
    public bool? Admin { get; init; }
    public bool? Moderator { get; init; }

    /// <summary>The Solved plugin's mark on the answer itself.</summary>
    public bool? AcceptedAnswer { get; init; }
    public IReadOnlyList<PostAction>? ActionsSummary { get; init; }

    /// <summary>What somebody wrote and everybody may read.</summary>
    [JsonIgnore]
    public bool Counts => PostType == 1 && Hidden != true && UserDeleted != true && DeletedAt is null;

    [JsonIgnore]
    public int Likes => ActionsSummary?.FirstOrDefault(action => action.Id == 2)?.Count ?? 0;
}

/// <param name="Id">2: likes.</param>
internal sealed record PostAction(int Id, int? Count = null);

internal sealed record TopicPage(TopicList TopicList);

internal sealed record TopicList(IReadOnlyList<ListedTopic> Topics);

internal sealed record ListedTopic
{
    public required long Id { get; init; }

    /// <summary>Null in lists of some versions while nobody answered.</summary>
    public DateTimeOffset? BumpedAt { get; init; }
    public DateTimeOffset? LastPostedAt { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public bool? Pinned { get; init; }
    public bool? PinnedGlobally { get; init; }
    public int? PostsCount { get; init; }
    public int? HighestPostNumber { get; init; }
    public int? LikeCount { get; init; }
    public long? CategoryId { get; init; }
    public string? Archetype { get; init; }

    /// <summary>Null: the forum has no Solved plugin.</summary>
    public bool? HasAcceptedAnswer { get; init; }

    [JsonIgnore]
    public bool IsPinned => Pinned == true || PinnedGlobally == true;

    [JsonIgnore]
    public DateTimeOffset ActiveAt => BumpedAt ?? LastPostedAt ?? CreatedAt ?? DateTimeOffset.MinValue;
}

internal sealed record Topic
{
    public required long Id { get; init; }
    public required PostStream PostStream { get; init; }
    public string? Archetype { get; init; }
    public long? CategoryId { get; init; }
    public int? HighestPostNumber { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>An object with <c>post_number</c> where the answer is not on the first page; other shapes in other versions of the plugin.</summary>
    public JsonElement? AcceptedAnswer { get; init; }
    public JsonElement? AcceptedAnswers { get; init; }
}

internal sealed record MorePosts(PostStream PostStream);

internal sealed record PostStream(IReadOnlyList<Post> Posts)
{
    /// <summary>Ids of all posts, of which the first so many came along.</summary>
    public IReadOnlyList<long>? Stream { get; init; }
}

internal sealed record Site(IReadOnlyList<ListedCategory>? Categories = null);

internal sealed record CategoryPage(CategoryList CategoryList);

internal sealed record CategoryList(IReadOnlyList<ListedCategory> Categories);

internal sealed record ListedCategory
{
    public required long Id { get; init; }
    public string? Slug { get; init; }
    public long? ParentCategoryId { get; init; }
    public bool? ReadRestricted { get; init; }
    public IReadOnlyList<ListedCategory>? SubcategoryList { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? CustomFields { get; init; }
}

internal sealed record AboutPage(About About);

internal sealed record About(IReadOnlyDictionary<string, JsonElement>? Stats = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(LatestPosts))]
[JsonSerializable(typeof(TopicPage))]
[JsonSerializable(typeof(Topic))]
[JsonSerializable(typeof(MorePosts))]
[JsonSerializable(typeof(Site))]
[JsonSerializable(typeof(CategoryPage))]
[JsonSerializable(typeof(AboutPage))]
internal sealed partial class DiscourseJson : JsonSerializerContext;

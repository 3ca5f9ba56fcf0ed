using System.Text.Json.Serialization;

namespace DevRel.Collectors.GitHub;

internal sealed record GraphAnswer
{
    public GraphData? Data { get; init; }
    public IReadOnlyList<GraphError>? Errors { get; init; }
}

internal sealed record GraphError
{
    public string? Type { get; init; }
    public string? Message { get; init; }
}

internal sealed record GraphData
{
    public GraphRepository? Repository { get; init; }

    /// <summary>A discussion or comment asked for by its node id.</summary>
    public GraphNode? Node { get; init; }
}

internal sealed record GraphRepository
{
    public GraphConnection<GraphDiscussion>? Discussions { get; init; }
    public GraphConnection<GraphPull>? PullRequests { get; init; }
    public GraphConnection<GraphFork>? Forks { get; init; }
    public GraphStars? Stargazers { get; init; }
}

internal sealed record GraphNode
{
    public GraphConnection<GraphComment>? Comments { get; init; }
    public GraphConnection<GraphComment>? Replies { get; init; }
}

internal sealed record GraphConnection<T>
{
    public int? TotalCount { get; init; }
    public GraphPageInfo? PageInfo { get; init; }

    /// <summary>Holds nulls for what this token may not see.</summary>
    public IReadOnlyList<T?>? Nodes { get; init; }
}

internal sealed record GraphStars
{
    public GraphPageInfo? PageInfo { get; init; }
    public IReadOnlyList<GraphStar?>? Edges { get; init; }
}

internal sealed record GraphPageInfo
{
    public bool HasNextPage { get; init; }
    public string? EndCursor { get; init; }
}

internal sealed record GraphActor
{
    [JsonPropertyName("__typename")]
    public string? TypeName { get; init; }
    public string? Login { get; init; }
    public long? DatabaseId { get; init; }
}

internal sealed record GraphStar
{
    public required DateTimeOffset StarredAt { get; init; }
    public GraphActor? Node { get; init; }
}

internal sealed record GraphFork
{
    public required long DatabaseId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public GraphActor? Owner { get; init; }
}

internal sealed record GraphPull
{
    public required int Number { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public GraphConnection<GraphReview>? Reviews { get; init; }
}

internal sealed record GraphReview
{
    /// <summary>A number as text: newer ids do not fit GraphQL's Int.</summary>
    public required string FullDatabaseId { get; init; }
    public required string State { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    public string? AuthorAssociation { get; init; }
    public GraphActor? Author { get; init; }
}

internal sealed record GraphDiscussion
{
    public required string Id { get; init; }
    public required int Number { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public string? AuthorAssociation { get; init; }
    public GraphActor? Author { get; init; }
    public GraphCategory? Category { get; init; }
    public GraphAnswerMark? Answer { get; init; }
    public DateTimeOffset? AnswerChosenAt { get; init; }
    public GraphActor? AnswerChosenBy { get; init; }
    public GraphConnection<GraphLabel>? Labels { get; init; }
    public GraphConnection<GraphComment>? Comments { get; init; }
}

internal sealed record GraphCategory
{
    public bool IsAnswerable { get; init; }
}

internal sealed record GraphAnswerMark
{
    public required long DatabaseId { get; init; }
}

internal sealed record GraphLabel
{
    public string? Name { get; init; }
}

internal sealed record GraphComment
{
    public required string Id { get; init; }
    public required long DatabaseId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
    public bool IsMinimized { get; init; }
    public string? MinimizedReason { get; init; }
    public string? AuthorAssociation { get; init; }
    public GraphActor? Author { get; init; }
    public GraphConnection<GraphComment>? Replies { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(GraphAnswer))]
[JsonSerializable(typeof(GraphBody))]
[JsonSerializable(typeof(GitHubCursor))]
internal sealed partial class CamelJson : JsonSerializerContext;

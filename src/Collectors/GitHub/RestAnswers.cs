using System.Text.Json.Serialization;

namespace DevRel.Collectors.GitHub;

// The fields we read of the answers, and no others: no title, no text, no address of a picture.

/// <summary>An empty object is a deleted account, as null is.</summary>
internal sealed record RestUser
{
    public long? Id { get; init; }
    public string? Login { get; init; }
    public string? Type { get; init; }
}

internal sealed record RestIssue
{
    /// <summary>Unique among issues, pull requests and discussions of a repository, unlike the ids: a pull request in this list shows its issue's.</summary>
    public required int Number { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? StateReason { get; init; }
    public RestUser? User { get; init; }
    public RestUser? ClosedBy { get; init; }
    public string? AuthorAssociation { get; init; }
    public IReadOnlyList<RestLabel>? Labels { get; init; }

    /// <summary>Present: it is a pull request.</summary>
    public RestPullLink? PullRequest { get; init; }
    public bool? Draft { get; init; }
    public RestApp? PerformedViaGithubApp { get; init; }
}

internal sealed record RestLabel
{
    public string? Name { get; init; }
}

internal sealed record RestPullLink
{
    public DateTimeOffset? MergedAt { get; init; }
}

/// <summary>An App that acted; that it did is all we want to know.</summary>
internal sealed record RestApp;

/// <summary>An entry of the list of pull requests, read only where issues are switched off.</summary>
internal sealed record RestPull
{
    public required int Number { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public DateTimeOffset? MergedAt { get; init; }
    public RestUser? User { get; init; }
    public string? AuthorAssociation { get; init; }
    public IReadOnlyList<RestLabel>? Labels { get; init; }
    public bool? Draft { get; init; }
}

/// <summary>A comment on an issue, a pull request or a line of one.</summary>
internal sealed record RestComment
{
    public required long Id { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public RestUser? User { get; init; }
    public string? AuthorAssociation { get; init; }

    /// <summary>Holds <c>/pull/</c> or <c>/issues/</c>, and the number.</summary>
    public string? HtmlUrl { get; init; }
    public string? IssueUrl { get; init; }
    public string? PullRequestUrl { get; init; }
    public long? InReplyToId { get; init; }
    public RestApp? PerformedViaGithubApp { get; init; }
}

internal sealed record RestReview
{
    public required long Id { get; init; }
    public required string State { get; init; }

    /// <summary>Absent while pending.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }
    public RestUser? User { get; init; }
    public string? AuthorAssociation { get; init; }
}

internal sealed record RestIssueEvent
{
    public required long Id { get; init; }
    public required string Event { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public RestUser? Actor { get; init; }
    public RestUser? Assigner { get; init; }
    public string? StateReason { get; init; }

    /// <summary>Null when the issue is gone.</summary>
    public RestEventIssue? Issue { get; init; }
    public RestApp? PerformedViaGithubApp { get; init; }
}

internal sealed record RestEventIssue
{
    public required int Number { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? StateReason { get; init; }
    public RestPullLink? PullRequest { get; init; }
}

internal sealed record RestStar
{
    public required DateTimeOffset StarredAt { get; init; }
    public RestUser? User { get; init; }
}

internal sealed record RestRepository
{
    public required long Id { get; init; }
    public required string FullName { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public RestUser? Owner { get; init; }
    public bool? Disabled { get; init; }
    public bool? HasDiscussions { get; init; }
    public int? StargazersCount { get; init; }
    public int? ForksCount { get; init; }

    /// <summary>The watchers; <c>watchers_count</c> is the stars once more. Absent in lists.</summary>
    public int? SubscribersCount { get; init; }

    /// <summary>Pull requests included.</summary>
    public int? OpenIssuesCount { get; init; }
}

internal sealed record RestRelease
{
    public required long Id { get; init; }
    public bool Draft { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public RestUser? Author { get; init; }
    public IReadOnlyList<RestAsset>? Assets { get; init; }
}

internal sealed record RestAsset
{
    public long DownloadCount { get; init; }
}

/// <summary>Views or clones; one of the lists is present.</summary>
internal sealed record RestTraffic
{
    public IReadOnlyList<RestTrafficDay>? Views { get; init; }
    public IReadOnlyList<RestTrafficDay>? Clones { get; init; }
}

internal sealed record RestTrafficDay
{
    public required DateTimeOffset Timestamp { get; init; }
    public required long Count { get; init; }
    public required long Uniques { get; init; }
}

internal sealed record RestProfile
{
    public required long Id { get; init; }
    public required string Login { get; init; }
    public string? Type { get; init; }
    public string? Company { get; init; }
    public string? Location { get; init; }

    /// <summary>Public only where its owner said so, after GitHub verified it.</summary>
    public string? Email { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
}

internal sealed record RestInstallationToken
{
    public required string Token { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(List<RestIssue>))]
[JsonSerializable(typeof(List<RestPull>))]
[JsonSerializable(typeof(List<RestComment>))]
[JsonSerializable(typeof(List<RestReview>))]
[JsonSerializable(typeof(List<RestIssueEvent>))]
[JsonSerializable(typeof(List<RestStar>))]
[JsonSerializable(typeof(List<RestRepository>))]
[JsonSerializable(typeof(List<RestRelease>))]
[JsonSerializable(typeof(RestRepository))]
[JsonSerializable(typeof(RestTraffic))]
[JsonSerializable(typeof(RestProfile))]
[JsonSerializable(typeof(RestInstallationToken))]
internal sealed partial class RestJson : JsonSerializerContext;

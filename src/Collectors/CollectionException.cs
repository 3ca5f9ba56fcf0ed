namespace DevRel.Collectors;

/// <summary>Closed set of the label <c>reason</c>.</summary>
public enum CollectionFailure
{
    Unauthorized,
    NotFound,
    RateLimited,
    Unavailable,
    Unreadable,
    Storage,
    Bug,
}

/// <summary>
/// A run could not go on. The message says what happened, to what, and what to do, in one or two sentences, without URL queries or any part of a secret.
/// </summary>
public sealed class CollectionException(CollectionFailure reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public CollectionFailure Reason { get; } = reason;

    /// <summary>When the platform said it will answer again; null when it did not say.</summary>
    public DateTimeOffset? RetryAt { get; init; }
}

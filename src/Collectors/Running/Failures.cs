using DevRel.Activities;
using DevRel.Resources;

namespace DevRel.Collectors.Running;

/// <summary>Turns whatever ended a run into one of the closed set of reasons.</summary>
internal static class Failures
{
    /// <summary>
    /// An exception that is not ours is a bug; its text stays out, for nobody checked what it quotes.
    /// </summary>
    public static CollectionException Of(Exception failure, string source) =>
        failure switch
        {
            CollectionException known => known,
            SecretMissingException missing => new(CollectionFailure.Unauthorized, missing.Message),
            _ => new(
                CollectionFailure.Bug,
                $"Collecting {source} failed in a way nobody foresaw ({failure.GetType().Name}). Please report it with the log; other sources go on."
            ),
        };

    public static CollectionException OfStorage(Exception failure, string source) =>
        failure as CollectionException
        ?? new(
            CollectionFailure.Storage,
            $"What {source} collected could not be stored ({failure.GetType().Name}). See to free disk space and to who else uses the store; nothing is lost, the run begins again where it was.",
            failure
        );

    public static string Name(this CollectionFailure failure) =>
        failure switch
        {
            CollectionFailure.Unauthorized => "unauthorized",
            CollectionFailure.NotFound => "not_found",
            CollectionFailure.RateLimited => "rate_limited",
            CollectionFailure.Unavailable => "unavailable",
            CollectionFailure.Unreadable => "unreadable",
            CollectionFailure.Storage => "storage",
            _ => "bug",
        };

    public static SourceCondition Condition(this CollectionFailure failure) =>
        failure switch
        {
            CollectionFailure.Unauthorized => SourceCondition.Unauthorized,
            CollectionFailure.RateLimited => SourceCondition.RateLimited,
            _ => SourceCondition.Failing,
        };
}

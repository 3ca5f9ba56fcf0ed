using System.Text.Json;

namespace DevRel.Collectors.GitHub;

/// <summary>A query with its variables.</summary>
/// <param name="What">For messages: <c>the stars of contoso/sdk</c>.</param>
internal sealed record GraphQuery(string What, string Text, GraphVariables Variables)
{
    public ReadOnlyMemory<byte> Encode() =>
        JsonSerializer.SerializeToUtf8Bytes(new GraphBody(Text, Variables), CamelJson.Default.GraphBody);
}

internal sealed record GraphBody(string Query, GraphVariables Variables);

internal sealed record GraphVariables
{
    public string? Owner { get; init; }
    public string? Name { get; init; }

    /// <summary>A node id.</summary>
    public string? Id { get; init; }
    public int? First { get; init; }
    public string? After { get; init; }

    /// <summary><c>ASC</c> or <c>DESC</c>.</summary>
    public string? Direction { get; init; }

    public static GraphVariables Page(string repository, int first, string? after, bool newestFirst)
    {
        var slash = repository.IndexOf('/', StringComparison.Ordinal);
        return new GraphVariables
        {
            Owner = repository[..slash],
            Name = repository[(slash + 1)..],
            First = first,
            After = after,
            Direction = newestFirst ? "DESC" : "ASC",
        };
    }
}

/// <summary>The queries we ask. Cursors of ordered connections hold the value and the id, so that nothing is skipped while a list changes.</summary>
internal static class GraphQueries
{
    private const string Arguments =
        "query($owner:String!,$name:String!,$first:Int!,$after:String,$direction:OrderDirection!)";
    private const string PageInfo = "pageInfo{hasNextPage endCursor}";
    private const string Actor =
        "{__typename login ...on User{databaseId} ...on Bot{databaseId} ...on Mannequin{databaseId} ...on Organization{databaseId}}";
    private const string CommentFields =
        "id databaseId createdAt deletedAt isMinimized minimizedReason authorAssociation author" + Actor;

    public const string Stars =
        Arguments
        + "{repository(owner:$owner,name:$name){stargazers(first:$first,after:$after,orderBy:{field:STARRED_AT,direction:$direction})"
        + "{"
        + PageInfo
        + " edges{starredAt node{__typename login databaseId}}}}}";

    public const string Forks =
        Arguments
        + "{repository(owner:$owner,name:$name){forks(first:$first,after:$after,orderBy:{field:CREATED_AT,direction:$direction})"
        + "{"
        + PageInfo
        + " nodes{databaseId createdAt owner{__typename login ...on User{databaseId} ...on Organization{databaseId}}}}}}";

    public const string Reviews =
        Arguments
        + "{repository(owner:$owner,name:$name){pullRequests(first:$first,after:$after,orderBy:{field:UPDATED_AT,direction:$direction})"
        + "{"
        + PageInfo
        + " nodes{number updatedAt reviews(first:50){pageInfo{hasNextPage endCursor} nodes{fullDatabaseId state submittedAt authorAssociation author"
        + Actor
        + "}}}}}}";

    public const string Discussions =
        Arguments
        + "{repository(owner:$owner,name:$name){discussions(first:$first,after:$after,orderBy:{field:UPDATED_AT,direction:$direction})"
        + "{"
        + PageInfo
        + " nodes{id number createdAt updatedAt authorAssociation author"
        + Actor
        + " category{isAnswerable} answer{databaseId} answerChosenAt answerChosenBy"
        + Actor
        + " labels(first:20){nodes{name}} comments(first:20){"
        + PageInfo
        + " nodes{"
        + CommentFields
        + " replies(first:10){"
        + PageInfo
        + " nodes{"
        + CommentFields
        + "}}}}}}}}";

    /// <summary>One point, whatever is behind it: is there anything newer?</summary>
    public const string NewestDiscussion =
        Arguments
        + "{repository(owner:$owner,name:$name){discussions(first:$first,after:$after,orderBy:{field:UPDATED_AT,direction:$direction})"
        + "{nodes{id number createdAt updatedAt}}}}";

    public const string MoreComments =
        "query($id:ID!,$first:Int!,$after:String){node(id:$id){...on Discussion{comments(first:$first,after:$after){"
        + PageInfo
        + " nodes{"
        + CommentFields
        + " replies(first:10){"
        + PageInfo
        + " nodes{"
        + CommentFields
        + "}}}}}}}";

    public const string MoreReplies =
        "query($id:ID!,$first:Int!,$after:String){node(id:$id){...on DiscussionComment{replies(first:$first,after:$after){"
        + PageInfo
        + " nodes{"
        + CommentFields
        + "}}}}}";
}

using System.Text.Json;
using DevRel.Collectors.Http;

namespace DevRel.Collectors.GitHub;

/// <summary>GraphQL answers 200 whatever happened; the body tells.</summary>
internal static class GraphErrors
{
    /// <summary>Limits, for the shell to wait out.</summary>
    public static BodyVerdict? Judge(UpstreamAnswer answer)
    {
        // Only an answer with errors is worth parsing twice.
        if (answer.Body.Span.IndexOf("\"errors\""u8) < 0)
            return null;
        try
        {
            var read = JsonSerializer.Deserialize(answer.Body.Span, CamelJson.Default.GraphAnswer);
            return read?.Errors?.Any(IsLimit) == true
                ? new BodyVerdict(CollectionFailure.RateLimited, "GitHub's GraphQL limit is used up")
                : null;
        }
        catch (JsonException)
        {
            // Whoever reads the answer says where it is broken.
            return null;
        }
    }

    /// <summary>Errors: Unauthorized, NotFound or Unavailable. Data beside an error is part of the truth, and so not taken.</summary>
    public static GraphData Check(GraphAnswer? answer, string what)
    {
        if (answer is { Data: { } data, Errors: null or { Count: 0 } })
            return data;
        throw answer?.Errors?.FirstOrDefault()?.Type switch
        {
            "NOT_FOUND" => new CollectionException(
                CollectionFailure.NotFound,
                $"GitHub does not know the {what}, or hides them from this token. Check the name and the rights."
            ),
            "FORBIDDEN" or "INSUFFICIENT_SCOPES" => new CollectionException(
                CollectionFailure.Unauthorized,
                $"GitHub does not let this token ask for the {what}. Give it read access to the repository's contents, pull requests and discussions."
            ),
            _ => new CollectionException(
                CollectionFailure.Unavailable,
                $"GitHub could not answer the query for the {what}. Nothing to do unless it lasts."
            ),
        };
    }

    private static bool IsLimit(GraphError error) =>
        error.Type is "RATE_LIMITED" or "RATE_LIMIT"
        || error.Message?.Contains("secondary rate limit", StringComparison.OrdinalIgnoreCase) == true;
}

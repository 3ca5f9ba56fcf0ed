using System.Text.Json;
using DevRel.Activities;

namespace DevRel.Collectors.Discourse;

/// <summary>
/// What posts say. A post is known by topic and number (<c>topic/57/3</c>), as the forum's own links and replies know it: so a reply can name what it
/// answers, and a topic read again tells from its numbers alone which posts vanished.
/// </summary>
internal sealed class PostActivities(string forum, DiscourseCategories categories)
{
    /// <param name="solved">Somebody's answer was accepted, so the topic was a question wherever it stands.</param>
    public CollectedActivity Of(Post post, long topic, long? category, bool solved)
    {
        var opens = post.PostNumber == 1;
        var asks = opens && (solved || categories.Asks(category));
        return new CollectedActivity(
            NativeId(topic, post.PostNumber),
            Kind(opens, asks),
            post.CreatedAt.ToUniversalTime()
        )
        {
            Author = Author(post),
            Hints = Hints(post),
            Thread = Thread(topic),
            Parent = opens ? null : NativeId(topic, post.ReplyToPostNumber ?? 1),
            Container = categories.PathOf(category),
            Attributes = asks ? new ActivityAttributes { AsksAnswer = true } : ActivityAttributes.None,
        };
    }

    /// <summary>The forum does not say when it was accepted: the answer's own time is the earliest it can have been.</summary>
    public CollectedActivity Accepted(Post answer, long topic, long? category) =>
        new(AcceptedId(topic), ActivityKind.AnswerAccepted, answer.CreatedAt.ToUniversalTime())
        {
            Author = Author(answer),
            Hints = Hints(answer),
            Thread = Thread(topic),
            Parent = NativeId(topic, answer.PostNumber),
            Container = categories.PathOf(category),
        };

    public static string NativeId(long topic, int number) => FormattableString.Invariant($"topic/{topic}/{number}");

    public static string AcceptedId(long topic) => FormattableString.Invariant($"topic/{topic}#accepted");

    /// <summary>Numbers of accepted answers, in any of the plugin's shapes: an object, a list of them, or a mark on the post.</summary>
    public static int? AcceptedNumber(Topic topic, IEnumerable<Post> posts) =>
        NumberIn(topic.AcceptedAnswer)
        ?? NumberIn(topic.AcceptedAnswers)
        ?? posts.FirstOrDefault(post => post.AcceptedAnswer == true)?.PostNumber;

    private static int? NumberIn(JsonElement? element) =>
        element switch
        {
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray()
                .Select(item => NumberIn(item))
                .FirstOrDefault(number => number is not null),
            { ValueKind: JsonValueKind.Object } answer => answer.TryGetProperty("post_number", out var number)
            && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt32(out var found)
                ? found
                : null,
            _ => null,
        };

    private static string Thread(long topic) => FormattableString.Invariant($"topic/{topic}");

    private static ActivityKind Kind(bool opens, bool asks) =>
        !opens ? ActivityKind.Reply
        : asks ? ActivityKind.QuestionAsked
        : ActivityKind.TopicCreated;

    private Account? Author(Post post) =>
        post.UserId is { } id
            ? new Account("discourse", FormattableString.Invariant($"{forum}/{id}"))
            {
                Handle = post.Username,
                Hints = Hints(post),
            }
            : null;

    // system is -1, discobot -2, and every further machine is negative too.
    private static MemberHints Hints(Post post) =>
        (post.UserId < 0 ? MemberHints.Bot : MemberHints.None)
        | (post.Staff == true || post.Admin == true || post.Moderator == true ? MemberHints.Staff : MemberHints.None);
}

using System.Text;
using System.Text.Json;
using DevRel.Activities;
using DevRel.Collectors.Discourse;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.Discourse;

/// <summary>
/// Recorded forums. Their walks go from topic to topic; what this collector asks besides (posts by id, categories, sizes) is answered empty, and the two
/// posts recorded one by one are handed out as the rest of their topic.
/// </summary>
public sealed class DiscourseFixtureTests
{
    private static readonly DateTimeOffset Recorded = new(2016, 5, 27, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_recorded_forum_yields_its_posts_and_the_two_beyond_the_first_page()
    {
        var log = await CollectAsync("perceval-manageiq");

        // 20 + 2 posts in the bodies of the two listed topics; the two extra posts are one, by their own account of topic 840.
        var posts = log
            .Activities.Values.Where(activity => activity.Kind is ActivityKind.TopicCreated or ActivityKind.Reply)
            .ToList();
        posts.Count(post => post.Thread is "topic/1148" or "topic/1149").ShouldBe(22);
        posts.Where(post => post.Thread == "topic/840").ShouldHaveSingleItem().Author!.Id.ShouldEndWith("/430");
        posts.Count.ShouldBe(23);
    }

    [Fact]
    public async Task Pinned_topics_first_do_not_hide_the_one_behind_and_all_bodies_are_counted()
    {
        var log = await CollectAsync("perceval-manageiq-pinned", "perceval-manageiq");

        var posts = log.Activities.Values.Where(post => post.Thread != "topic/840").ToList();
        posts.Count.ShouldBe(24);
        posts.Count(post => post.Kind == ActivityKind.Reply).ShouldBe(21);
        posts.Count(post => post.Kind == ActivityKind.TopicCreated).ShouldBe(3);
        posts.Select(post => post.Author!.Id).Distinct().Count().ShouldBe(10);
        posts.Min(post => post.OccurredAt).ShouldBe(Time("2016-01-26T20:07:49.559Z"));
        posts.Max(post => post.OccurredAt).ShouldBe(Time("2016-02-22T00:51:51.300Z"));
        log.Of(ActivityKind.AnswerAccepted).ShouldBeEmpty();
    }

    [Fact]
    public void The_recorded_likes_are_read_from_the_posts()
    {
        var topics = new[] { "003", "004", "005" }.Select(name => Read("perceval-manageiq", name));

        topics.Sum(topic => topic.PostStream.Posts.Sum(post => post.Likes)).ShouldBe(19);
    }

    [Fact]
    public void The_recorded_topic_of_2013_has_one_post_that_is_no_post()
    {
        var topic = Read("gem-fixtures", "002");

        topic.PostStream.Posts.Count.ShouldBe(4);
        topic.PostStream.Posts.Count(post => post.Counts).ShouldBe(3);
        topic.PostStream.Posts.Count(post => post.PostNumber > 1).ShouldBe(3);
        topic.PostStream.Posts.Select(post => post.UserId).Distinct().Count().ShouldBe(3);
        topic.PostStream.Posts.Sum(post => post.Likes).ShouldBe(10);
        topic.PostStream.Posts[0].CreatedAt.ShouldBe(Time("2013-02-04T15:26:26.278-05:00"));
        PostActivities.AcceptedNumber(topic, topic.PostStream.Posts).ShouldBeNull();
    }

    [Fact]
    public void The_recorded_lists_categories_and_further_posts_are_of_a_known_shape()
    {
        var list = Parse("gem-fixtures", "001", DiscourseJson.Default.TopicPage).TopicList.Topics;
        list.Select(topic => topic.Id).Distinct().Count().ShouldBe(1);
        list.Count(topic => topic.IsPinned).ShouldBe(1);
        Parse("gem-fixtures", "004", DiscourseJson.Default.CategoryPage).CategoryList.Categories.ShouldNotBeEmpty();
        Parse("gem-fixtures", "003", DiscourseJson.Default.MorePosts)
            .PostStream.Posts.ShouldHaveSingleItem()
            .Likes.ShouldBe(3);
    }

    private static async Task<CollectedLog> CollectAsync(params string[] cases)
    {
        if (Fixtures.Folder is not { } folder)
        {
            Assert.Skip(Fixtures.Missing);
            throw new InvalidOperationException();
        }

        await using var server = await ReplayServer.StartAsync();
        // The first answer to a request stands, so the list of the pinned case comes before the other's.
        foreach (
            var exchange in cases
                .SelectMany(name => ReplayCase.Load(Path.Combine(folder, "discourse", name)))
                .DistinctBy(one => one.Path + one.Query)
        )
            server.Add(exchange);
        var extra = Encoding.UTF8.GetString(
            File.ReadAllBytes(Path.Combine(folder, "discourse", "perceval-manageiq", "006.json"))
        );
        server.Otherwise = request =>
            request.Path switch
            {
                "/posts.json" => Json("""{"latest_posts":[]}"""),
                "/latest.json" => Json("""{"topic_list":{"topics":[]}}"""),
                "/t/1148/posts.json" => Json($$$"""{"post_stream":{"posts":[{{{extra}}},{{{extra}}}]}}"""),
                _ => null,
            };
        using var upstreams = new Http.Polite();
        var log = new CollectedLog();
        await log.RunAsync(FakeForum.Open(upstreams.Upstreams, server.Url.AbsoluteUri), now: Recorded);
        return log;
    }

    private static ReplayExchange Json(string body) =>
        new("GET", "", "", 200)
        {
            Body = Encoding.UTF8.GetBytes(body),
            Headers = [new("Content-Type", "application/json")],
        };

    private static Topic Read(string name, string file) => Parse(name, file, DiscourseJson.Default.Topic);

    private static T Parse<T>(string name, string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        if (Fixtures.Folder is null)
            Assert.Skip(Fixtures.Missing);
        return JsonSerializer.Deserialize(
            File.ReadAllBytes(Path.Combine(Fixtures.Folder!, "discourse", name, file + ".json")),
            type
        )!;
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

using System.Text;
using System.Text.Json;
using DevRel.Activities;

namespace DevRel.Store.Tests;

public sealed class FeedLineTests
{
    private static readonly FeedPosition Position = new("cafe", 12);

    public static TheoryData<LogRecord> Records =>
        [
            Example.Issue(7),
            Example.Commit("00ff5f0e0c1f3a1e9d7c5b3a19f8e7d6c5b4a392"),
            Example.Issue(8) with
            {
                Member = null,
                Hints = MemberHints.None,
                Attributes = ActivityAttributes.None,
            },
            Example.Issue(9) with
            {
                NativeId = "a \"quoted\" ünïcode \\ id \n",
                Container = "<b>",
            },
            Example.Retract(3),
            Example.Stars(Example.Morning, 1e-9),
            Example.Fact(Example.Ada),
            new MemberFact
            {
                Source = "s",
                Platform = "p",
                Member = Example.Ben,
            },
            Example.State(0.5),
            new SourceState
            {
                Source = "s",
                Platform = "p",
                Condition = SourceCondition.Ok,
            },
            Example.Erase(Example.Ada),
        ];

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_record_survives_the_wire(LogRecord record) =>
        Parse(Write(FeedEntry.Of(Position, record))).ShouldBe(FeedEntry.Of(Position, record));

    [Fact]
    public void An_activity_is_one_readable_line() =>
        Write(FeedEntry.Of(Position, Example.Issue(7)))
            .ShouldBe(
                """
                {"type":"activity","position":"cafe:12","source":"contoso-github","id":"issue/7","platform":"github","kind":"issue_opened",
                "member":"0123456789abcdeffedcba9876543210","hints":["via_app","first_timer"],"thread":"contoso/sdk#7","container":"contoso/sdk",
                "occurredAt":"2026-03-01T08:07:00Z","collectedAt":"2026-03-02T08:00:00Z",
                "attributes":{"asksAnswer":true,"tags":["bug","help wanted"]}}
                """.ReplaceLineEndings("") + "\n"
            );

    [Fact]
    public void A_bookmark_is_a_position() =>
        Write(FeedEntry.Bookmark(Position)).ShouldBe("""{"type":"bookmark","position":"cafe:12"}""" + "\n");

    [Fact]
    public void What_a_later_version_adds_is_passed_over()
    {
        Parse("""{"type":"weather","position":"e:1","source":"s","sky":{"blue":[1]}}""").ShouldBeNull();
        Parse(
                """{"type":"observation","position":"e:1","source":"s","platform":"p","signal":"applause","resource":"","value":1}"""
            )
            .ShouldBeNull();
        Parse(
            """{"type":"activity","position":"e:1","source":"s","id":"1","platform":"p","kind":"sang","hints":["loud"],"mood":{"a":[]},"occurredAt":"2026-03-01T08:00:00Z"}"""
        )
            ?.Record.ShouldBeOfType<Activity>()
            .Kind.ShouldBe(ActivityKind.Other);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("""{"position":"e:1"}""")]
    [InlineData("""{"type":"bookmark","position":"e"}""")]
    [InlineData("""{"type":"bookmark","position":7}""")]
    [InlineData("""{"type":"erasure","position":"e:1","source":"s"}""")]
    [InlineData("""{"type":"erasure","position":"e:1","source":"s","member":"12"}""")]
    [InlineData("""{"type":"activity","position":"e:1","source":"s","id":"1"}""")]
    [InlineData("""{"type":"activity","position":"e:1","source":"s","id":"1","platfo""")]
    public void Anything_else_is_refused(string line) => Should.Throw<JsonException>(() => Parse(line));

    private static FeedEntry? Parse(string line) => new FeedParser().Parse(Encoding.UTF8.GetBytes(line));

    private static string Write(FeedEntry entry)
    {
        var output = new Utf8Lines();
        new FeedWriter(output).Write(entry);
        return Encoding.UTF8.GetString(output.Written.Span);
    }
}

using System.Globalization;
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

    [Theory]
    [InlineData("2026-03-01T00:00:00Z")]
    [InlineData("2026-12-31T23:59:59.999Z")]
    [InlineData("2024-02-29T08:07:06.5Z")]
    [InlineData("1970-01-01T00:00:00.0000001Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    public void Instants_are_written_as_short_as_they_are_and_read_back(string text)
    {
        var output = new Utf8Lines();

        output.Instant(Instant(text));

        Encoding.UTF8.GetString(output.Written.Span).ShouldBe(text);
        new InstantReader().TryRead(Encoding.UTF8.GetBytes(text), out var read).ShouldBeTrue();
        read.ShouldBe(Instant(text));
    }

    [Theory]
    [InlineData("2026-02-29T08:00:00Z")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T08:60:00Z")]
    [InlineData("2026-03-01T08:00:0xZ")]
    [InlineData("2026-03-01T08:00:00.Z")]
    [InlineData("2026-03-01T08:00:00.12345678Z")]
    [InlineData("2026-03-01T08:00:00+01:00")]
    [InlineData("2026-03-01")]
    public void Other_instants_are_left_to_the_parser(string text) =>
        new InstantReader().TryRead(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Theory]
    [InlineData(
        """{"type":"activity","position":"e:1","source":"s","platform":"p","id":"1","kind":"star","occurredAt":"2026-03-01T08:00:00Z"}"""
    )]
    [InlineData(
        """{ "type":"activity","position":"e:1","source":"s","id":"1","platform":"p","kind":"star","occurredAt":"2026-03-01T09:00:00+01:00"}"""
    )]
    [InlineData(
        """{"type":"activity","position":"e:1","source":"s","id":"\u0031","platform":"p","kind":"star","hints":[],"occurredAt":"2026-03-01T08:00:00Z","attributes":{},"mood":{"a":1}}"""
    )]
    [InlineData(
        """{"type":"activity","position":"e:1","source":"s","id":"1","platform":"p","kind":"star","hints":["x","]"],"occurredAt":"2026-03-01T08:00:00Z","collectedAt":"0001-01-01T00:00:00Z","attributes":{"mood":"}"}}"""
    )]
    public void An_activity_spelled_another_way_is_the_same_activity(string line) =>
        Parse(line)
            ?.Record.ShouldBe(
                new Activity
                {
                    Source = "s",
                    NativeId = "1",
                    Platform = "p",
                    Kind = ActivityKind.Star,
                    OccurredAt = Example.Morning,
                }
            );

    [Fact]
    public void Lines_that_share_what_repeats_are_told_apart()
    {
        var parser = new FeedParser();
        var activities = Enumerable
            .Range(0, 20_000)
            .Select(number =>
                Example.Issue(number) with
                {
                    Kind = (ActivityKind)((number % 60) + 1),
                    Hints = (MemberHints)(number % 1024),
                    Parent = number % 3 == 0 ? null : $"issue/{number / 7}",
                    Attributes = new ActivityAttributes
                    {
                        Outcome = number % 5 == 0 ? null : $"outcome {number % 500}",
                        LinesAdded = number % 4 == 0 ? number : null,
                        Tags = number % 2 == 0 ? [] : [$"tag {number % 300}"],
                    },
                }
            );

        foreach (var activity in activities)
            parser
                .Parse(Encoding.UTF8.GetBytes(Write(FeedEntry.Of(Position, activity)).TrimEnd()))
                ?.Record.ShouldBe(activity);
    }

    [Fact]
    public void A_number_that_JSON_cannot_write_is_refused() =>
        Should.Throw<ArgumentException>(() =>
            Write(FeedEntry.Of(Position, Example.Stars(Example.Morning, double.NaN)))
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

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

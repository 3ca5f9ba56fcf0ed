using AngleSharp;
using AngleSharp.Dom;
using DevRel.Metrics;
using DevRel.Reports.Page;
using DevRel.Resources;

namespace DevRel.Reports.Tests;

public sealed class StatusPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Metric Active = Metric.Gauge(
        "devrel_active_members",
        Unit.Members,
        "Distinct members who did anything within the window.",
        Labels.Window,
        Labels.MemberClass
    );

    private static readonly DevRelProgram Program = new()
    {
        Metadata = new ObjectMetadata { Name = "garden" },
        Spec = new DevRelProgramSpec
        {
            Title = "The <garden> & co",
            Objectives =
            [
                new ObjectiveSpec
                {
                    Name = "grow",
                    Statement = "More gardeners",
                    KeyResults =
                    [
                        new KeyResultSpec
                        {
                            Name = "gardeners",
                            Metric = "devrel_active_members",
                            Target = new Quantity(5, false),
                        },
                    ],
                },
            ],
        },
    };

    [Fact]
    public async Task What_manifests_say_is_text_and_never_markup()
    {
        var page = await OpenAsync(Model(With(3)));

        page.QuerySelector("h1")!.TextContent.ShouldBe("The <garden> & co");
        page.QuerySelectorAll("garden").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_number_stands_with_its_trend_and_its_definition()
    {
        var page = await OpenAsync(Model(With(3), With(1), With(2)));
        var card = Card(page, "Active members, 28 days");

        card.QuerySelector(".value")!.TextContent.ShouldBe("3");
        card.QuerySelector("svg")!
            .GetAttribute("aria-label")
            .ShouldBe("Active members, 28 days: from 1 to 3 over the last 90 days");
        var link = card.QuerySelector("a")!.GetAttribute("href")!;
        page.QuerySelector(link).ShouldNotBeNull("the definition is on the page");
    }

    [Fact]
    public async Task What_is_not_known_is_said_and_is_no_zero()
    {
        var page = await OpenAsync(Model(With(3)));

        Card(page, "Stars").QuerySelector(".value")!.TextContent.ShouldBe("not known");
        page.QuerySelector("article tbody")!.TextContent.ShouldContain("not known yet");
    }

    [Fact]
    public async Task Long_names_break_between_words_and_stay_whole_as_text()
    {
        var page = await OpenAsync(Model(With(3)));
        var name = Card(page, "First response, median, 28 days").QuerySelector("code")!;

        name.TextContent.ShouldBe("devrel_first_response_window_seconds");
        name.QuerySelectorAll("wbr").Length.ShouldBe(4);
    }

    [Fact]
    public async Task A_trend_of_nothing_lies_on_the_ground_and_one_that_never_moved_in_the_middle()
    {
        Height(await OpenAsync(Model(With(0), With(0)))).ShouldBe("37");
        Height(await OpenAsync(Model(With(4), With(4)))).ShouldBe("20");

        static string Height(IDocument page) =>
            Card(page, "Active members, 28 days").QuerySelector("path")!.GetAttribute("d")!.Split(' ')[^1];
    }

    [Fact]
    public async Task A_source_that_fails_says_so_in_a_word_a_shape_and_a_remedy()
    {
        var source = new SourceRow("forum", "Discourse", "failing") { Message = "Try again later" };
        var page = await OpenAsync(Model(With(3)) with { Sources = [source] });
        var row = page.QuerySelector("#sources")!.ParentElement!.QuerySelector("tbody tr")!.TextContent;

        row.ShouldContain("▲ failing");
        row.ShouldContain("Try again later");
    }

    [Fact]
    public async Task Before_the_first_figures_the_page_says_what_goes_on()
    {
        var page = await OpenAsync(Model() with { Waiting = "1,204 records collected so far." });

        page.Body!.TextContent.ShouldContain("1,204 records collected so far.");
    }

    [Fact]
    public async Task Without_a_program_the_page_tells_what_to_declare()
    {
        var page = await OpenAsync(Model() with { Programs = [] });

        page.Body!.TextContent.ShouldContain("No DevRelProgram is declared");
    }

    [Fact]
    public async Task Every_table_has_headers_and_every_picture_a_text()
    {
        var page = await OpenAsync(Model(With(3), With(1)));

        page.QuerySelectorAll("th").ShouldAllBe(header => header.HasAttribute("scope"));
        page.QuerySelectorAll("svg").ShouldAllBe(picture => picture.HasAttribute("aria-label"));
        page.QuerySelectorAll("script").ShouldBeEmpty();
        page.DocumentElement.GetAttribute("lang").ShouldBe("en");
    }

    private static PageModel Model(SampleSet? current = null, params IReadOnlyList<SampleSet> trend) =>
        new()
        {
            Now = Now,
            Version = "1.2.3",
            Programs = [new ProgramFigures(Program, current, trend)],
            Sources = [],
        };

    private static SampleSet With(double active) =>
        new("garden", Now, [Active.Of(active, "28d", "human"), Active.Of(9, "7d", "human")]);

    private static IElement Card(IDocument page, string title) =>
        page.QuerySelectorAll(".numbers li").Single(card => card.QuerySelector("h3")!.TextContent == title);

    private static async Task<IDocument> OpenAsync(PageModel model) =>
        await BrowsingContext
            .New(Configuration.Default)
            .OpenAsync(request => request.Content(StatusPage.Render(model)));
}

using System.Globalization;
using DevRel.Metrics;

namespace DevRel.Reports.Page;

/// <summary>
/// The page at <c>/</c>: key numbers with trends, objectives, freshness of the sources, and the definition behind each number.
/// Server-rendered, readable without script, by keyboard and by screen reader.
/// </summary>
public static class StatusPage
{
    public static string Render(PageModel model) =>
        Markup
            .Of(
                $"""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{Title(model)}</title>
                <style>{new Markup(Style.Css)}</style>
                </head>
                <body>
                <a class="skip" href="#numbers">Skip to the numbers</a>
                <main>
                {model.Programs.Select(program => Program(model, program))}
                {NoProgram(model)}
                {Sources(model)}
                {Definitions(model)}
                </main>
                <footer><p>DevRel metrics {model.Version}. As of {Time(
                    model.Now
                )}. Machine-readable: <a href="/metrics">/metrics</a>.
                People appear here only as counts; nothing leaves this machine but the requests to the platforms above.</p></footer>
                </body>
                </html>

                """
            )
            .Text;

    private static string Title(PageModel model) => model.Programs is [var only] ? Name(only) : "DevRel metrics";

    private static string Name(ProgramFigures figures) =>
        figures.Program.Spec.Title is { Length: > 0 } title ? title : figures.Program.Name;

    private static Markup Program(PageModel model, ProgramFigures figures) =>
        Markup.Of(
            $"""
            <section aria-labelledby="program-{figures.Program.Name}">
            <h1 id="program-{figures.Program.Name}">{Name(figures)}</h1>
            <p class="lead">{figures.Program.Spec.Success.Statement}</p>
            <h2 id="numbers">Key numbers</h2>
            {KeyNumbers(model, figures)}
            <h2>Objectives</h2>
            {Objectives.Render(figures)}
            </section>
            """
        );

    private static Markup NoProgram(PageModel model) =>
        model.Programs.Count > 0
            ? Markup.None
            : Markup.Of(
                $"""<h1>DevRel metrics</h1><p id="numbers">No DevRelProgram is declared: sources are collected, but nothing says what success means. Add a manifest of that kind.</p>"""
            );

    private static Markup KeyNumbers(PageModel model, ProgramFigures figures) =>
        figures.Current is null
            ? Markup.Of(
                $"""<p>{model.Waiting ?? "The first numbers are being computed."} Reload in a few seconds.</p>"""
            )
            : Markup.Of(
                $"""<ul class="numbers">{Headline.All.Select(headline => KeyNumber(headline, figures, figures.Current))}</ul>"""
            );

    private static Markup KeyNumber(Headline headline, ProgramFigures figures, SampleSet current)
    {
        var value = headline.ValueIn(current);
        var metric = current
            .Samples.Select(sample => sample.Metric)
            .FirstOrDefault(metric => metric.Name == headline.Family);
        if (metric is null)
            return Markup.Of(
                $"""<li><h3>{headline.Title}</h3><p class="value unknown">not known</p><p class="quiet">No data for <code>{Markup.Name(headline.Family)}</code> yet</p></li>"""
            );
        var unit = headline.Over is null ? metric.Unit : Unit.Ratio;
        var trend = figures.Trend.Select(headline.ValueIn).Append(value).ToList();
        return Markup.Of(
            $"""
            <li><h3>{headline.Title}</h3>
            <p class="value{(double.IsNaN(value) ? " unknown" : "")}">{Figures.Say(value, unit)}</p>
            {Sparkline.Draw(trend, Describe(headline, trend, unit))}
            <p class="quiet">{metric.Help} <a href="#{metric.Name}" aria-label="Definition of {headline.Title}">Definition</a></p></li>
            """
        );
    }

    private static string Describe(Headline headline, List<double> trend, Unit unit)
    {
        var known = trend.Where(value => !double.IsNaN(value)).ToList();
        return known.Count == 0
            ? $"{headline.Title}: no trend yet"
            : $"{headline.Title}: from {Figures.Say(known[0], unit)} to {Figures.Say(known[^1], unit)} over the last 90 days";
    }

    private static Markup Sources(PageModel model) =>
        Markup.Of(
            $"""
            <section aria-labelledby="sources"><h2 id="sources">Sources</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="sources"><table>
            <thead><tr><th scope="col">Source</th><th scope="col">Platform</th><th scope="col">State</th><th scope="col">Activities</th>
            <th scope="col">Newest</th><th scope="col">Last success</th><th scope="col">History</th></tr></thead>
            <tbody>{model.Sources.Select(source => SourceLine(source, model.Now))}</tbody></table></div></section>
            """
        );

    private static Markup SourceLine(SourceRow source, DateTimeOffset now) =>
        Markup.Of(
            $"""
            <tr><th scope="row">{source.Name}</th><td>{source.Platform}</td><td><span class="state">{Mark(
                source.State
            )} {source.State.Replace('_', ' ')}</span>
            {(
                source.Message is null ? Markup.None : Markup.Of($"<br><span class=\"quiet\">{source.Message}</span>")
            )}</td>
            <td>{source.Activities.ToString("#,0", CultureInfo.InvariantCulture)}</td><td>{When(
                source.Newest,
                now
            )}</td>
            <td>{When(source.LastSuccess, now)}</td><td>{Figures.Say(source.BackfillProgress, Unit.Ratio)}</td></tr>
            """
        );

    /// <summary>A shape besides the word, so that no state is told by colour.</summary>
    private static string Mark(string state) =>
        state switch
        {
            "ok" => "●",
            "backfilling" => "◐",
            "suspended" => "○",
            _ => "▲",
        };

    private static Markup Definitions(PageModel model)
    {
        var metrics = model
            .Programs.Where(program => program.Current is not null)
            .SelectMany(program => program.Current!.Samples)
            .Select(sample => sample.Metric)
            .Distinct()
            .OrderBy(metric => metric.Name, StringComparer.Ordinal);
        return Markup.Of(
            $"""<section aria-labelledby="definitions"><h2 id="definitions">What is measured, and how</h2><dl>{metrics.Select(Definition)}</dl></section>"""
        );
    }

    private static Markup Definition(Metric metric) =>
        Markup.Of(
            $"""
            <dt id="{metric.Name}"><code>{metric.Name}</code></dt>
            <dd>{metric.Help} {metric.Caveat} <span class="quiet">Source: {metric.Source}. Evidence {metric.Grade}, definition {metric.DefinitionVersion}{(
                metric.Gameable ? ", can be gamed: pair it with a guardrail" : ""
            )}.</span></dd>
            """
        );

    private static string When(DateTimeOffset? then, DateTimeOffset now) =>
        then is null ? "never" : Figures.Ago(then.Value, now);

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

using DevRel.Exporter.Tests.Support;
using DevRel.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace DevRel.Exporter.Tests;

/// <summary>What is written is what is read, for values and label texts chosen to break it.</summary>
public sealed class RoundTripTests
{
    private static readonly Metric Anything = Metric.Gauge(
        "devrel_anything",
        Unit.Number,
        "A gauge that may say anything, made up for tests.",
        Labels.Source,
        Labels.Kind
    );

    private static readonly double[] Awkward =
    [
        0,
        -0.0,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
        1e-300,
        5e-324,
        9007199254740991,
        9007199254740993,
        0.1 + 0.2,
        double.MaxValue,
        double.MinValue,
    ];

    private static readonly Gen<string> Texts = Gen.Elements(
            "a",
            "\\",
            "\"",
            "\n",
            "\\n",
            "\0",
            "é",
            "🦉",
            " ",
            "{",
            "}",
            ",",
            "=",
            "#",
            "\t",
            "\u2028"
        )
        .ListOf()
        .Select(parts => string.Concat(parts));

    private static readonly Gen<double> Values = Gen.OneOf(
        Gen.Elements(Awkward),
        ArbMap.Default.GeneratorFor<double>(),
        ArbMap.Default.GeneratorFor<int>().Select(value => (double)value)
    );

    private static readonly Gen<Sample> Samples =
        from source in Texts
        from kind in Texts
        from value in Values
        select Anything.Of(value, source, kind);

    [Fact]
    public void Any_samples_read_back_as_they_were_from_both_formats() =>
        Prop.ForAll(Samples.ListOf().ToArbitrary(), ReadsBack).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    [Fact]
    public void Any_help_reads_back_as_it_was_from_both_formats() =>
        Prop.ForAll(
                Texts.Where(text => !text.Contains('\n')).ToArbitrary(),
                text =>
                {
                    var help = $"A made-up sentence with {text} in it.";
                    var metric = Metric.Gauge("devrel_anything", Unit.Number, help);
                    var snapshot = Examples.Snapshot(new SampleSet(null, Examples.Noon, [metric.Of(1)]));
                    return Examples.OpenMetrics(snapshot).Families.Single().Help == help;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static bool ReadsBack(IList<Sample> samples)
    {
        var distinct = samples.DistinctBy(sample => (sample.Labels[0], sample.Labels[1])).ToList();
        var snapshot = Examples.Snapshot(new SampleSet("contoso", Examples.Noon, [.. samples]));
        var expected = distinct
            .Select(sample =>
                new ParsedSample(
                    Anything.Name,
                    [new("kind", sample.Labels[1]), new("program", "contoso"), new("source", sample.Labels[0])],
                    sample.Value
                ).Text
            )
            .ToList();
        return Examples.OpenMetrics(snapshot).Samples.Select(sample => sample.Text).SequenceEqual(expected)
            && Examples
                .Text(snapshot)
                .SelectMany(family => family.Samples)
                .Select(sample => sample.Text)
                .SequenceEqual(expected);
    }
}

using DevRel.Metrics;
using DevRel.Models.Engine;
using FsCheck;
using FsCheck.Fluent;

namespace DevRel.Models.Tests.Engine;

public sealed class EngineProperties
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Every_family_equals_its_plain_definition() =>
        Check(
            (history, scene) =>
            {
                foreach (var step in history.Steps)
                    step(scene);
                foreach (var asOf in new[] { history.End, history.Instant(), history.Instant() })
                {
                    var expected = new Reference(scene.Left, scene.Roster, asOf).Figures();
                    var families = expected.Keys.Select(Family).Distinct().Concat(OnlySometimes).ToHashSet();
                    var actual = Figures(scene.Engine.Compute(asOf)).Where(pair => families.Contains(Family(pair.Key)));
                    Same(actual.ToDictionary(), expected);
                }
            }
        );

    [Fact]
    public void The_order_of_arrival_changes_nothing() =>
        Check(
            (history, scene) =>
            {
                foreach (var step in history.Steps)
                    step(scene);
                var expected = Figures(scene.Engine.Compute(history.End));
                for (var order = 0; order < 3; order++)
                    Same(Figures(scene.Fresh(new Random(order)).Compute(history.End)), expected);
            }
        );

    [Fact]
    public void Step_by_step_equals_a_recount_from_scratch() =>
        Check(
            (history, scene) =>
            {
                var instants = Enumerable
                    .Range(0, 6)
                    .Select(_ => history.Instant())
                    .Append(history.End)
                    .Order()
                    .ToArray();
                var each = history.Steps.Count / instants.Length + 1;
                for (var i = 0; i < instants.Length; i++)
                {
                    foreach (var step in history.Steps.Skip(i * each).Take(each))
                        step(scene);
                    var fresh = scene.Fresh(new Random(i));
                    Same(Figures(scene.Engine.Compute(instants[i])), Figures(fresh.Compute(instants[i])));
                }
            }
        );

    [Fact]
    public void Seconds_and_days_apart_step_by_step_equals_a_recount() =>
        Check(
            (history, scene) =>
            {
                var asOf = history.End.AddDays(-20);
                var each = history.Steps.Count / 12 + 1;
                for (var i = 0; i < 12; i++)
                {
                    foreach (var step in history.Steps.Skip(i * each).Take(each))
                        step(scene);
                    asOf = i % 3 == 0 ? asOf.AddSeconds(1) : asOf.AddSeconds(history.Next(5 * 86400));
                    Same(Figures(scene.Engine.Compute(asOf)), Figures(scene.Fresh(new Random(i)).Compute(asOf)));
                }
            }
        );

    [Fact]
    public void A_series_of_instants_equals_each_alone() =>
        Check(
            (history, scene) =>
            {
                foreach (var step in history.Steps)
                    step(scene);
                DateTimeOffset[] instants =
                [
                    .. Enumerable.Range(0, 8).Select(day => history.End.AddDays(-day)),
                    history.End.AddDays(-200),
                ];
                var series = scene.Engine.ComputeSeries(instants);
                for (var i = 0; i < instants.Length; i++)
                {
                    series[i].AsOf.ShouldBe(instants[i]);
                    Same(Figures(series[i]), Figures(scene.Fresh(new Random(i)).Compute(instants[i])));
                }
            }
        );

    /// <summary>Families the definition may leave out because nothing is there, and that must then be absent.</summary>
    private static readonly string[] OnlySometimes =
    [
        "devrel_first_response_median_censored_seconds",
        "devrel_first_response_window_seconds",
        "devrel_time_to_close_window_seconds",
        "devrel_open_item_age_seconds",
        "devrel_oldest_unanswered_thread_timestamp_seconds",
        "devrel_elephant_factor",
        "devrel_answer_concentration_ratio",
        "devrel_off_schedule_activities",
        "devrel_contributor_absence_factor",
    ];

    private static void Check(Action<History, Scene> law)
    {
        var cases = Gen.Choose(0, int.MaxValue - 1)
            .SelectMany(seed => Gen.Choose(1, 160).Select(length => (seed, length)));
        var property = Prop.ForAll(
            cases.ToArbitrary(),
            one =>
            {
                law(new History(one.seed, one.length), new Scene());
                return true;
            }
        );
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), property);
    }

    private static Dictionary<string, double> Figures(SampleSet set) =>
        set
            .Samples.Where(sample => sample.Metric.Kind == MetricKind.Gauge)
            .ToDictionary(
                sample => $"{sample.Metric.Name}{{{string.Join(',', sample.Labels)}}}",
                sample => sample.Value
            );

    private static string Family(string series) => series[..series.IndexOf('{', StringComparison.Ordinal)];

    private static void Same(IReadOnlyDictionary<string, double> actual, IReadOnlyDictionary<string, double> expected)
    {
        var wrong = expected
            .Keys.Union(actual.Keys)
            .Where(series =>
                !Close(actual.GetValueOrDefault(series, double.NaN), expected.GetValueOrDefault(series, double.NaN))
            )
            .Order(StringComparer.Ordinal)
            .Select(series => $"{series}: {Text(actual, series)}, not {Text(expected, series)}");
        string.Join('\n', wrong.Take(10)).ShouldBe("");
    }

    private static bool Close(double actual, double expected) =>
        Math.Abs(actual - expected) <= Tolerance * Math.Max(1, Math.Abs(expected));

    private static string Text(IReadOnlyDictionary<string, double> figures, string series) =>
        figures.TryGetValue(series, out var value)
            ? value.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : "absent";
}

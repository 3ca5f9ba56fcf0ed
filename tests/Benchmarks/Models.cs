using System.Diagnostics;
using System.Globalization;
using DevRel.Metrics;
using DevRel.Models.Engine;

namespace DevRel.Benchmarks;

/// <summary>All models over a million activities of a hundred thousand members, against a bare pass over the columns and against SQL.</summary>
internal static class ModelsBenchmarks
{
    private const int Activities = 1_000_000;
    private const int Members = 100_000;
    private const int Batch = 1_000;
    private const int Rounds = 15;

    /// <summary>Rounds before those that count, until the code is compiled for speed.</summary>
    private const int WarmUp = 10;

    public static Task RunAsync(CancellationToken cancellation)
    {
        var community = new ModelsCommunity(Activities, Members);
        var log = community.Past();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var engine = new ProgramEngine(ModelsCommunity.Inputs);
        engine.Apply(log);
        engine.Apply(ModelsCommunity.State);
        engine.Compute(ModelsCommunity.End);
        var bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Activities;
        var pass = Best(Rounds, () => engine.ScanColumns(ModelsCommunity.End));
        var (order, starts) = engine.GroupByMember();
        var grouped = Best(Rounds, () => engine.ScanGroups(ModelsCommunity.End, order, starts));
        IReadOnlyList<SampleSet> computed = [];
        var full = Best(Rounds, () => computed = engine.ComputeSeries([ModelsCommunity.End]));
        Benchmark.Row("all models, 1 M activities", Text(full), $"bare column pass {Text(pass)}", full / pass, "5");
        Benchmark.Row(
            "all models, 1 M activities",
            Text(full),
            $"bare column pass grouped by member {Text(grouped)}",
            full / grouped,
            "5"
        );
        cancellation.ThrowIfCancellationRequested();
        var sql = AgainstSql(log, computed[0]);
        Benchmark.Row(
            "all models, 1 M activities",
            Text(full),
            $"SQL for part of them {Text(sql)}",
            full / sql,
            "0.25"
        );
        var absorb = Absorb(engine, community);
        Benchmark.Row("absorb 1,000 activities and compute", Text(absorb), $"full {Text(full)}", absorb / full, "0.02");
        Benchmark.Row(
            "absorb 1,000 activities and compute",
            Text(absorb),
            $"SQL for part of them {Text(sql)}",
            absorb / sql,
            "0.02"
        );
        var anchor = 1_500_000_000.0 / 10_000_000;
        Benchmark.Row("memory an activity", Bytes(bytes), $"{Bytes(anchor)} (1.5 GB for 10 M)", bytes / anchor, "1");
        var series = Best(
            1,
            () => engine.ComputeSeries(Enumerable.Range(0, 90).Select(day => ModelsCommunity.End.AddDays(-day)))
        );
        Benchmark.Row(
            "90 daily instants, all models",
            Text(series),
            $"90 full {Text(90 * full)}",
            series / (90 * full),
            "0.5"
        );
        return Task.CompletedTask;
    }

    /// <summary>Best of two, after checking that every figure is the same.</summary>
    private static double AgainstSql(IReadOnlyList<Activities.Activity> log, SampleSet computed)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var sql = new ModelsSql(file);
            sql.Load(log);
            var figures = new Dictionary<string, double>(StringComparer.Ordinal);
            var best = Best(2, () => figures = sql.Figures(ModelsCommunity.End));
            Compare(figures, computed);
            return best;
        }
        finally
        {
            foreach (var part in new[] { "", "-wal", "-shm" })
                File.Delete(file + part);
        }
    }

    private static void Compare(Dictionary<string, double> figures, SampleSet computed)
    {
        var ours = computed.Samples.ToDictionary(
            sample => $"{sample.Metric.Name}{{{string.Join(',', sample.Labels)}}}",
            sample => sample.Value,
            StringComparer.Ordinal
        );
        foreach (var (series, value) in figures)
        {
            if (!ours.TryGetValue(series, out var mine) || Math.Abs(mine - value) > 1e-6 * Math.Max(1, Math.Abs(value)))
                throw new InvalidOperationException($"{series}: SQL says {value}, the models say {mine}");
        }

        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{figures.Count} figures of SQL are equal, of {ours.Count}")
        );
    }

    private static double Absorb(ProgramEngine engine, ModelsCommunity community)
    {
        var (times, now) = (new List<double>(), ModelsCommunity.End);
        for (var round = 0; round < WarmUp + 30; round++)
        {
            var news = community.Next(Batch, now);
            now = now.AddMinutes(15);
            var watch = Stopwatch.GetTimestamp();
            engine.Apply(news);
            engine.Compute(now);
            times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        }

        times.RemoveRange(0, WarmUp);
        times.Sort();
        return times[times.Count / 2];
    }

    private static double Best(int rounds, Action work)
    {
        var best = double.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return best;
    }

    private static string Text(double milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms");

    private static string Bytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B");
}

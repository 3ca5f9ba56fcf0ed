namespace DevRel.Benchmarks;

/// <summary>A question of speed or size, answered as a ratio to an anchor in the same run. Prints rows of a Markdown table.</summary>
internal sealed record Benchmark(string Name, Func<CancellationToken, Task> RunAsync)
{
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("exporter", ExporterBenchmarks.RunAsync),
        new("latency", CollectorsLatency.RunAsync),
        new("resources", ResourcesBenchmark.RunAsync),
        new("store", StoreBenchmark.RunAsync),
        new("git", CollectorsGitBenchmarks.RunAsync),
        new("github", CollectorsGitHubBenchmarks.RunAsync),
        new("models", ModelsBenchmarks.RunAsync),
        new("run", AppBenchmarks.RunAsync),
    ];

    /// <summary>One row: what, measured, anchor, ratio, limit.</summary>
    public static void Row(string what, string measured, string anchor, double ratio, string limit) =>
        Console.WriteLine(FormattableString.Invariant($"| {what} | {measured} | {anchor} | {ratio:0.00} | {limit} |"));
}

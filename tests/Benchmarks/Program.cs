using DevRel.Benchmarks;

if (args is ["hello", var address])
{
    await AppBenchmarks.HelloServerAsync(address);
    return;
}

if (await CollectorsGitHubParts.RunAsync(args, CancellationToken.None))
    return;

// dotnet run -c Release --project tests/Benchmarks -- store models …     (no name: all)
var chosen = args.Length == 0 ? Benchmark.All : [.. Benchmark.All.Where(benchmark => args.Contains(benchmark.Name))];
foreach (var benchmark in chosen)
{
    Console.WriteLine($"## {benchmark.Name}");
    await benchmark.RunAsync(CancellationToken.None);
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using DevRel.Resources;
using YamlDotNet.Core;

namespace DevRel.Benchmarks;

/// <summary>1,000 manifests in 100 files: read, checked against the schema and turned into objects, against the bare parser on the same text.</summary>
internal static class ResourcesBenchmark
{
    private const int Files = 100;
    private const int ObjectsPerFile = 10;
    private const int Rounds = 5;
    private static readonly PlatformDescriptor[] Platforms = [new("git", "Git", typeof(Settings))];

    public static Task RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("devrel-benchmark-");
        try
        {
            for (var file = 0; file < Files; file++)
                File.WriteAllText(Path.Combine(folder.FullName, $"{file}.yaml"), Text(file));
            var (parse, load) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
            for (var round = 0; round < Rounds && !cancellationToken.IsCancellationRequested; round++)
            {
                parse = Shorter(parse, () => Parse(folder.FullName));
                load = Shorter(load, () => Load(folder.FullName));
            }

            Benchmark.Row(
                "Load 1,000 manifests",
                Milliseconds(load),
                $"{Milliseconds(parse)} (YamlDotNet's events of the same files)",
                load / parse,
                "1,000 ms"
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return Task.CompletedTask;
    }

    private static void Parse(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var parser = new Parser(new StringReader(File.ReadAllText(file)));
            while (parser.MoveNext()) { }
        }
    }

    private static void Load(string folder)
    {
        var loaded = Manifests.Load([folder], Platforms);
        if (loaded.Resources.Count != Files * ObjectsPerFile || loaded.HasErrors)
            throw new InvalidOperationException(ProblemPrinter.Print(loaded.Problems.Take(3)));
    }

    private static string Text(int file)
    {
        var text = new StringBuilder();
        for (var i = 0; i < ObjectsPerFile; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $$"""
                ---
                apiVersion: devrelmetrics.io/v1alpha1
                kind: MetricSource
                metadata:
                  name: source-{{file}}-{{i}}
                  labels: {program: contoso, tier: core}
                spec:
                  git:
                    url: https://git.example.com/contoso/sdk-{{file}}-{{i}}
                    branches: [main, release-1, release-2]
                  interval: 15m
                  backfill: {since: "2021-01-01"}
                  attribution: {geo: Western Europe, vertical: for_profit}
                  suspend: false

                """
            );
        return text.ToString();
    }

    private static TimeSpan Shorter(TimeSpan best, Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        var elapsed = Stopwatch.GetElapsedTime(start);
        return elapsed < best ? elapsed : best;
    }

    private static string Milliseconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");

    private sealed record Settings
    {
        [Field("Where it is.", Required = true)]
        public string Url { get; init; } = "";

        [Field("What is read.")]
        public IReadOnlyList<string> Branches { get; init; } = [];
    }
}

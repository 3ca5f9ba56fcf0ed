using DevRel.App.Running;
using DevRel.Testing;

namespace DevRel.App.Tests;

/// <summary>A folder with a repository of three people, manifests and room for data.</summary>
internal sealed class Community : IDisposable
{
    public const string Source = """
        apiVersion: devrelmetrics.io/v1alpha1
        kind: MetricSource
        metadata: {name: history, labels: {program: garden}}
        spec:
          git: {url: REPOSITORY}
          interval: 1m
        """;

    public const string Program = """
        apiVersion: devrelmetrics.io/v1alpha1
        kind: DevRelProgram
        metadata: {name: garden}
        spec:
          title: The garden
          sources: {selector: {matchLabels: {program: garden}}}
          objectives:
            - name: grow
              statement: More gardeners
              owner: lead@example.com
              keyResults:
                - name: gardeners
                  metric: devrel_active_members
                  matchLabels: {window: 365d, member_class: human}
                  baseline: 1
                  target: 5
                  start: "2026-01-01"
                  by: "2026-12-31"
        """;

    private readonly TempFolder folder = new();

    public Community()
    {
        Repository = new MadeRepository(folder.At("repository"));
        var now = RealTime.Clock.GetUtcNow();
        foreach (var (day, name) in new[] { (40, "ada"), (30, "bob"), (20, "ada"), (10, "cleo"), (3, "ada") })
            Repository.Commit(name, $"{name}@example.com", now - TimeSpan.FromDays(day));
        Declare("source.yaml", Source);
        Declare("program.yaml", Program);
    }

    public MadeRepository Repository { get; }

    public string Data => folder.At("data");

    public string Manifests => folder.At("manifests");

    public void Declare(string file, string text) =>
        folder.Write(
            Path.Combine("manifests", file),
            text.Replace("REPOSITORY", Repository.Folder, StringComparison.Ordinal)
        );

    public void Withdraw(string file) => File.Delete(Path.Combine(Manifests, file));

    public string Write(string file, string text) => folder.Write(file, text);

    public ServeOptions Options =>
        new()
        {
            Manifests = [Manifests],
            DataFolder = Data,
            Listen = "http://127.0.0.1:0",
        };

    public Task<RunningDevrel> RunAsync() => RunningDevrel.StartAsync(Options);

    public void Dispose() => folder.Dispose();
}

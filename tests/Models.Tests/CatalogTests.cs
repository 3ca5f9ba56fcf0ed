using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Resources;

namespace DevRel.Models.Tests;

public sealed class CatalogTests
{
    [Fact]
    public void A_family_is_declared_once() => ModelCatalog.Metrics.Select(metric => metric.Name).ShouldBeUnique();

    /// <summary>Persons and threads are folded side by side: a model that took both would be written from two threads at once.</summary>
    [Fact]
    public void A_model_follows_persons_or_threads_and_never_both()
    {
        var inputs = new ProgramInputs
        {
            Program = new DevRelProgram
            {
                Metadata = new ObjectMetadata { Name = "any" },
                Spec = new DevRelProgramSpec(),
            },
            Sources = [],
            LiveSince = DateTimeOffset.UnixEpoch,
        };

        ModelCatalog
            .Models.Select(entry => entry.Create(inputs))
            .Where(model => model is IThreadModel and (IRowModel or IPersonModel))
            .ShouldBeEmpty();
    }

    [Fact]
    public void What_can_be_gamed_names_guardrails()
    {
        ModelCatalog.Metrics.Where(metric => metric.Gameable).ShouldAllBe(metric => metric.DefaultGuardrails.Count > 0);
        ModelCatalog
            .Metrics.Where(metric => metric.DropOrder > 0 && metric.Name == "devrel_activities_total")
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_metric_is_explained_with_all_that_is_known_of_it()
    {
        var text = Explain.Metric("devrel_first_response_window_seconds");

        foreach (
            var part in new[]
            {
                "gauge, seconds",
                "p50, p90, mean",
                "7d, 28d, 90d, 365d",
                "CHAOSS",
                "grade A",
                "guardrails",
                "caveat",
            }
        )
            text.ShouldContain(part);
    }

    [Theory]
    [InlineData("devrel_activ_members", "devrel_active_members")]
    [InlineData("orbit_gravty", "devrel_orbit_gravity")]
    public void A_typo_gets_the_nearest_names(string typed, string meant)
    {
        Explain.TryMetric(typed, ModelCatalog.Metrics, out var text).ShouldBeFalse();
        text.ShouldContain(meant);
    }

    [Fact]
    public void The_table_has_a_row_for_every_family()
    {
        var table = MetricsTable.Markdown();
        foreach (var metric in ModelCatalog.Metrics)
            table.ShouldContain($"`{metric.Name}");
    }

    [Fact]
    public void Labels_with_closed_sets_hold_what_models_report() =>
        ModelCatalog
            .Metrics.SelectMany(metric => metric.Labels)
            .ShouldNotContain(label => label.Name == Labels.Program.Name);
}

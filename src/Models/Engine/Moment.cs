using DevRel.Activities;
using DevRel.Metrics;

namespace DevRel.Models.Engine;

/// <summary>What a report may read besides the model's own sums.</summary>
public sealed class Moment
{
    internal Moment(
        DateTimeOffset asOf,
        ProgramInputs inputs,
        Community community,
        SourceBook sources,
        IReadOnlyList<Sample> samples
    )
    {
        AsOf = asOf;
        Inputs = inputs;
        Community = community;
        Sources = sources;
        Samples = samples;
        Known = sources.KnownAt(asOf);
    }

    public DateTimeOffset AsOf { get; }

    /// <summary><see cref="AsOf"/>, see <see cref="Instants"/>.</summary>
    public int Instant => Instants.Of(AsOf);
    public ProgramInputs Inputs { get; }
    public Names Names => Community.Names;

    internal Community Community { get; }

    /// <summary>How the sources fare, and what they observed.</summary>
    public SourceBook Sources { get; }

    /// <summary>What of the past is complete. A report says nothing of what is not: no data is not zero.</summary>
    public Known Known { get; }

    /// <summary>What the models before this one in <see cref="ModelCatalog"/> reported for this instant.</summary>
    public IReadOnlyList<Sample> Samples { get; }
}

/// <summary>How far back the log is complete.</summary>
/// <param name="Recent">The last 90 days of every input: enough for windows up to 90 days.</param>
/// <param name="History">All there is of every input: needed for 365 days, "first ever", "new", "returning", totals.</param>
public readonly record struct Known(bool Recent, bool History)
{
    /// <summary>Whether a window can be counted (0: 7d, 1: 28d, 2: 90d, 3: 365d).</summary>
    public bool Covers(int window) => window < 3 ? Recent : History;
}

using DevRel.Metrics;
using DevRel.Resources;

namespace DevRel.Reports.Page;

/// <summary>All that the page at <c>/</c> shows, gathered before anything is drawn.</summary>
public sealed record PageModel
{
    public required DateTimeOffset Now { get; init; }
    public required string Version { get; init; }
    public required IReadOnlyList<ProgramFigures> Programs { get; init; }
    public required IReadOnlyList<SourceRow> Sources { get; init; }

    /// <summary>What the process is doing while the first numbers are not there yet; null once they are.</summary>
    public string? Waiting { get; init; }
}

/// <param name="Current">Null until the first computation.</param>
/// <param name="Trend">Earlier instants, oldest first, evenly spaced; the pictures.</param>
public sealed record ProgramFigures(DevRelProgram Program, SampleSet? Current, IReadOnlyList<SampleSet> Trend);

/// <summary>One source and how fresh it is.</summary>
/// <param name="State">A value of the label <c>state</c>.</param>
/// <param name="Message">What to do, in words; null when all is well.</param>
/// <param name="Newest">Newest activity in the log.</param>
public sealed record SourceRow(string Name, string Platform, string State)
{
    public string? Message { get; init; }
    public long Activities { get; init; }
    public DateTimeOffset? Newest { get; init; }
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>0..1.</summary>
    public double BackfillProgress { get; init; }
}

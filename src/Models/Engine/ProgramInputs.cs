using DevRel.Activities;
using DevRel.Models.Members;
using DevRel.Resources;

namespace DevRel.Models.Engine;

/// <summary>What a program's figures depend on besides the log. Another answer to any of these is another engine.</summary>
public sealed record ProgramInputs
{
    public required DevRelProgram Program { get; init; }

    /// <summary>The sources that the program's selector chose; records of others are ignored.</summary>
    public required IReadOnlyList<MetricSource> Sources { get; init; }

    /// <summary>Counters count what occurred from here on: the start of the process.</summary>
    public required DateTimeOffset LiveSince { get; init; }

    /// <summary>The keys that accounts were hashed with; null: what manifests and shipped lists name is not recognised.</summary>
    public Pseudonyms? Pseudonyms { get; init; }

    /// <summary>A fresh roster that has been told nothing.</summary>
    public Func<ProgramInputs, IRoster> Roster { get; init; } =
        inputs => new MemberRoster(inputs.Program.Spec, inputs.Sources, inputs.Pseudonyms);
}

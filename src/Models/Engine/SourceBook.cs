using DevRel.Activities;
using DevRel.Resources;

namespace DevRel.Models.Engine;

/// <summary>How the program's sources fare, and the gauges they observed.</summary>
public sealed class SourceBook
{
    private readonly ProgramInputs inputs;
    private readonly Dictionary<string, SourceState> states = new(StringComparer.Ordinal);
    private readonly Dictionary<ObservationKey, SortedList<int, double>> observations = [];

    internal SourceBook(ProgramInputs inputs) => this.inputs = inputs;

    /// <summary>Null: the source has not said anything yet.</summary>
    public SourceState? StateOf(string source) => states.GetValueOrDefault(source);

    /// <summary>By source, signal and resource, sorted; each with its values by instant, ascending.</summary>
    public IEnumerable<(string Source, Signal Signal, string Resource, SortedList<int, double> Values)> Observations =>
        observations
            .OrderBy(pair => pair.Key.Source, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Signal)
            .ThenBy(pair => pair.Key.Resource, StringComparer.Ordinal)
            .Select(pair => (pair.Key.Source, pair.Key.Signal, pair.Key.Resource, pair.Value));

    /// <summary>Sources that figures wait for: all but suspended ones and those that never could deliver anything.</summary>
    public IEnumerable<MetricSource> Inputs => inputs.Sources.Where(IsInput);

    /// <summary>
    /// What is complete at an instant. A source that failed after its first success keeps its values for the program's <c>maxStaleness</c>;
    /// after that its figures go.
    /// </summary>
    internal Known KnownAt(DateTimeOffset asOf)
    {
        var (any, recent, history) = (false, true, true);
        foreach (var source in Inputs)
        {
            any = true;
            var state = StateOf(source.Name);
            var fresh =
                state?.LastSuccess is { } success && success + inputs.Program.Spec.Exporter.MaxStaleness >= asOf;
            recent &= fresh;
            history &= fresh && state is { BackfillProgress: >= 1 };
        }

        return new Known(any && recent, any && history);
    }

    internal void Apply(SourceState state) => states[state.Source] = state;

    internal void Apply(Observation observation)
    {
        var key = new ObservationKey(observation.Source, observation.Signal, observation.Resource);
        if (!observations.TryGetValue(key, out var values))
            observations.Add(key, values = []);
        values[Instants.Of(observation.ObservedAt)] = observation.Value;
    }

    private bool IsInput(MetricSource source)
    {
        var state = StateOf(source.Name);
        if (source.Spec.Suspend || state?.Condition is SourceCondition.Suspended)
            return false;
        return state is not { LastSuccess: null, Condition: SourceCondition.Failing or SourceCondition.Unauthorized };
    }

    private readonly record struct ObservationKey(string Source, Signal Signal, string Resource);
}

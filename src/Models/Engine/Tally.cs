using DevRel.Activities;

namespace DevRel.Models.Engine;

/// <summary>Rows that stand, by origin and kind.</summary>
internal sealed class Tally
{
    private readonly Dictionary<(ushort Origin, ActivityKind Kind), int> counts = [];

    /// <summary>Sources, platforms and kinds that occur at all, in no order.</summary>
    public IEnumerable<(ushort Origin, ActivityKind Kind)> Standing =>
        counts.Where(pair => pair.Value > 0).Select(pair => pair.Key);

    public void Add(in Event happened, int sign)
    {
        var key = (happened.Origin, happened.Kind);
        counts[key] = counts.GetValueOrDefault(key) + sign;
    }
}

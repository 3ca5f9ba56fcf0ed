using System.Runtime.CompilerServices;

namespace DevRel.Models.Engine;

/// <summary>A number for each age zone; a window is the sum of its zones.</summary>
[InlineArray(Ages.Zones)]
internal struct ByZone
{
    private int first;

    /// <summary>What the window holds (0: 7d, 1: 28d, 2: 90d, 3: 365d).</summary>
    public readonly int In(int window)
    {
        var sum = 0;
        for (var zone = 0; zone <= window; zone++)
            sum += this[zone];
        return sum;
    }

    /// <summary>Adds to the zone of an instant, unless it is out of all windows.</summary>
    public void Fold(int asOf, int at, int sign)
    {
        var zone = Ages.Zone(asOf, at);
        if (zone >= 0)
            this[zone] += sign;
    }
}

using DevRel.Metrics;

namespace DevRel.Dashboards;

internal enum Visual
{
    Stat,
    TimeSeries,
    BarGauge,
    Table,
}

/// <param name="Legend">Grafana's template; the program comes in front of it.</param>
internal sealed record Target(string Expression, string Legend);

/// <summary>
/// A panel before it is drawn. Unit, description and caveat come from the definitions of <see cref="Families"/>; only what they cannot know is said here.
/// </summary>
/// <param name="Families">The first one lends its unit and its words. All of them must be declared, or the panel is left out.</param>
/// <param name="Draw">From the definitions, in the order of <see cref="Families"/>.</param>
internal sealed record Panel(
    string Title,
    Visual Visual,
    IReadOnlyList<string> Families,
    Func<IReadOnlyList<Metric>, IReadOnlyList<Target>> Draw
)
{
    /// <summary>Of the 24 columns of a row.</summary>
    public int Width { get; init; } = 8;

    /// <summary>Grafana's name of a unit; null: that of the first family.</summary>
    public string? Unit { get; init; }

    /// <summary>What stands there while nothing is known, in words a reader can act on.</summary>
    public string NoValue { get; init; } = "Not known yet";

    /// <summary>Value to word, for numbers that are states; words beside colours, as not everybody sees colours.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    /// <summary>Added to the help of the first family.</summary>
    public string Note { get; init; } = "";
}

internal sealed record Row(string Title, IReadOnlyList<Panel> Panels);

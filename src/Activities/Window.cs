namespace DevRel.Activities;

/// <summary>A rolling duration before an instant: from inclusive, to exclusive, UTC.</summary>
public readonly record struct Window(string Name, TimeSpan Length)
{
    public static readonly Window Days7 = new("7d", TimeSpan.FromDays(7));
    public static readonly Window Days28 = new("28d", TimeSpan.FromDays(28));
    public static readonly Window Days90 = new("90d", TimeSpan.FromDays(90));
    public static readonly Window Days365 = new("365d", TimeSpan.FromDays(365));

    /// <summary>The closed set of the label <c>window</c>, shortest first.</summary>
    public static IReadOnlyList<Window> All { get; } = [Days7, Days28, Days90, Days365];

    public DateTimeOffset From(DateTimeOffset asOf) => asOf - Length;
}

namespace DevRel.Metrics;

/// <summary>What one of a metric is. <see cref="Suffix"/> is how its name must end (before <c>_total</c>); empty where things are counted.</summary>
public sealed record Unit(string Name, string Suffix)
{
    public static readonly Unit Seconds = new("seconds", "_seconds");

    /// <summary>Unix time, UTC.</summary>
    public static readonly Unit Timestamp = new("timestamp", "_timestamp_seconds");
    public static readonly Unit Bytes = new("bytes", "_bytes");

    /// <summary>0..1.</summary>
    public static readonly Unit Ratio = new("ratio", "_ratio");

    /// <summary>A number with a scale of its own, said in the help.</summary>
    public static readonly Unit Score = new("score", "_score");
    public static readonly Unit Members = new("members", "");
    public static readonly Unit Activities = new("activities", "");
    public static readonly Unit Items = new("items", "");

    /// <summary>0 or 1.</summary>
    public static readonly Unit Boolean = new("boolean", "");

    /// <summary>Always 1; the labels are the fact.</summary>
    public static readonly Unit Info = new("info", "_info");
    public static readonly Unit Number = new("number", "");
    public static readonly Unit Money = new("money", "");
}

namespace DevRel.Exporter;

/// <summary>The running value of one series, or its counts by bucket.</summary>
internal sealed class BridgedSeries(double[] bounds)
{
    private readonly long[] counts = new long[bounds.Length + 1];
    private readonly Lock gate = new();
    private double value;

    /// <summary>The scrape that saw it last, for instruments that are asked at scrapes.</summary>
    public volatile int Observation;

    public double Value
    {
        get
        {
            lock (gate)
                return value;
        }
    }

    public void Add(double by)
    {
        lock (gate)
            value += by;
    }

    public void Set(double to)
    {
        lock (gate)
            value = to;
    }

    public void Observe(double measured)
    {
        var bucket = 0;
        while (bucket < bounds.Length && measured > bounds[bucket])
            bucket++;
        lock (gate)
        {
            counts[bucket]++;
            value += measured;
        }
    }

    public (long[] Counts, double Sum) Histogram()
    {
        lock (gate)
            return ([.. counts], value);
    }
}

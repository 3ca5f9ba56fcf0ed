using DevRel.Metrics;

namespace DevRel.Exporter;

/// <summary>A family that the budget of its program left no room for, as a whole.</summary>
public sealed record DroppedFamily(string Program, string Family, int Series);

/// <summary>Series of a family that came twice or did not fit its first definition; the first of each was kept.</summary>
public sealed record RefusedSeries(string Family, int Series, string Example);

/// <summary>Groups samples into families, refuses what would make the page ambiguous, and keeps every program within its budget.</summary>
internal sealed class SnapshotBuilder
{
    private readonly SortedDictionary<string, Group> groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RefusedSeries> refused = new(StringComparer.Ordinal);
    private readonly HashSet<string> openMetricsNames = new(StringComparer.Ordinal);
    private Group? latest;

    public IReadOnlyCollection<RefusedSeries> Refused => refused.Values;

    public List<DroppedFamily> Dropped { get; } = [];

    public void Add(SampleSet set)
    {
        foreach (var sample in set.Samples)
            Add(new OwnedSample(set.Program, sample));
    }

    /// <summary>Which version of its definition is behind each family of the page.</summary>
    public void AddDefinitions()
    {
        foreach (var metric in groups.Values.Select(group => group.Definition).ToList())
            Add(new OwnedSample(null, ExporterMetrics.About(metric)));
    }

    public IReadOnlyList<SeriesFamily> Build(Func<string, int> budgetOf)
    {
        KeepBudgets(budgetOf);
        return
        [
            .. groups
                .Values.Where(group => group.Samples.Count > 0)
                .Select(group => new SeriesFamily(group.Definition, group.Samples)),
        ];
    }

    private void Add(OwnedSample owned)
    {
        var metric = owned.Sample.Metric;
        var group = ReferenceEquals(latest?.Definition, metric) ? latest : GroupOf(metric);
        if (group is null || !Fits(group.Definition, owned.Sample) || !group.Seen.Add(owned))
        {
            Refuse(owned);
            return;
        }

        latest = group;
        group.Samples.Add(owned);
    }

    /// <summary>Null when the name is taken: in OpenMetrics <c>x_total</c> and <c>x</c> are the same family.</summary>
    private Group? GroupOf(Metric metric)
    {
        if (groups.TryGetValue(metric.Name, out var group))
            return group;
        if (!openMetricsNames.Add(FamilyNames.OpenMetrics(metric.Name, metric.Kind)))
            return null;
        group = new Group(metric);
        groups.Add(metric.Name, group);
        return group;
    }

    private static bool Fits(Metric first, Sample sample) =>
        ReferenceEquals(first, sample.Metric) && sample.Labels.Count == first.Labels.Count && HasItsShape(first, sample)
        || first.Kind == sample.Metric.Kind
            && sample.Labels.Count == first.Labels.Count
            && first.Labels.Select(label => label.Name).SequenceEqual(sample.Metric.Labels.Select(label => label.Name))
            && HasItsShape(first, sample);

    private static bool HasItsShape(Metric metric, Sample sample) =>
        metric.Kind switch
        {
            MetricKind.Histogram => sample.Histogram is { } histogram
                && histogram.Cumulative.Count == metric.Buckets.Count + 1,
            MetricKind.Counter => sample.Histogram is null && sample.Value >= 0,
            _ => sample.Histogram is null,
        };

    private void Refuse(OwnedSample owned)
    {
        var family = owned.Sample.Metric.Name;
        refused[family] = refused.TryGetValue(family, out var before)
            ? before with
            {
                Series = before.Series + 1,
            }
            : new RefusedSeries(family, 1, string.Join(',', owned.Sample.Labels));
    }

    private void KeepBudgets(Func<string, int> budgetOf)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in groups.Values)
        {
            foreach (var (program, count) in group.LinesByProgram())
                lines[program] = lines.GetValueOrDefault(program) + count;
        }

        foreach (var (program, total) in lines)
        {
            if (total - budgetOf(program) is > 0 and var excess)
                Drop(program, excess);
        }
    }

    /// <summary>Whole families: half a family would be a lie in every sum over it. Of one rank the largest goes, so that the fewest go.</summary>
    private void Drop(string program, int excess)
    {
        var candidates = groups
            .Values.Where(group => group.Definition.DropOrder > 0)
            .Select(group => (Group: group, Lines: group.LinesByProgram().GetValueOrDefault(program)))
            .Where(candidate => candidate.Lines > 0)
            .OrderByDescending(candidate => candidate.Group.Definition.DropOrder)
            .ThenByDescending(candidate => candidate.Lines)
            .ThenBy(candidate => candidate.Group.Definition.Name, StringComparer.Ordinal);
        foreach (var (group, lines) in candidates)
        {
            if (excess <= 0)
                return;
            group.Samples.RemoveAll(sample => sample.Program == program);
            Dropped.Add(new DroppedFamily(program, group.Definition.Name, lines));
            excess -= lines;
        }
    }

    private sealed class Group(Metric definition)
    {
        public Metric Definition { get; } = definition;
        public List<OwnedSample> Samples { get; } = [];
        public HashSet<OwnedSample> Seen { get; } = new(SameSeries.Instance);

        public Dictionary<string, int> LinesByProgram()
        {
            var lines = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var sample in Samples)
            {
                if (sample.Program is { } program)
                    lines[program] = lines.GetValueOrDefault(program) + sample.Lines;
            }

            return lines;
        }
    }

    private sealed class SameSeries : IEqualityComparer<OwnedSample>
    {
        public static readonly SameSeries Instance = new();

        public bool Equals(OwnedSample x, OwnedSample y)
        {
            if (x.Program != y.Program || x.Sample.Labels.Count != y.Sample.Labels.Count)
                return false;
            for (var i = 0; i < x.Sample.Labels.Count; i++)
            {
                if (x.Sample.Labels[i] != y.Sample.Labels[i])
                    return false;
            }

            return true;
        }

        public int GetHashCode(OwnedSample owned)
        {
            var hash = new HashCode();
            hash.Add(owned.Program);
            for (var i = 0; i < owned.Sample.Labels.Count; i++)
                hash.Add(owned.Sample.Labels[i]);
            return hash.ToHashCode();
        }
    }
}

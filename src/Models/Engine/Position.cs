using DevRel.Metrics;

namespace DevRel.Models.Engine;

/// <summary>
/// All models' sums at one instant, moved in time and told of changes: whatever changes is folded out as it was and folded in as it is.
/// </summary>
internal sealed class Position : IWatcher
{
    /// <summary>Moving further than this costs more than starting over.</summary>
    private const int LongestStep = 10 * Instants.Day;
    private readonly ProgramInputs inputs;
    private readonly Marks persons = new();
    private readonly Marks threads = new();
    private readonly Marks wholeRows = new();
    private IModel[] models = [];
    private IRowModel[] rowModels = [];
    private IPersonModel[] personModels = [];
    private IThreadModel[] threadModels = [];
    private int[] personLags = [];
    private int[] threadLags = [];
    private bool built;

    public Position(ProgramInputs inputs, Community? community = null)
    {
        this.inputs = inputs;
        Community = community ?? new Community(inputs, this);
    }

    public Community Community { get; }
    public int AsOf { get; private set; }
    public bool IsBuilt => built;

    /// <summary>Threads folded in by the last <see cref="MoveTo"/>; null: all.</summary>
    public IReadOnlyList<int>? MovedThreads { get; private set; }

    public void MoveTo(int asOf)
    {
        if (built && Math.Abs((long)asOf - AsOf) > LongestStep)
            Forget();
        if (!built)
            Build(asOf);
        else
            Step(asOf);
    }

    /// <summary>Sums are dropped; the next move starts over.</summary>
    public void Forget()
    {
        built = false;
        persons.Take();
        threads.Take();
        wholeRows.Take();
    }

    public IReadOnlyList<Sample> Report(DateTimeOffset asOf, SourceBook sources, Predicate<Metric>? wanted)
    {
        var samples = new List<Sample>();
        foreach (var model in models)
        {
            var moment = new Moment(asOf, inputs, Community, sources, samples);
            samples.AddRange([.. model.Report(moment)]);
        }

        if (wanted is not null)
            samples.RemoveAll(sample => !wanted(sample.Metric));
        return samples;
    }

    public void PersonChanges(int person)
    {
        if (built && persons.Add(person))
            Fold(person, [], personModels, -1);
    }

    public void RowsChange(int person)
    {
        if (built && wholeRows.Add(person))
            Fold(person, rowModels, [], -1);
    }

    public void ThreadChanges(int thread)
    {
        if (built && threads.Add(thread))
            FoldThread(thread, threadModels, -1);
    }

    public void Row(in Event happened, int sign)
    {
        var person = Community.People.PersonOf(happened.Member);
        if (!built || wholeRows.Contains(person))
            return;
        var zone = Ages.Zone(AsOf, happened.At);
        if (zone < 0)
            return;
        foreach (var model in rowModels)
            model.Fold(OwnerOf(person), new ReadOnlySpan<Event>(in happened), zone, sign);
    }

    private void Build(int asOf)
    {
        models = [.. ModelCatalog.Models.Select(entry => entry.Create(inputs))];
        Sort();
        personLags = Ages.Of(models.Where(model => model is not IThreadModel));
        threadLags = Ages.Of(threadModels);
        AsOf = asOf;
        Community.Gather();
        FoldAll(rowModels, personModels, threadModels);
        built = true;
        MovedThreads = null;
    }

    private void Sort()
    {
        rowModels = [.. models.OfType<IRowModel>()];
        personModels = [.. models.OfType<IPersonModel>()];
        threadModels = [.. models.OfType<IThreadModel>()];
    }

    internal void FoldAll(
        ReadOnlySpan<IRowModel> ofRows,
        ReadOnlySpan<IPersonModel> ofPersons,
        ReadOnlySpan<IThreadModel> ofThreads
    )
    {
        // No model is of both kinds and a fold reads nothing but the log, so the two walks share no sum and one result is as good as the other.
        var (rows, folded, threaded) = (ofRows.ToArray(), ofPersons.ToArray(), ofThreads.ToArray());
        Parallel.Invoke(() => FoldAllPersons(rows, folded), () => FoldAllThreads(threaded));
    }

    private void FoldAllPersons(IRowModel[] ofRows, IPersonModel[] ofPersons)
    {
        for (var person = 0; person < Community.Persons.Count && ofRows.Length + ofPersons.Length > 0; person++)
            Fold(person, ofRows, ofPersons, +1);
    }

    private void FoldAllThreads(IThreadModel[] ofThreads)
    {
        for (var thread = 0; thread < Community.Threads.Count && ofThreads.Length > 0; thread++)
            FoldThread(thread, ofThreads, +1);
    }

    private void Step(int asOf)
    {
        // As in FoldAll, persons and threads have no sum in common.
        Parallel.Invoke(() => PersonsLeave(asOf), () => ThreadsLeave(asOf));
        var turned = Turned(AsOf, asOf);
        AsOf = asOf;
        FoldIn();
        foreach (var index in turned)
            Replace(index);
    }

    /// <summary>Folds out the threads for which time crosses an age.</summary>
    private void ThreadsLeave(int asOf)
    {
        foreach (var row in Collect(Ages.Crossed(AsOf, asOf, threadLags)))
        {
            if (Community.Rows.Thread[row] is >= 0 and var thread)
                ThreadChanges(thread);
        }
    }

    /// <summary>The same of persons; their rows move on to the next age at once.</summary>
    private void PersonsLeave(int asOf)
    {
        var crossing = new Marks();
        foreach (var row in Collect(Ages.CrossedDaily(AsOf, asOf, personLags)))
            crossing.Add(Community.People.PersonOf(Community.Rows.Member[row]));
        foreach (var person in Community.Accounts.Dated)
        {
            if (Ages.CrossesBelonging(Community.People.Person(person), AsOf, asOf))
                PersonChanges(person);
        }

        var crossed = crossing.Take();
        foreach (var person in crossed)
            PersonChanges(person);
        foreach (var person in crossed)
            MoveRows(person, asOf);
    }

    private List<int> Collect(IEnumerable<(int From, int To)> times)
    {
        var rows = new List<int>();
        foreach (var (from, to) in times)
            Community.Times.Collect(from, to, Community.Rows.At, rows);
        return rows;
    }

    /// <summary>Models for which time moved into another period of their calendar.</summary>
    private List<int> Turned(int before, int after)
    {
        var turned = new List<int>();
        for (var i = 0; i < models.Length; i++)
        {
            if (models[i].Epoch(before) != models[i].Epoch(after))
                turned.Add(i);
        }

        return turned;
    }

    /// <summary>A fresh model instead of one whose every fold has changed: the same as folding everybody out and in, at half the price.</summary>
    private void Replace(int index)
    {
        models[index] = ModelCatalog.Models[index].Create(inputs);
        Sort();
        FoldAll(
            [.. models[index..(index + 1)].OfType<IRowModel>()],
            [.. models[index..(index + 1)].OfType<IPersonModel>()],
            [.. models[index..(index + 1)].OfType<IThreadModel>()]
        );
    }

    private void FoldIn()
    {
        var moved = MovedThreads = threads.Take();
        Parallel.Invoke(
            () =>
            {
                foreach (var person in wholeRows.Take())
                    Fold(person, rowModels, [], +1);
                foreach (var person in persons.Take())
                    Fold(person, [], personModels, +1);
            },
            () =>
            {
                foreach (var thread in moved)
                    FoldThread(thread, threadModels, +1);
            }
        );
    }

    /// <summary>Rows that leave one age zone for the next.</summary>
    private void MoveRows(int person, int asOf)
    {
        if (wholeRows.Contains(person))
            return;
        var (early, late, sign) = AsOf <= asOf ? (AsOf, asOf, +1) : (asOf, AsOf, -1);
        var events = Community.Persons[person];
        for (var boundary = 0; boundary <= Ages.Zones; boundary++)
        {
            var age = boundary == 0 ? 0 : Instants.Lengths[boundary - 1];
            var start = Timeline.LowerBound(events, Instants.Before(early, age));
            var end = Timeline.LowerBound(events, Instants.Before(late, age));
            if (start == end)
                continue;
            if (boundary > 0)
                FoldZone(person, rowModels, events[start..end], boundary - 1, -sign);
            if (boundary < Ages.Zones)
                FoldZone(person, rowModels, events[start..end], boundary, sign);
        }
    }

    private void FoldZone(int person, ReadOnlySpan<IRowModel> folded, ReadOnlySpan<Event> rows, int zone, int sign)
    {
        var owner = OwnerOf(person);
        foreach (var model in folded)
            model.Fold(owner, rows, zone, sign);
    }

    private RowOwner OwnerOf(int person) =>
        new(
            person,
            Community.People.Person(person),
            Community.People.ClassOf(person),
            Community.People.IsDated(person),
            Community.People.IsNobodyPerson(person)
        );

    private void Fold(int person, ReadOnlySpan<IRowModel> ofRows, ReadOnlySpan<IPersonModel> ofPersons, int sign)
    {
        var people = Community.People;
        var events = Community.Persons[person];
        events = events[..Timeline.LowerBound(events, AsOf)];
        if (events.IsEmpty)
            return;
        var view = new PersonView(person, people.Person(person), people.ClassOf(person, AsOf), events, AsOf)
        {
            IsDated = people.IsDated(person),
        };
        for (var zone = 0; zone < Ages.Zones && !ofRows.IsEmpty; zone++)
        {
            if (view.Zone(zone) is { IsEmpty: false } rows)
                FoldZone(person, ofRows, rows, zone, sign);
        }

        if (people.IsNobodyPerson(person))
            return;
        foreach (var model in ofPersons)
            model.Fold(view, sign);
    }

    private void FoldThread(int thread, ReadOnlySpan<IThreadModel> folded, int sign)
    {
        var events = Community.Threads[thread];
        events = events[..Timeline.LowerBound(events, AsOf)];
        if (events.IsEmpty)
            return;
        var view = Community.Thread(thread, AsOf);
        foreach (var model in folded)
            model.Fold(view, sign);
    }
}

using DevRel.Activities;

namespace DevRel.Models.Engine;

/// <summary>The log as the models need it: rows by key, by person, by thread and by time. Upserts and retractions in any order.</summary>
internal sealed class Community(ProgramInputs inputs, IWatcher watcher)
{
    private readonly HashSet<string> selected = inputs
        .Sources.Where(source => !source.Spec.Suspend)
        .Select(source => source.Name)
        .ToHashSet(StringComparer.Ordinal);
    private readonly KeyTable threadKeys = new();
    private readonly HashSet<MemberId> erased = [];
    private readonly Schedule schedule = new(inputs.Program.Spec.Regions.WorkingHours);
    private readonly AcceptedAnswers accepted = new();

    public Names Names { get; } = new();
    public Rows Rows { get; } = new();
    public Accounts Accounts { get; } = new(inputs.Roster(inputs));
    public People People => Accounts.People;
    public TimeIndex Times { get; } = new();
    public Timelines<Event> Persons { get; } = new();
    public Timelines<ThreadEvent> Threads { get; } = new();

    /// <summary>How many rows stand by source and kind, whatever the time.</summary>
    public Tally Seen { get; } = new();

    /// <returns>The row when it is new; null when it was known, ignored or the same.</returns>
    public Event? Apply(Activity activity)
    {
        if (!selected.Contains(activity.Source))
            return null;
        var key = Key.Of(activity.Source, activity.NativeId);
        var known = Rows.Find(key);
        if (activity.Member is { } actor && KindMeanings.IsAct(activity.Kind) && erased.Contains(actor))
        {
            if (known >= 0)
                Drop(known);
            return null;
        }

        var row = Read(activity);
        if (known >= 0)
        {
            Replace(known, row, activity);
            return null;
        }

        // What stands is folded out before the key is known: an acceptance may have waited for it.
        Announce(row.Event);
        Put(Rows.Add(key, row), row, activity);
        return row.Event;
    }

    public void Apply(Retraction retraction)
    {
        var row = Rows.Find(Key.Of(retraction.Source, retraction.NativeId));
        if (row >= 0)
            Drop(row);
    }

    public void Apply(MemberFact fact)
    {
        if (selected.Contains(fact.Source) && !erased.Contains(fact.Member))
            Accounts.Roster.Learn(fact);
    }

    public void Apply(Erasure erasure)
    {
        erased.Add(erasure.Member);
        Accounts.Roster.Forget(erasure.Member);
        var member = Accounts.Find(erasure.Member);
        if (member < 0)
            return;
        var rows = new List<int>();
        foreach (var happened in Persons[People.PersonOf(member)])
        {
            if (happened.Member == member)
                Times.Collect(happened.At, happened.At + 1, Rows.At, rows);
        }

        foreach (var row in rows.Distinct().Where(row => Rows.Member[row] == member).ToList())
            Drop(row);
    }

    /// <summary>Asks the roster who is who now; what its new answers touch is announced to the watcher first.</summary>
    public void Refresh() => Accounts.Refresh(this, watcher);

    /// <summary>Lays timelines that grew one among another side by side, before everything is read in order.</summary>
    public void Gather()
    {
        Persons.Gather();
        Threads.Gather();
    }

    /// <summary>A thread with events before the instant.</summary>
    public ThreadView Thread(int thread, int asOf)
    {
        var events = Threads[thread];
        events = events[..Timeline.LowerBound(events, asOf)];
        return new ThreadView(thread, events, asOf, People, accepted.Of(thread, asOf, Rows));
    }

    private Row Read(Activity activity)
    {
        var at = Instants.Of(activity.OccurredAt);
        var named = activity.Member is not null && KindMeanings.IsAct(activity.Kind);
        var member = named ? Accounts.Number(activity.Member!.Value) : Accounts.Nobody(Instants.DayOf(at));
        var thread = activity.Thread is null ? -1 : ThreadNumber(Key.Of(activity.Source, activity.Thread));
        var origin = Names.Number(activity.Source, activity.Platform);
        var happened = new Event(at, thread, member, activity.Kind, FlagsOf(activity), origin);
        return new Row(happened, named ? activity.Hints : MemberHints.None);
    }

    private int ThreadNumber(Key key)
    {
        var known = threadKeys.Find(key);
        return known >= 0 ? known : threadKeys.Add(key);
    }

    private EventFlags FlagsOf(Activity activity)
    {
        var (flags, said) = (EventFlags.None, activity.Attributes);
        if (said.Merge)
            flags |= EventFlags.Merge;
        if (said.Draft)
            flags |= EventFlags.Draft;
        if (said.CoAuthor)
            flags |= EventFlags.CoAuthor;
        if (said.AsksAnswer)
            flags |= EventFlags.AsksAnswer;
        return flags | schedule.FlagsOf(activity.OccurredAt, said.UtcOffsetMinutes);
    }

    private void Replace(int number, in Row row, Activity activity)
    {
        if (Rows[number] == row && !accepted.Differs(number, activity))
            return;
        TakeOut(number);
        Rows.Set(number, row);
        Put(number, row, activity);
    }

    private void Drop(int number)
    {
        TakeOut(number);
        Rows.Remove(number);
    }

    private void Put(int number, in Row row, Activity activity)
    {
        var happened = row.Event;
        Announce(happened);
        Persons.Insert(People.PersonOf(happened.Member), happened);
        if (happened.Thread >= 0)
            Threads.Insert(happened.Thread, InThread(happened));
        Times.Add(happened.At, number);
        accepted.Put(number, happened.Thread, activity);
        Accounts.Count(row, +1);
        Seen.Add(happened, +1);
        watcher.Row(happened, +1);
    }

    private void TakeOut(int number)
    {
        var row = Rows[number];
        var happened = row.Event;
        Announce(happened);
        watcher.Row(happened, -1);
        Persons.Remove(People.PersonOf(happened.Member), happened);
        if (happened.Thread >= 0)
            Threads.Remove(happened.Thread, InThread(happened));
        Times.Remove(happened.At, number);
        accepted.Remove(number, happened.Thread);
        Accounts.Count(row, -1);
        Seen.Add(happened, -1);
    }

    private void Announce(in Event happened)
    {
        watcher.PersonChanges(People.PersonOf(happened.Member));
        if (happened.Thread >= 0)
            watcher.ThreadChanges(happened.Thread);
    }

    private static ThreadEvent InThread(in Event happened) =>
        new(happened.At, happened.Member, happened.Kind, happened.Flags, happened.Origin);
}

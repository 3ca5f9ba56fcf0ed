using DevRel.Activities;

namespace DevRel.Models.Engine;

/// <summary>Which answer an acceptance names: few rows say so, and what they name may come later than they do.</summary>
internal sealed class AcceptedAnswers
{
    private readonly Dictionary<int, Key> namedBy = [];
    private readonly Dictionary<int, List<int>> byThread = [];

    /// <summary>Whether a row names another answer than before.</summary>
    public bool Differs(int row, Activity activity) =>
        namedBy.TryGetValue(row, out var key) ? KeyOf(activity) != key : KeyOf(activity) is not null;

    public void Put(int row, int thread, Activity activity)
    {
        if (KeyOf(activity) is not { } key || thread < 0)
            return;
        namedBy[row] = key;
        if (!byThread.TryGetValue(thread, out var rows))
            byThread.Add(thread, rows = []);
        rows.Add(row);
    }

    public void Remove(int row, int thread)
    {
        if (namedBy.Remove(row))
            byThread[thread].Remove(row);
    }

    /// <summary>The latest acceptance before the instant decides (of one second that with the smaller key); an answer outside the thread, or not there, is none.</summary>
    public AcceptedAnswer Of(int thread, int asOf, Rows rows)
    {
        if (!byThread.TryGetValue(thread, out var acceptances))
            return AcceptedAnswer.None;
        var (latest, answer) = (Instants.Always, -1);
        foreach (var acceptance in acceptances)
        {
            var at = rows.At[acceptance];
            var named = rows.Find(namedBy[acceptance]);
            if (at >= asOf || at < latest || named < 0 || !IsAnswer(rows[named].Event, thread, asOf))
                continue;
            if (at == latest && answer >= 0 && Precedes(rows, answer, named))
                continue;
            (latest, answer) = (at, named);
        }

        return answer < 0 ? AcceptedAnswer.None : new AcceptedAnswer(rows.Member[answer], rows.At[answer]);
    }

    private static bool Precedes(Rows rows, int one, int other) =>
        (rows.KeyOf(one).High, rows.KeyOf(one).Low).CompareTo((rows.KeyOf(other).High, rows.KeyOf(other).Low)) <= 0;

    /// <summary>An opener is no answer: that is what some platforms name when the answer is gone.</summary>
    private static bool IsAnswer(in Event named, int thread, int asOf) =>
        named.Thread == thread && named.At < asOf && ThreadItems.OpenedBy(named.Kind) == ThreadItem.None;

    private static Key? KeyOf(Activity activity) =>
        activity is { Kind: ActivityKind.AnswerAccepted, Parent: { } parent } ? Key.Of(activity.Source, parent) : null;
}

/// <summary>Account (-1: none) and time of an answer marked as accepted.</summary>
internal readonly record struct AcceptedAnswer(int Member, int At)
{
    public static readonly AcceptedAnswer None = new(-1, Instants.Never);
}

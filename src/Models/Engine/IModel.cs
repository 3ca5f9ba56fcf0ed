using DevRel.Metrics;
using DevRel.Models.Members;

namespace DevRel.Models.Engine;

/// <summary>
/// A question asked of the whole community, kept answered while activities come in and time moves. A model holds sums, nothing else:
/// the engine folds rows, persons and threads into it with sign +1, and before anything about one of them changes, or time crosses one of
/// the <see cref="Lags"/> for it, folds it once more with sign -1, seeing exactly what it saw then. So a fold
/// <list type="bullet">
/// <item>depends on its arguments and the model's settings alone (no state, no clock, no other person or thread);</item>
/// <item>adds integers, or to a <see cref="Bag"/>: -1 must undo +1 to the last bit;</item>
/// <item>is cheap for a person of a hundred thousand activities: binary search (<see cref="PersonView.IndexOf"/>) and early exits, no scan of everything.</item>
/// </list>
/// Implement <see cref="IRowModel"/>, <see cref="IPersonModel"/>, <see cref="IThreadModel"/>, or none to work on the samples of others.
/// </summary>
public interface IModel
{
    /// <summary>
    /// Ages of an activity, beyond those of the windows (7, 28, 90, 365 days), at which what it contributes changes. A fold at instant T may
    /// depend on comparisons of T - age with the times of the folded thing's events, and for a person of the start of T's UTC day - age with them; on nothing else of T.
    /// </summary>
    IReadOnlyList<TimeSpan> Lags => [];

    /// <summary>
    /// A number that a fold at an instant may depend on besides the comparisons above, such as the month of the program's time zone. When time
    /// moves on to another number the engine folds everybody out as they were and in again.
    /// </summary>
    int Epoch(int instant) => 0;

    /// <summary>The samples at <see cref="Moment.AsOf"/>, of the model's metrics; any order.</summary>
    IEnumerable<Sample> Report(Moment moment);
}

public interface IRowModel : IModel
{
    /// <summary>Activities of one person that share an age zone: <paramref name="zone"/> 0 is younger than 7 days, 1 than 28, 2 than 90, 3 than 365. Older ones are not folded.</summary>
    void Fold(in RowOwner owner, ReadOnlySpan<Event> rows, int zone, int sign);
}

public interface IPersonModel : IModel
{
    /// <summary>Persons with at least one activity before the instant; never <c>nobody</c>.</summary>
    void Fold(in PersonView person, int sign);
}

public interface IThreadModel : IModel
{
    /// <summary>Threads with at least one event before the instant.</summary>
    void Fold(in ThreadView thread, int sign);
}

/// <summary>Whose rows are folded.</summary>
/// <param name="Index">Number of the person, stable while the person is.</param>
/// <param name="Class">The person's, outside every time on the team.</param>
/// <param name="IsDated">Class and organisation may depend on the date: ask the person. For nearly everybody they do not.</param>
/// <param name="IsNobody">Nobody is named for the activity, or it was done to a member and not by them; the class is then unknown.</param>
public readonly record struct RowOwner(int Index, Person Person, MemberClass Class, bool IsDated, bool IsNobody);

/// <summary>One line of <see cref="ModelCatalog"/>.</summary>
/// <param name="Name">Group of the catalogue of metrics: <c>members</c>.</param>
/// <param name="Create">A fresh model with sums of zero.</param>
public sealed record ModelEntry(string Name, IReadOnlyList<Metric> Metrics, Func<ProgramInputs, IModel> Create);

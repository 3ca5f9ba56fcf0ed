using System.Globalization;
using System.Numerics;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Models.Presence;

namespace DevRel.Models.Retention;

/// <summary>
/// Who stays. All of it is about humans of today and what they did off the team, and waits for complete history, since "first" means nothing
/// without it.
/// <list type="bullet">
/// <item>Period: a calendar month of the program's time zone. A cohort is everyone whose first activity fell into one month. At age k it is the
/// month k later; a cohort is matured for k once that month is over.</item>
/// <item>Retained at age k = Σ over the last 12 cohorts matured for k of members active in their month k; over Σ of their members. Larger
/// cohorts weigh more. Each age has its own twelve cohorts. Age 0 is 1 by definition and is shown so that a curve starts there.</item>
/// <item>N-day: of members whose first day lies in the 365 days up to the last day that allows it, those active within the 30 days that begin N
/// days after their first day; only members for whom these 30 days are over.</item>
/// <item>Survival at age k: Kaplan-Meier chance that a member's last activity comes k months after the first, or later. Who was
/// silent for 90 days counts as gone after their last month, who was not as still watched. It can rise again when somebody comes back.</item>
/// <item>Cohorts, and the retained of a cohort, of fewer than the program's <c>minimumGroupSize</c> are hidden and counted in
/// <c>devrel_suppressed_groups</c>; none at all is known to be zero and shown. N-day figures are totals and stay exact.</item>
/// </list>
/// </summary>
public sealed class RetentionModel : IPersonModel
{
    private const int LastAge = Stay.Ages - 1;
    private const int Cohorts = 12;
    private const int CohortDays = 365;
    private const int FirstMonth = 2000 * 12;
    private const int Months = 70 * 12;
    private const int Days = Months * 31;
    private static readonly int PerDay = 1 + Stay.Horizons.Length;

    private const string History =
        "Known only once history is complete, and counts who gave the platform the same account.";

    public static readonly Metric Retained = Metric.Gauge(
        "devrel_retained_members",
        Unit.Members,
        "Members active in the month cohort_age after the month of their first activity, over the last 12 cohorts for which that month is over.",
        Labels.CohortAge
    ) with
    {
        Indicator = Indicator.Lagging,
        Source = "ours, after OSS Compass and LFX Insights",
        SplitsPeople = true,
        DropOrder = 2,
        Caveat = History,
    };

    public static readonly Metric CohortMembers = Metric.Gauge(
        "devrel_cohort_members",
        Unit.Members,
        "Members of the cohorts that devrel_retained_members counts at the same cohort_age: the last 12 months of first activity for which the month cohort_age later is over.",
        Labels.CohortAge
    ) with
    {
        Indicator = Indicator.Context,
        SplitsPeople = true,
        DropOrder = 2,
        Caveat = "Each age has its own twelve cohorts, so the sizes differ between ages.",
    };

    public static readonly Metric NDayRetained = Metric.Gauge(
        "devrel_nday_retained_members",
        Unit.Members,
        "Members active within the 30 days that begin at the horizon after their first day, of those devrel_nday_eligible_members counts.",
        Labels.Horizon
    ) with
    {
        Indicator = Indicator.Lagging,
        Source = "DRF I3.c",
        Caveat = History,
    };

    public static readonly Metric NDayEligible = Metric.Gauge(
        "devrel_nday_eligible_members",
        Unit.Members,
        "Members whose first day lies in the latest 365 days for which the 30 days after the horizon are over.",
        Labels.Horizon
    ) with
    {
        Indicator = Indicator.Context,
        Source = "DRF I3.c",
        Caveat = "Who came lately is not in it yet, so a campaign shows here a horizon and a month later.",
    };

    public static readonly Metric SurvivalRatio = Metric.Gauge(
        "devrel_member_survival_ratio",
        Unit.Ratio,
        "Kaplan-Meier chance that a member is still active cohort_age months after the month of the first activity or later; 90 days of silence count as leaving.",
        Labels.CohortAge
    ) with
    {
        Indicator = Indicator.Lagging,
        Source = "CHAOSS data science: survival analysis",
        SplitsPeople = true,
        DropOrder = 2,
        Caveat = "An estimate over all members ever; it moves slowly and says little about the last months.",
    };

    public static IReadOnlyList<Metric> Metrics { get; } =
    [Retained, CohortMembers, NDayRetained, NDayEligible, SurvivalRatio];

    private readonly ProgramCalendar calendar;
    private readonly int minimumGroupSize;

    /// <summary>By month of first activity and age: members active then; age 0 is the cohort's size.</summary>
    private readonly int[] active = new int[Months * Stay.Ages];

    /// <summary>By first day: members, then those active at each horizon.</summary>
    private readonly int[] returned = new int[Days * (1 + Stay.Horizons.Length)];
    private readonly long[] left = new long[Stay.Ages + 1];
    private readonly long[] watched = new long[Stay.Ages + 1];

    public RetentionModel(ProgramInputs inputs)
    {
        calendar = ProgramCalendar.Of(inputs.Program.Spec.TimeZone);
        minimumGroupSize = inputs.Program.Spec.Privacy.MinimumGroupSize;
    }

    public void Fold(in PersonView person, int sign)
    {
        if (person.Class != MemberClass.Human)
            return;
        if (CommunityWork.IsAll(person))
            Fold(person.Events, person.IsActive(SilenceWindow), sign);
        else if (CommunityWork.Of(person) is { Length: > 0 } events)
            Fold(events, events[^1].At >= Instants.Before(person.AsOf, Instants.Windows[SilenceWindow]), sign);
    }

    /// <summary>90 days, index into the windows.</summary>
    private const int SilenceWindow = 2;

    public IEnumerable<Sample> Report(Moment moment)
    {
        if (!moment.Known.History)
            return [];
        var month = calendar.MonthOf(moment.Instant) - FirstMonth;
        var day = calendar.DayOf(moment.Instant);
        return [.. ByCohort(month), .. ByHorizon(day), .. BySurvival()];
    }

    private void Fold(ReadOnlySpan<Event> events, bool stillWatched, int sign)
    {
        var stay = Stay.Of(events, calendar);
        var cohort = Math.Clamp(stay.Month - FirstMonth, 0, Months - 1) * Stay.Ages;
        for (var ages = stay.ActiveAges; ages != 0; ages &= ages - 1)
            active[cohort + BitOperations.TrailingZeroCount(ages)] += sign;
        var first = Math.Clamp(stay.Day, 0, Days - 1) * PerDay;
        returned[first] += sign;
        for (var horizons = stay.ActiveHorizons; horizons != 0; horizons &= horizons - 1)
            returned[first + 1 + BitOperations.TrailingZeroCount(horizons)] += sign;
        (stillWatched ? watched : left)[stay.LastAge] += sign;
    }

    private IEnumerable<Sample> ByCohort(int thisMonth)
    {
        var (fewMembers, fewRetained) = (0, 0);
        for (var age = 0; age <= LastAge; age++)
        {
            var (members, retained) = CohortsAt(thisMonth - 1 - age, age);
            if (!IsSmall(members))
                yield return CohortMembers.Of(members, Name(age));
            if (!IsSmall(members) && !IsSmall(retained))
                yield return Retained.Of(retained, Name(age));
            fewMembers += IsSmall(members) ? 1 : 0;
            fewRetained += IsSmall(members) || IsSmall(retained) ? 1 : 0;
        }

        yield return MemberSplits.Suppressed.Of(fewMembers, CohortMembers.Name);
        yield return MemberSplits.Suppressed.Of(fewRetained, Retained.Name);
    }

    private (long Members, long Retained) CohortsAt(int newest, int age)
    {
        var (members, retained) = (0L, 0L);
        for (var cohort = Math.Max(newest - Cohorts + 1, 0); cohort <= newest; cohort++)
        {
            members += active[cohort * Stay.Ages];
            retained += active[(cohort * Stay.Ages) + age];
        }

        return (members, retained);
    }

    private IEnumerable<Sample> ByHorizon(int today)
    {
        for (var i = 0; i < Stay.Horizons.Length; i++)
        {
            var (eligible, retained) = (0L, 0L);
            var newest = today - Stay.Horizons[i] - Stay.HorizonDays;
            for (var day = Math.Max(newest - CohortDays + 1, 0); day <= newest; day++)
            {
                eligible += returned[day * PerDay];
                retained += returned[(day * PerDay) + 1 + i];
            }

            var horizon = Name(Stay.Horizons[i]) + "d";
            yield return NDayRetained.Of(retained, horizon);
            yield return NDayEligible.Of(eligible, horizon);
        }
    }

    private IEnumerable<Sample> BySurvival()
    {
        var few = IsSmall(left.Sum() + watched.Sum());
        var ratios = few ? [] : Survival.KaplanMeier(left, watched).Take(Stay.Ages);
        return ratios
            .Select((ratio, age) => SurvivalRatio.Of(ratio, Name(age)))
            .Append(MemberSplits.Suppressed.Of(few ? Stay.Ages : 0, SurvivalRatio.Name));
    }

    /// <summary>Somebody, but too few to be shown.</summary>
    private bool IsSmall(long members) => members > 0 && members < minimumGroupSize;

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);
}

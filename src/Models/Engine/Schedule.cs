using DevRel.Resources;

namespace DevRel.Models.Engine;

/// <summary>Working hours, Monday to Friday, by the actor's own clock.</summary>
internal sealed class Schedule(WorkingHoursSpec hours)
{
    public EventFlags FlagsOf(DateTimeOffset occurredAt, int? utcOffsetMinutes)
    {
        if (utcOffsetMinutes is not { } minutes || Math.Abs(minutes) > 14 * 60)
            return EventFlags.None;
        var local = occurredAt.ToOffset(TimeSpan.FromMinutes(minutes));
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        var working =
            local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && time.IsBetween(hours.Start, hours.End);
        return EventFlags.KnownClock | (working ? EventFlags.None : EventFlags.OffSchedule);
    }
}

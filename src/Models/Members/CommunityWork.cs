using DevRel.Models.Engine;

namespace DevRel.Models.Members;

/// <summary>
/// What a person did as one of the community. Somebody who left the team is a member like any other, but the work they were paid for says
/// nothing about the community: models of commitment and of staying do not count it.
/// </summary>
internal static class CommunityWork
{
    /// <summary>True for nearly everybody: no time on the team, so every event counts.</summary>
    public static bool IsAll(in PersonView person)
    {
        for (var i = 0; person.IsDated && i < person.Person.Belongings.Count; i++)
        {
            if (person.Person.Belongings[i].Team)
                return false;
        }

        return true;
    }

    /// <summary>The events off the team, in order; a copy.</summary>
    public static Event[] Of(in PersonView person)
    {
        var found = new List<Event>();
        foreach (ref readonly var happened in person.Events)
        {
            if (person.Person.ClassAt(happened.At) == MemberClass.Human)
                found.Add(happened);
        }

        return [.. found];
    }
}

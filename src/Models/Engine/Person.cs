using DevRel.Activities;
using DevRel.Models.Members;

namespace DevRel.Models.Engine;

/// <summary>
/// One person as a program knows them: what the roster answers for each of their accounts. Immutable: a change is a new object.
/// </summary>
public sealed record Person
{
    /// <summary>The smallest of their accounts' ids: the same whatever came first.</summary>
    public required MemberId Id { get; init; }

    /// <summary>Class outside every <see cref="Belonging"/> that says <c>Team</c>.</summary>
    public MemberClass Class { get; init; }

    /// <summary>Who employs them when; of several that hold at one instant the first counts.</summary>
    public IReadOnlyList<Belonging> Belongings { get; init; } = [];

    /// <summary>A value of <see cref="Geography.Values"/>.</summary>
    public string Geo { get; init; } = "unknown";

    /// <summary>A value of the label <c>vertical</c>, never <c>other</c>; at moments for which no <see cref="Belonging"/> says another.</summary>
    public string Vertical { get; init; } = "unknown";

    /// <summary>A person nobody has said anything about.</summary>
    public static Person Plain(MemberId id) => new() { Id = id };

    public MemberClass ClassAt(int instant)
    {
        if (Class is not MemberClass.Human)
            return Class;
        for (var i = 0; i < Belongings.Count; i++)
        {
            if (Belongings[i].Team && Belongings[i].Holds(instant))
                return MemberClass.Team;
        }

        return Class;
    }

    /// <summary>Null: nobody knows.</summary>
    public IdentityHash? OrganizationAt(int instant)
    {
        for (var i = 0; i < Belongings.Count; i++)
        {
            if (Belongings[i].Organization is { } organization && Belongings[i].Holds(instant))
                return organization;
        }

        return null;
    }

    public string VerticalAt(int instant)
    {
        for (var i = 0; i < Belongings.Count; i++)
        {
            if (Belongings[i].Vertical is { } vertical && Belongings[i].Holds(instant))
                return vertical;
        }

        return Vertical;
    }
}

/// <summary>A time with an organisation: from inclusive, to exclusive, as <see cref="Instants"/>.</summary>
public sealed record Belonging(IdentityHash? Organization, bool Team)
{
    public int From { get; init; } = Instants.Always;
    public int To { get; init; } = Instants.Never;

    /// <summary>Null: the organisation's is not known.</summary>
    public string? Vertical { get; init; }

    public bool Holds(int instant) => From <= instant && instant < To;
}

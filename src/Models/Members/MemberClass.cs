namespace DevRel.Models.Members;

/// <summary>What a member is to a program; the closed set of the label <c>member_class</c>. Team alone depends on the moment.</summary>
public enum MemberClass : byte
{
    /// <summary>A person of the community: whom every community figure counts.</summary>
    Human = 0,

    /// <summary>Employed by whoever runs the program, at that moment: shown, never counted as community.</summary>
    Team = 1,

    /// <summary>Automation: kept and flagged, never counted as a person.</summary>
    Bot = 2,

    /// <summary>A program that writes and reviews on somebody's order: automation of a kind of its own.</summary>
    AiAgent = 3,

    /// <summary>Nobody can tell: a placeholder of an import, an organisation's account.</summary>
    Unknown = 4,
}

public static class MemberClasses
{
    public static IReadOnlyList<MemberClass> All { get; } = Enum.GetValues<MemberClass>();

    /// <summary>As labels spell it: <c>ai_agent</c>.</summary>
    public static string Name(this MemberClass memberClass) =>
        memberClass switch
        {
            MemberClass.Human => "human",
            MemberClass.Team => "team",
            MemberClass.Bot => "bot",
            MemberClass.AiAgent => "ai_agent",
            MemberClass.Unknown => "unknown",
            _ => throw new ArgumentOutOfRangeException(nameof(memberClass), memberClass, message: null),
        };
}

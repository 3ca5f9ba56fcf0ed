using DevRel.Activities;
using DevRel.Models.Engine;

namespace DevRel.Models.Members;

/// <summary>Why a member is what they are: for whoever asks <c>devrel members</c>.</summary>
/// <param name="Accounts">By ascending id.</param>
/// <param name="Rule">What decided the class at moments off the team.</param>
/// <param name="Spans">Where the person belonged when, and how that is known.</param>
/// <param name="Joins">What made one person of the accounts: one fewer than these.</param>
/// <param name="ConflictingAffiliations">Two affiliations of one rank name different organisations for the same moment; the later one counted.</param>
public sealed record MemberExplanation(
    Person Person,
    IReadOnlyList<AccountExplanation> Accounts,
    ClassRule Rule,
    IReadOnlyList<AffiliationSpan> Spans,
    IReadOnlyList<AccountJoin> Joins,
    bool ConflictingAffiliations
)
{
    /// <summary>The rule that decided the class at an instant, see <see cref="Instants"/>.</summary>
    public ClassRule RuleAt(int instant)
    {
        if (Rule.IsAutomation())
            return Rule;
        var team = Spans.FirstOrDefault(span => span.Belonging.Team && span.Belonging.Holds(instant));
        return team?.Rule switch
        {
            null => Rule,
            AffiliationRule.TeamDomain => ClassRule.TeamDomain,
            _ => ClassRule.DeclaredTeam,
        };
    }
}

/// <param name="Name">The handle where the Collector keeps handles (<c>identifiers: named</c>); else null.</param>
public sealed record AccountExplanation(MemberId Id, ClassRule Rule, string? Name);

using DevRel.Activities;

namespace DevRel.Models.Members;

/// <summary>
/// Who stands behind one or more accounts, and what is known of them. Immutable; the same facts give the same person in whatever order
/// they came.
/// </summary>
public sealed class Person
{
    internal Person(
        MemberId[] accounts,
        ClassRule rule,
        IReadOnlyList<AffiliationSpan> affiliations,
        byte geo,
        DeclaredVertical vertical
    )
    {
        Accounts = accounts;
        Rule = rule;
        Affiliations = affiliations;
        GeoIndex = geo;
        this.vertical = vertical;
    }

    private readonly DeclaredVertical vertical;

    /// <summary>The smallest of <see cref="Accounts"/>.</summary>
    public MemberId Id => Accounts[0];

    /// <summary>Ascending, at least one.</summary>
    public IReadOnlyList<MemberId> Accounts { get; }

    /// <summary>What decided the class at moments off the team; see <see cref="RuleAt"/>.</summary>
    public ClassRule Rule { get; }

    /// <summary>Where the person belonged over all time; at least one span.</summary>
    public IReadOnlyList<AffiliationSpan> Affiliations { get; }

    public string Geo => Geography.Values[GeoIndex];

    /// <summary>Into <see cref="Geography.Values"/>.</summary>
    public byte GeoIndex { get; }

    public bool IsAutomation => Rule.IsAutomation();

    /// <summary>True for whom the class depends on the moment.</summary>
    public bool ClassChanges => !IsAutomation && Affiliations.Count > 1;

    public MemberClass ClassAt(long utcTicks) => RuleAt(utcTicks).Class();

    public MemberClass ClassAt(DateTimeOffset instant) => ClassAt(instant.UtcTicks);

    public ClassRule RuleAt(long utcTicks)
    {
        if (IsAutomation)
            return Rule;
        var span = AffiliationAt(utcTicks);
        if (!span.Team)
            return Rule;
        return span.Rule == AffiliationRule.TeamDomain ? ClassRule.TeamDomain : ClassRule.DeclaredTeam;
    }

    public AffiliationSpan AffiliationAt(long utcTicks) => Members.Affiliations.At(Affiliations, utcTicks);

    /// <summary>Null: unknown. Equal for the same organisation, declared or named by a profile.</summary>
    public IdentityHash? OrganizationAt(long utcTicks) => AffiliationAt(utcTicks).Organization;

    public string VerticalAt(long utcTicks) => Verticals.Values[VerticalIndexAt(utcTicks)];

    /// <summary>Declared for the person, else by the affiliation of the moment, else by the class of the e-mail domain, else by the source.</summary>
    public byte VerticalIndexAt(long utcTicks)
    {
        if (vertical.Attribute != 0)
            return vertical.Attribute;
        var affiliated = AffiliationAt(utcTicks).Vertical;
        return affiliated != 0 ? affiliated : vertical.Otherwise;
    }

    internal bool Same(Person other) =>
        Rule == other.Rule
        && GeoIndex == other.GeoIndex
        && vertical == other.vertical
        && Accounts.SequenceEqual(other.Accounts)
        && Affiliations.SequenceEqual(other.Affiliations);
}

/// <summary>Indexes into <see cref="Verticals.Values"/>.</summary>
/// <param name="Attribute">Declared for the person; 0 where nothing is.</param>
/// <param name="Otherwise">From e-mail domain or source, when no affiliation says any.</param>
internal readonly record struct DeclaredVertical(byte Attribute, byte Otherwise);

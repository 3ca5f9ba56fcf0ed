using DevRel.Activities;
using DevRel.Models.Engine;

namespace DevRel.Models.Members;

/// <summary>One account and everything said of it: by profiles (one fact a source) and by its activities.</summary>
internal sealed class Account(MemberId id)
{
    private static readonly MemberFact[] NoFacts = [];
    private MemberFact[] facts = NoFacts;

    /// <summary>Null: only itself. Most accounts have neither facts nor links, and there are many of them.</summary>
    private AccountToken[]? tokens;
    private LinkGroup[] groups = [];

    public MemberId Id { get; } = id;

    /// <summary>By source name, so that whatever is picked "first" does not depend on the order of arrival.</summary>
    public ReadOnlySpan<MemberFact> Facts => facts;

    /// <summary>Everything any of its activities hinted at.</summary>
    public MemberHints Observed { get; set; }

    /// <summary>Source of the earliest activity; null: none stands.</summary>
    public string? FirstSource { get; set; }
    public ClassRule Verdict { get; set; } = ClassRule.Person;

    /// <summary>Itself, its handles and its e-mails.</summary>
    public AccountToken[] Tokens => tokens ?? [AccountToken.Of(Id)];
    public IReadOnlyList<LinkGroup> Groups => groups;
    public Person? Person { get; set; }

    /// <summary>Waits to be settled.</summary>
    public bool Dirty { get; set; }

    /// <summary>Number of the settling that last placed it.</summary>
    public int Settled { get; set; }
    public bool Automation => Verdict.IsAutomation();
    public bool Known => facts.Length > 0 || FirstSource is not null;

    public string? Name => Array.Find(facts, fact => fact.Name is not null)?.Name;

    public MemberHints Hints
    {
        get
        {
            var hints = Observed;
            foreach (var fact in facts)
                hints |= fact.Hints;
            return hints;
        }
    }

    /// <summary>False when the fact says nothing new.</summary>
    public bool Learn(MemberFact fact)
    {
        var at = Array.FindIndex(facts, known => known.Source == fact.Source);
        if (at >= 0 && facts[at] == fact)
            return false;
        facts =
            at >= 0
                ? [.. facts[..at], fact, .. facts[(at + 1)..]]
                : [.. facts.Append(fact).OrderBy(known => known.Source, StringComparer.Ordinal)];
        tokens = ReadTokens();
        return true;
    }

    public void Forget()
    {
        facts = NoFacts;
        Observed = MemberHints.None;
        FirstSource = null;
        tokens = null;
    }

    public void Enter(LinkGroup group) => groups = [.. groups, group];

    public void Leave(LinkGroup group) => groups = [.. groups.Where(other => other != group)];

    public bool Verified(IdentityHash email)
    {
        foreach (var fact in facts)
        {
            if (fact.VerifiedEmail == email)
                return true;
        }

        return false;
    }

    private AccountToken[] ReadTokens()
    {
        var found = new List<AccountToken>(4) { AccountToken.Of(Id) };
        foreach (var fact in facts)
        {
            foreach (var hash in (ReadOnlySpan<IdentityHash?>)[fact.Handle, fact.VerifiedEmail, fact.ClaimedEmail])
            {
                if (hash is { } known && !found.Contains(AccountToken.Of(known)))
                    found.Add(AccountToken.Of(known));
            }
        }

        return [.. found];
    }
}

/// <summary>Accounts that one link would join: those an entry of the identities file names, or those of one e-mail.</summary>
internal sealed class LinkGroup(int link, IdentityHash? email)
{
    /// <summary>Accounts that one e-mail may join; beyond it the address belongs to a list, an office or a script.</summary>
    public const int MostByEmail = 50;

    /// <summary>Index into <c>members.identities.links</c>; -1 for an e-mail.</summary>
    public int Link { get; } = link;
    public IdentityHash? Email { get; } = email;
    public List<Account> Accounts { get; } = [];

    /// <summary>Of the accounts, those whose platform verified the e-mail.</summary>
    public int Verified { get; set; }
    public LinkProblem Problem { get; set; }

    /// <summary>An e-mail joins only when a platform verified it for one of them.</summary>
    public bool Joins => Accounts.Count > 1 && (Email is null || (Verified > 0 && Accounts.Count <= MostByEmail));
}

/// <summary>Why a link was not acted on.</summary>
public enum LinkProblem
{
    None,

    /// <summary>It would make a person of more than 50 accounts by e-mail.</summary>
    Hub,

    /// <summary>It names robots beside people; they were joined apart.</summary>
    MixesRobotsAndPeople,
}

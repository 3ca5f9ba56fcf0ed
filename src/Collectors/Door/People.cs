using DevRel.Activities;
using DevRel.Collectors.Door.Gazetteer;

namespace DevRel.Collectors.Door;

/// <summary>Who came through in this run. Bounded: it forgets who was not seen for longest, and at worst says a fact twice.</summary>
internal sealed class People(string source, Pseudonyms pseudonyms, DoorRules rules, DoorCounts counts)
{
    /// <summary>About half a kilobyte each. Lists are read in order of time, in which few act at once.</summary>
    private const int MaxRemembered = 10_000;

    private readonly Recent<Account, Person> met = new(MaxRemembered);
    private readonly Recent<MemberId, MemberFact> told = new(MaxRemembered);

    /// <summary>Adds a fact when the account is new in this run or shows something new.</summary>
    public Person Meet(Account account, List<LogRecord> records)
    {
        if (met.TryGetValue(account, out var known))
        {
            if (known.OptedOut)
                counts.OptedOut++;
            return known;
        }

        var person = Admit(account, records);
        met.Set(account, person);
        return person;
    }

    private Person Admit(Account account, List<LogRecord> records)
    {
        var member = pseudonyms.Member(account.Platform, account.Id);
        if (rules.OptOuts.Names(account, member, pseudonyms))
        {
            counts.OptedOut++;
            // What was collected before the wish goes as well.
            records.Add(new Erasure { Source = source, Member = member });
            return new Person(null, MemberHints.None, OptedOut: true);
        }

        var hints = account.Hints | HandleHints(account.Handle);
        var fact = Fact(account, member, hints);
        var merged = told.TryGetValue(member, out var before) ? Merge(before, fact) : fact;
        if (merged != before)
            records.Add(merged);
        told.Set(member, merged);
        return new Person(member, hints, OptedOut: false);
    }

    private MemberFact Fact(Account account, MemberId member, MemberHints hints)
    {
        var email = Emails.Usable(account.VerifiedEmail) ?? Emails.Usable(account.ClaimedEmail);
        var domain = email is null ? null : Emails.Domain(email);
        return new MemberFact
        {
            Source = source,
            Platform = account.Platform,
            Member = member,
            Handle = Present(account.Handle) is { } handle ? pseudonyms.Handle(account.Platform, handle) : null,
            VerifiedEmail = Emails.Usable(account.VerifiedEmail) is { } verified ? pseudonyms.Email(verified) : null,
            ClaimedEmail = Emails.Usable(account.ClaimedEmail) is { } claimed ? pseudonyms.Email(claimed) : null,
            EmailDomain = domain is null ? null : pseudonyms.EmailDomain(domain),
            EmailDomainClass = domain is null ? EmailDomainClass.Unknown : EmailDomains.Classify(domain),
            Organization = Present(account.Organization) is { } name ? pseudonyms.Organization(name) : null,
            Geo = Places.Subregion(account.Location),
            Hints = hints,
            Name = rules.Named ? Present(account.Handle) : null,
            AccountCreatedAt =
                account.CreatedAt is { } made && made > DateTimeOffset.UnixEpoch ? made.ToUniversalTime() : null,
        };
    }

    /// <summary>An activity shows less of its author than a profile does: what is not said does not take back what was.</summary>
    private static MemberFact Merge(MemberFact before, MemberFact now) =>
        now with
        {
            Handle = now.Handle ?? before.Handle,
            VerifiedEmail = now.VerifiedEmail ?? before.VerifiedEmail,
            ClaimedEmail = now.ClaimedEmail ?? before.ClaimedEmail,
            EmailDomain = now.EmailDomain ?? before.EmailDomain,
            EmailDomainClass = now.EmailDomain is null ? before.EmailDomainClass : now.EmailDomainClass,
            Organization = now.Organization ?? before.Organization,
            Geo = now.Geo ?? before.Geo,
            Hints = now.Hints | before.Hints,
            Name = now.Name ?? before.Name,
            AccountCreatedAt = now.AccountCreatedAt ?? before.AccountCreatedAt,
        };

    private static MemberHints HandleHints(string? handle) =>
        handle?.Trim().EndsWith("[bot]", StringComparison.OrdinalIgnoreCase) == true
            ? MemberHints.BotHandle
            : MemberHints.None;

    private static string? Present(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    internal readonly record struct Person(MemberId? Member, MemberHints Hints, bool OptedOut);
}

using System.Runtime.CompilerServices;
using DevRel.Activities;

namespace DevRel.Collectors.GitHub;

/// <summary>One request a member: where they are, whom they work for, since when they have the account.</summary>
internal sealed class ProfileWalk(GitHubRun run, ProfileLedger ledger)
{
    private const MemberHints NoPerson =
        MemberHints.Bot | MemberHints.BotHandle | MemberHints.Organization | MemberHints.Placeholder;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<(string Account, string? ETag)> told = [];

    public void Note(IEnumerable<CollectedItem> items)
    {
        var people = items
            .OfType<CollectedActivity>()
            .Select(activity => activity.Author)
            .OfType<Account>()
            .Where(account => (account.Hints & NoPerson) == MemberHints.None)
            .Select(account => account.Id)
            .ToHashSet(StringComparer.Ordinal);
        seen.UnionWith(people);
        ledger.Seen(people);
    }

    /// <summary>What was told is durable now.</summary>
    public void Settle()
    {
        ledger.Read(told, run.Today);
        told.Clear();
    }

    public async IAsyncEnumerable<List<CollectedItem>> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var account in ledger.Due(run.Today, seen))
        {
            var answer = await run.Api.ReadAsync(
                $"user/{account}",
                ledger.ETag(account),
                RestJson.Default.RestProfile,
                cancellationToken
            );
            told.Add((account, answer.ETag ?? ledger.ETag(account)));
            yield return answer.Value is { } profile ? [new CollectedProfile(Of(account, profile))] : [];
        }
    }

    private static Account Of(string id, RestProfile profile) =>
        new(GitHubPlatform.Key, id)
        {
            Handle = profile.Login,
            Hints = GitHubPeople.Type(profile.Type) | GitHubPeople.Handle(profile.Login),
            VerifiedEmail = profile.Email,
            Location = profile.Location,
            Organization = profile.Company,
            CreatedAt = profile.CreatedAt,
        };
}

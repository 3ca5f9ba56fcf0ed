using DevRel.Activities;

namespace DevRel.Collectors.Door;

/// <summary>What a Collector declares about people, read when a run begins.</summary>
/// <param name="Named"><c>identifiers: named</c>: the handle is kept beside the pseudonym.</param>
/// <param name="OptOuts">Who asked to be left out.</param>
public sealed record DoorRules(bool Named, OptOuts OptOuts)
{
    public static DoorRules Default { get; } = new(Named: false, OptOuts.None);
}

/// <summary>
/// People who asked to be left out: one handle, e-mail, pseudonym or hash a line; <c>#</c> begins a comment. A handle may be
/// written <c>github:alice</c> to mean one platform only.
/// </summary>
public sealed class OptOuts
{
    private readonly HashSet<string> words;

    private OptOuts(HashSet<string> words) => this.words = words;

    public static OptOuts None { get; } = new([]);

    public static OptOuts Parse(string text) =>
        new(
            text.Split('\n')
                .Select(line => line.Split('#')[0].Trim().TrimStart('@').ToLowerInvariant())
                .Where(word => word.Length > 0)
                .ToHashSet(StringComparer.Ordinal)
        );

    public bool Any => words.Count > 0;

    internal bool Names(Account account, MemberId member, Pseudonyms pseudonyms)
    {
        if (words.Count == 0)
            return false;
        return words.Contains(member.ToString())
            || Has(account.Handle, account.Platform, handle => pseudonyms.Handle(account.Platform, handle))
            || Has(account.VerifiedEmail, platform: null, pseudonyms.Email)
            || Has(account.ClaimedEmail, platform: null, pseudonyms.Email);
    }

    private bool Has(string? name, string? platform, Func<string, IdentityHash> hash)
    {
        if (string.IsNullOrWhiteSpace(name))
            return false;
        var word = name.Trim().ToLowerInvariant();
        return words.Contains(word) || words.Contains($"{platform}:{word}") || words.Contains(hash(name).ToString());
    }
}

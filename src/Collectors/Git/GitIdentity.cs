using System.Globalization;
using System.Text.RegularExpressions;
using DevRel.Activities;

namespace DevRel.Collectors.Git;

/// <summary>A name and an e-mail, which is all that git knows of a person.</summary>
internal readonly partial record struct GitIdentity(string Name, string Email)
{
    private const string GitHubNoReply = "@users.noreply.github.com";

    /// <summary>As git writes contacts; what <c>git check-mailmap</c> takes.</summary>
    public string Contact => $"{Name} <{Email}>";

    /// <summary>What decides whether two are the same person; empty when nobody is named.</summary>
    public string Key => Email.Length > 0 ? Email.Trim().ToLowerInvariant() : NamedKey;

    private string NamedKey => Name.Trim() is { Length: > 0 } name ? $"name:{name.ToLowerInvariant()}" : "";

    /// <summary>Null when it does not end in <c>&lt;…&gt;</c>.</summary>
    public static GitIdentity? Parse(string contact)
    {
        var open = contact.LastIndexOf('<');
        return open >= 0 && contact.EndsWith('>')
            ? new GitIdentity(contact[..open].Trim(), contact[(open + 1)..^1].Trim())
            : null;
    }

    /// <summary>
    /// GitHub's newer no-reply addresses hold the account's id and so meet the same account of a github source. The older ones hold only a login, which
    /// may have changed hands since: they stay an address. Null when nobody is named.
    /// </summary>
    public Account? ToAccount()
    {
        if (Key.Length == 0)
            return null;
        var hints = IsBot ? MemberHints.BotHandle : MemberHints.None;
        if (
            Key.EndsWith(GitHubNoReply, StringComparison.Ordinal)
            && GitHubAccount().Match(Key) is { Success: true } match
        )
            return new Account(
                "github",
                long.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture)
                    .ToString(CultureInfo.InvariantCulture)
            )
            {
                Handle = match.Groups["login"].Value,
                Hints = hints,
            };
        var isAddress = Email.Contains('@', StringComparison.Ordinal);
        return new Account("git", Key)
        {
            Handle = IsBot ? Name.Trim() : null,
            ClaimedEmail = isAddress && !Key.EndsWith(GitHubNoReply, StringComparison.Ordinal) ? Key : null,
            Hints = hints,
        };
    }

    private bool IsBot =>
        Name.TrimEnd().EndsWith("[bot]", StringComparison.OrdinalIgnoreCase)
        || Email.Contains("[bot]@", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"^(?<id>[0-9]{1,18})\+(?<login>[^@]+)@users\.noreply\.github\.com$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex GitHubAccount();
}

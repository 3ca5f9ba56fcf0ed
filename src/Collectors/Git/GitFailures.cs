using System.Text.RegularExpressions;

namespace DevRel.Collectors.Git;

/// <summary>What a failed git meant. Its messages are all it tells; they are in English because of LC_ALL.</summary>
internal static partial class GitFailures
{
    private static readonly (string Says, CollectionFailure Reason, string Remedy)[] Known =
    [
        (
            "could not read Username",
            CollectionFailure.Unauthorized,
            "Check the URL, and give spec.git.auth.token a reference to a token that may read it."
        ),
        ("Authentication failed", CollectionFailure.Unauthorized, "Renew the token that spec.git.auth refers to."),
        (
            "returned error: 401",
            CollectionFailure.Unauthorized,
            "Give spec.git.auth.token a reference to a token that may read it."
        ),
        (
            "returned error: 403",
            CollectionFailure.Unauthorized,
            "Give the token read access to the repository's contents."
        ),
        (
            "Permission denied (publickey",
            CollectionFailure.Unauthorized,
            "Register the ssh key of the user this runs as, or use https and a token."
        ),
        (
            "Host key verification failed",
            CollectionFailure.Unauthorized,
            "Add the host's key to known_hosts of the user this runs as."
        ),
        (
            "returned error: 429",
            CollectionFailure.RateLimited,
            "It is tried again at the next run; a longer spec.interval helps."
        ),
        (
            "epository not found",
            CollectionFailure.NotFound,
            "Correct spec.git.url; hosts also say this of private repositories read without a token."
        ),
        ("' not found", CollectionFailure.NotFound, "Correct spec.git.url."),
        ("does not appear to be a git repository", CollectionFailure.NotFound, "Correct spec.git.url."),
        ("not a git repository", CollectionFailure.NotFound, "Correct spec.git.url, or run git init there."),
        ("No space left on device", CollectionFailure.Storage, "Free space for the mirror or enlarge the volume."),
        (
            "unable to access",
            CollectionFailure.Unavailable,
            "Check the network and the host; it is tried again at the next run."
        ),
        (
            "Could not read from remote repository",
            CollectionFailure.Unavailable,
            "Check the network and the host; it is tried again at the next run."
        ),
    ];

    public static CollectionException From(GitCommand command, int exitCode, string said)
    {
        var line = Cleaned(LastComplaint(said), command.Authorization);
        var (_, reason, remedy) = Known.FirstOrDefault(entry => said.Contains(entry.Says, StringComparison.Ordinal));
        if (remedy is null)
            (reason, remedy) = command.Remote
                ? (CollectionFailure.Unavailable, "It is tried again at the next run.")
                : (CollectionFailure.Unreadable, "Check the repository with git fsck.");
        return new CollectionException(
            reason,
            $"git could not {command.Purpose} (exit code {exitCode}): {line}. {remedy}"
        );
    }

    private static string LastComplaint(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.LastOrDefault(line => line.StartsWith("fatal:", StringComparison.Ordinal))
            ?? lines.LastOrDefault()
            ?? "it said nothing";
    }

    private static string Cleaned(string line, GitAuthorization? authorization)
    {
        var text = Printable().Replace(UrlSecrets().Replace(line, "${scheme}"), " ");
        if (authorization is { Token.Length: > 0 })
            text = text.Replace(authorization.Token, "(secret)", StringComparison.Ordinal)
                .Replace(authorization.Header["Authorization: Basic ".Length..], "(secret)", StringComparison.Ordinal);
        return text[..Math.Min(text.Length, 300)].TrimEnd('.', ' ');
    }

    // Queries and user parts of URLs that the host's own message may repeat.
    [GeneratedRegex(@"(?<scheme>://)[^/@\s]*@|\?[^\s']*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UrlSecrets();

    [GeneratedRegex(@"\p{Cc}+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Printable();
}

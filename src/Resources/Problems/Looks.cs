using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace DevRel.Resources;

/// <summary>What of a manifest may be shown. Whatever looks like a credential is masked before it reaches a message or a quoted line.</summary>
internal static partial class Looks
{
    public const string Mask = "•••";
    private const int LongestShown = 60;
    private const int LongestJudged = 400;

    private static readonly SearchValues<string> Beginnings = SearchValues.Create(
        [
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "xox",
            "xapp-",
            "AKIA",
            "AIza",
            "eyJ",
            "npm_",
            "sk-",
            "glsa_",
            "dckr_pat_",
            "SG.",
            "PRIVATE KEY",
            "hooks.slack.com",
            "/api/webhooks/",
        ],
        StringComparison.Ordinal
    );

    [GeneratedRegex(
        """
            gh[pousr]_[A-Za-z0-9]{10,} | github_pat_\w{10,} | glpat-[\w-]{10,} | xox[abceoprs]-[\w-]{8,} | xapp-[\w-]{8,}
            | \bAKIA[0-9A-Z]{16} | \bAIza[\w-]{35} | \beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+ | \bnpm_[A-Za-z0-9]{30,} | \bsk-(proj-)?[A-Za-z0-9]{20,}
            | glsa_[\w-]{10,} | dckr_pat_[\w-]{10,} | \bSG\.[\w-]{16,}\.[\w-]{16,}
            | -----BEGIN\ [A-Z\ ]*PRIVATE\ KEY-----[^-]*(-----END\ [A-Z\ ]*PRIVATE\ KEY-----)?
            | hooks\.slack\.com/services/\S+ | /api/webhooks/[0-9]+/\S+ | (?<=://)[^/\s:@"']+:[^/\s@"']+(?=@)
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Credential { get; }

    [GeneratedRegex(
        """(?i)(token|secret|password|passwd|private_?key|api_?key|credentials?|secretKeyRef)["']?\s*[:=]\s*(?<value>(?![\s{\[&*|>]|null\b|~)[^,}\]\r\n]+)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Named { get; }

    [GeneratedRegex("""(?<=://[^\s?"']*)\?[^\s"']+""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Query { get; }

    /// <summary>False is cheap and certain.</summary>
    public static bool MayHoldCredential(ReadOnlySpan<char> text) =>
        text.ContainsAny(Beginnings) || (text.Contains('@') && text.Contains("://", StringComparison.Ordinal));

    public static bool HoldsCredential(string text)
    {
        try
        {
            return MayHoldCredential(text) && Credential.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // What cannot be judged is not shown.
            return true;
        }
    }

    public static int CredentialAt(string text) => Credential.Match(text) is { Success: true } match ? match.Index : -1;

    /// <summary>A value inside a message: quoted, one line, masked, shortened.</summary>
    public static string Show(string value) => $"'{Shorten(value)}'";

    public static string Shorten(string value)
    {
        var head = value.Length > LongestJudged ? value[..LongestJudged] : value;
        var masked = Apply(head, HiddenIn(head), 0, out _);
        var clean = string.Concat(masked.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return clean.Length <= LongestShown ? clean : clean[..(LongestShown - 1)] + "…";
    }

    /// <summary>What to hide in a line of a manifest, as from (inclusive) and to (exclusive).</summary>
    public static IEnumerable<(int From, int To)> HiddenIn(string line)
    {
        foreach (Match match in Credential.Matches(line))
            yield return (match.Index, match.Index + match.Length);
        foreach (var run in OpaqueRuns(line))
            yield return run;
        foreach (Match match in Query.Matches(line))
            yield return (match.Index + 1, match.Index + match.Length);
        foreach (Match match in Named.Matches(line))
        {
            var value = match.Groups["value"];
            yield return (value.Index, value.Index + value.Value.TrimEnd().Length);
        }
    }

    /// <param name="at">A place in <paramref name="line"/>; <paramref name="moved"/> is where it is afterwards.</param>
    public static string Apply(string line, IEnumerable<(int From, int To)> hidden, int at, out int moved)
    {
        var text = new StringBuilder();
        var end = 0;
        int? found = null;
        foreach (var (from, to) in hidden.Where(range => range.To > range.From).Order())
        {
            if (to <= end)
                continue;
            var begin = Math.Max(from, end);
            if (at >= end && at < begin)
                found ??= text.Length + at - end;
            text.Append(line, end, begin - end);
            if (at >= begin && at < to)
                found ??= text.Length;
            // Ranges that touch or overlap hide behind one mask.
            if (from > end || text.Length == 0 || !EndsMasked(text))
                text.Append(Mask);
            end = to;
        }

        moved = found ?? text.Length + at - end;
        return text.Append(line, end, line.Length - end).ToString();
    }

    /// <summary>Long runs of letters in both cases and digits: the middle of a key, or a token of a kind not known here.</summary>
    private static IEnumerable<(int From, int To)> OpaqueRuns(string line)
    {
        const int Shortest = 32;
        for (var from = 0; from < line.Length; from++)
        {
            var to = from;
            while (to < line.Length && IsOpaque(line[to]))
                to++;
            var run = line.AsSpan(from, to - from);
            if (
                run.Length >= Shortest
                && run.ContainsAnyInRange('0', '9')
                && run.ContainsAnyInRange('A', 'Z')
                && run.ContainsAnyInRange('a', 'z')
            )
                yield return (from, to);
            from = to;
        }
    }

    private static bool IsOpaque(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '=' or '_' or '-';

    private static bool EndsMasked(StringBuilder text) =>
        text.Length >= Mask.Length && text.ToString(text.Length - Mask.Length, Mask.Length) == Mask;
}

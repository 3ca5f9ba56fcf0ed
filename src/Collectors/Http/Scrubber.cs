using System.Text.RegularExpressions;

namespace DevRel.Collectors.Http;

/// <summary>Takes secrets out of text that is written down: those we know, and what looks like one.</summary>
internal static partial class Scrubber
{
    public const string Gone = "REDACTED";

    public static string Text(string text, IEnumerable<string> known)
    {
        foreach (var secret in known.Where(secret => secret.Length >= 4))
            text = text.Replace(secret, Gone, StringComparison.Ordinal);
        text = TokenShapes().Replace(text, Gone);
        return SecretFields().Replace(text, match => match.Groups["before"].Value + "\"" + Gone + "\"");
    }

    /// <summary>Without user info and fragment; values of queries that are named like secrets are replaced.</summary>
    public static string Url(Uri url, IEnumerable<string> known)
    {
        var query = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Pair);
        var joined = string.Join('&', query);
        var plain = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return Text(joined.Length == 0 ? plain : plain + "?" + joined, known);
    }

    private static string Pair(string pair)
    {
        var name = pair.Split('=')[0];
        return SecretNames().IsMatch(Uri.UnescapeDataString(name)) ? name + "=" + Gone : pair;
    }

    [GeneratedRegex(
        "token|secret|passw|api_?key|signature|^sig$|^auth|^key$|^code$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex SecretNames();

    [GeneratedRegex(
        @"\b(gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|xox[abprs]-[A-Za-z0-9-]{10,}|eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*)|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex TokenShapes();

    [GeneratedRegex(
        @"(?<before>""(access_token|refresh_token|token|client_secret|webhook_secret|private_key|pem|api_?key|password|secret)""\s*:\s*)""[^""\\]*(\\.[^""\\]*)*""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex SecretFields();
}

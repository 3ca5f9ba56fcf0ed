namespace DevRel.Collectors.Door;

internal static class Emails
{
    /// <summary>Null for what cannot be an address of anybody: «(no author)», «root@localhost».</summary>
    public static string? Usable(string? email)
    {
        var text = email?.Trim().Trim('<', '>').ToLowerInvariant();
        if (string.IsNullOrEmpty(text) || text.Any(char.IsWhiteSpace))
            return null;
        var at = text.LastIndexOf('@');
        return at > 0 && text.IndexOf('.', at) > at + 1 && !text.EndsWith('.') && !IsLocal(text) ? text : null;
    }

    /// <summary>Null where the domain says nothing of the person: addresses that platforms make up.</summary>
    public static string? Domain(string email)
    {
        var domain = email[(email.LastIndexOf('@') + 1)..];
        return
            domain.Contains("noreply", StringComparison.Ordinal)
            || domain.Contains("no-reply", StringComparison.Ordinal)
            ? null
            : domain;
    }

    private static bool IsLocal(string email) =>
        email.EndsWith(".local", StringComparison.Ordinal)
        || email.EndsWith(".localdomain", StringComparison.Ordinal)
        || email.EndsWith(".lan", StringComparison.Ordinal)
        || email.EndsWith(".internal", StringComparison.Ordinal)
        || email.EndsWith(".(none)", StringComparison.Ordinal);
}

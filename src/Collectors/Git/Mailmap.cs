namespace DevRel.Collectors.Git;

/// <summary>
/// Asks git what <c>.mailmap</c> makes of people that <c>git log</c> does not map itself: those of trailers and tags.
/// </summary>
internal sealed class Mailmap(GitRepository repository, bool applies)
{
    private const int Remembered = 50_000;

    private readonly Dictionary<GitIdentity, GitIdentity> known = [];

    /// <summary>The identity of record; the given one when the map does not know it.</summary>
    public GitIdentity this[GitIdentity identity] => known.GetValueOrDefault(identity, identity);

    /// <summary>Must precede the indexer for these; one process for all that are new.</summary>
    public async Task LearnAsync(IEnumerable<GitIdentity> identities, CancellationToken cancellationToken)
    {
        if (!applies)
            return;
        if (known.Count > Remembered)
            known.Clear();
        var asked = identities.Where(identity => !known.ContainsKey(identity) && IsPlain(identity)).Distinct().ToList();
        if (asked.Count == 0)
            return;
        var answers = await repository.MailmappedAsync(
            [.. asked.Select(identity => identity.Contact)],
            cancellationToken
        );
        foreach (var (identity, answer) in asked.Zip(answers))
            known[identity] = GitIdentity.Parse(answer) ?? identity;
    }

    // git refuses the whole list over one contact that it cannot read back.
    private static bool IsPlain(GitIdentity identity) =>
        identity.Email.Length > 0
        && !identity.Contact.AsSpan().ContainsAny('\n', '\r', '\0')
        && identity.Contact.AsSpan().Count('<') == 1
        && identity.Contact.AsSpan().Count('>') == 1;
}

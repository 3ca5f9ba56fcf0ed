namespace DevRel.Collectors.Git;

internal enum TrailerRole
{
    CoAuthor,
    Reviewer,
    Tester,
    Signer,
}

/// <summary>A person named under a commit's message.</summary>
/// <param name="Ordinal">Place among the commit's trailers, from 1. Part of the native id: a commit never changes, and an address must not be in an id.</param>
internal readonly record struct Trailer(TrailerRole Role, int Ordinal, GitIdentity Identity)
{
    public string Suffix =>
        FormattableString.Invariant(
            $"#{Role switch
            {
                TrailerRole.CoAuthor => "co-author",
                TrailerRole.Reviewer => "reviewed-by",
                TrailerRole.Tester => "tested-by",
                _ => "signed-off-by",
            }}/{Ordinal}"
        );

    /// <summary>Those of the lines that name a person in a role we know.</summary>
    public static IReadOnlyList<Trailer> Parse(string lines)
    {
        if (lines.Length == 0)
            return [];
        var found = new List<Trailer>();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (
                colon > 0
                && RoleOf(line.AsSpan(0, colon).Trim()) is { } role
                && GitIdentity.Parse(line[(colon + 1)..].Trim()) is { Key.Length: > 0 } identity
            )
                found.Add(new Trailer(role, found.Count + 1, identity));
        }

        return found;
    }

    private static TrailerRole? RoleOf(ReadOnlySpan<char> key) =>
        key.Equals("co-authored-by", StringComparison.OrdinalIgnoreCase) ? TrailerRole.CoAuthor
        : key.Equals("reviewed-by", StringComparison.OrdinalIgnoreCase) ? TrailerRole.Reviewer
        : key.Equals("tested-by", StringComparison.OrdinalIgnoreCase) ? TrailerRole.Tester
        : key.Equals("signed-off-by", StringComparison.OrdinalIgnoreCase) ? TrailerRole.Signer
        : null;
}

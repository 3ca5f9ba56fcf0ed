using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace DevRel.Collectors.Git;

/// <summary>One commit as <c>git log</c> printed it.</summary>
internal sealed class LoggedCommit
{
    public required string Id { get; init; }
    public required int Parents { get; init; }
    public required GitDate Authored { get; init; }
    public required GitDate Committed { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }

    /// <summary>Lines of <c>Key: Name &lt;e-mail&gt;</c>, only the keys asked for.</summary>
    public required string Trailers { get; init; }
    public int LinesAdded { get; set; }
    public int LinesDeleted { get; set; }
    public int FilesChanged { get; set; }
}

/// <summary>
/// Reads <c>git log -z --numstat</c> as bytes: header fields end in NUL, then come <c>added TAB deleted TAB path NUL</c>, a renamed file with an empty path
/// and two more NUL-ended ones. Nothing a person can write into a commit can imitate a border, because none of it can hold a NUL.
/// </summary>
internal static class CommitLog
{
    private const string Trailers =
        "%(trailers:key=Co-authored-by,key=Reviewed-by,key=Tested-by,key=Signed-off-by,unfold=true)";

    public const string Format = "--format=%x01%H%x00%P%x00%ad%x00%cd%x00%aN%x00%aE%x00" + Trailers;
    public const string FormatWithoutMailmap = "--format=%x01%H%x00%P%x00%ad%x00%cd%x00%an%x00%ae%x00" + Trailers;

    private const byte Start = 1;

    public static async IAsyncEnumerable<LoggedCommit> ReadAsync(
        GitProcess process,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var tokens = new NulTokens(process);
        LoggedCommit? commit = null;
        while (await tokens.NextAsync(cancellationToken))
        {
            if (tokens.Current.Span is [Start, ..])
            {
                if (commit is not null)
                    yield return commit;
                commit = await ReadHeaderAsync(tokens, cancellationToken);
            }
            else if (
                commit is not null
                && AddFile(commit, tokens.Current.Span)
                && !await SkipRenameAsync(tokens, cancellationToken)
            )
                throw Torn();
        }

        if (commit is not null)
            yield return commit;
        await process.FinishAsync();
    }

    private static async Task<LoggedCommit> ReadHeaderAsync(NulTokens tokens, CancellationToken cancellationToken)
    {
        var id = Encoding.ASCII.GetString(tokens.Current.Span[1..]);
        var fields = new string[6];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = await tokens.NextAsync(cancellationToken)
                ? Encoding.UTF8.GetString(tokens.Current.Span) // replaces what is not UTF-8
                : throw Torn();
        return new LoggedCommit
        {
            Id = id,
            Parents = fields[0].Length == 0 ? 0 : fields[0].AsSpan().Count(' ') + 1,
            Authored = GitDate.Parse(fields[1]),
            Committed = GitDate.Parse(fields[2]),
            Name = fields[3],
            Email = fields[4],
            Trailers = fields[5],
        };
    }

    private static async Task<bool> SkipRenameAsync(NulTokens tokens, CancellationToken cancellationToken) =>
        await tokens.NextAsync(cancellationToken) && await tokens.NextAsync(cancellationToken);

    /// <summary>True when two names follow. Binary files say <c>-</c> and count as changed without lines.</summary>
    private static bool AddFile(LoggedCommit commit, ReadOnlySpan<byte> entry)
    {
        entry = entry.TrimStart((byte)'\n');
        var first = entry.IndexOf((byte)'\t');
        if (first < 0)
            return false;
        var rest = entry[(first + 1)..];
        var second = rest.IndexOf((byte)'\t');
        if (second < 0)
            return false;
        commit.FilesChanged++;
        commit.LinesAdded = Sum(commit.LinesAdded, entry[..first]);
        commit.LinesDeleted = Sum(commit.LinesDeleted, rest[..second]);
        return rest.Length == second + 1;
    }

    private static int Sum(int lines, ReadOnlySpan<byte> more) =>
        Utf8Parser.TryParse(more, out int count, out _) ? (int)Math.Min(int.MaxValue, (long)lines + count) : lines;

    private static CollectionException Torn() =>
        new(
            CollectionFailure.Unreadable,
            "git stopped in the middle of a commit. It is read again at the next run; if that repeats, check the repository with git fsck."
        );
}

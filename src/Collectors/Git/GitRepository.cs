using System.Globalization;
using System.Text;

namespace DevRel.Collectors.Git;

/// <summary>A repository on this disk: a mirror of ours, or one that is only read.</summary>
internal sealed class GitRepository(GitProgram program, string folder, string name)
{
    public string Name => name;

    /// <summary>Commits whose parents a shallow clone lacks; empty for a whole one.</summary>
    public IReadOnlySet<string> ShallowRoots { get; private init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Files' contents are missing here and there, so lines cannot be counted without fetching.</summary>
    public bool IsPartial { get; private init; }

    public static async Task<GitRepository> OpenAsync(
        GitProgram program,
        string folder,
        string name,
        CancellationToken cancellationToken
    )
    {
        var plain = new GitRepository(program, folder, name);
        var shallow = (await plain.AskAsync(["rev-parse", "--git-path", "shallow"], cancellationToken)).Trim();
        var roots = Path.Combine(folder, shallow);
        var partial = await plain.AskAsync(
            ["config", "--get-regexp", @"^(remote\..*\.promisor|extensions\.partialclone)$"],
            cancellationToken,
            expect: [0, 1]
        );
        return new GitRepository(program, folder, name)
        {
            ShallowRoots = File.Exists(roots)
                ? (await File.ReadAllLinesAsync(roots, cancellationToken)).ToHashSet(StringComparer.Ordinal)
                : new HashSet<string>(StringComparer.Ordinal),
            IsPartial = partial.Length > 0,
        };
    }

    /// <summary>All refs, and the commit HEAD stands at; null when it stands nowhere.</summary>
    public async Task<(IReadOnlyList<GitRef> Refs, string? Head)> RefsAsync(CancellationToken cancellationToken)
    {
        var listed = await AskAsync(
            [
                "for-each-ref",
                "--format=%(refname)%00%(objectname)%00%(objecttype)%00%(taggername)%00%(taggeremail)%00%(taggerdate:raw)%00",
                "refs/heads",
                "refs/remotes/origin",
                "refs/tags",
            ],
            cancellationToken
        );
        var fields = listed.Split('\0');
        var refs = new List<GitRef>(fields.Length / 6);
        for (var i = 0; i + 6 <= fields.Length; i += 6)
            refs.Add(
                new GitRef(
                    fields[i].TrimStart('\n'),
                    fields[i + 1],
                    fields[i + 2],
                    fields[i + 3],
                    fields[i + 4].Trim('<', '>'),
                    fields[i + 5]
                )
            );
        var head = await AskAsync(
            ["rev-parse", "--quiet", "--verify", "HEAD^{commit}"],
            cancellationToken,
            expect: [0, 1, 128]
        );
        return (refs, head.Trim() is { Length: > 0 } id ? id : null);
    }

    /// <summary>The blob of <c>.mailmap</c> at HEAD; null when there is none.</summary>
    public async Task<string?> MailmapAsync(CancellationToken cancellationToken)
    {
        var id = await AskAsync(
            ["rev-parse", "--quiet", "--verify", "HEAD:.mailmap"],
            cancellationToken,
            expect: [0, 1, 128]
        );
        return id.Trim() is { Length: > 0 } found ? found : null;
    }

    /// <summary>Those of the commits that this repository has.</summary>
    public async Task<IReadOnlyList<string>> PresentAsync(
        IReadOnlyList<string> commits,
        CancellationToken cancellationToken
    )
    {
        if (commits.Count == 0)
            return [];
        var answer = await AskAsync(
            ["cat-file", "--batch-check=%(objectname) %(objecttype)"],
            cancellationToken,
            input: Lines(commits)
        );
        return
        [
            .. answer
                .Split('\n')
                .Where(line => line.EndsWith(" commit", StringComparison.Ordinal))
                .Select(line => line[..^" commit".Length]),
        ];
    }

    /// <summary>Commits reachable from the first and not from the second, by committer date, then id.</summary>
    public async Task<CommitListing> ListAsync(
        IReadOnlyList<string> from,
        IReadOnlyList<string> without,
        CancellationToken cancellationToken
    )
    {
        if (from.Count == 0)
            return CommitListing.Empty;
        var command = Command(["rev-list", "--timestamp", "--stdin"]) with
        {
            Input = Lines([.. from, .. without.Select(commit => "^" + commit)]),
        };
        await using var process = program.Start(command, cancellationToken);
        var listing = await CommitListing.ReadAsync(process);
        await process.FinishAsync();
        return listing;
    }

    /// <summary>Those commits, in that order, one git process for all of them.</summary>
    /// <param name="commits">Lines of ids.</param>
    public GitProcess Log(ReadOnlyMemory<byte> commits, bool mailmap, CancellationToken cancellationToken)
    {
        string[] lines = IsPartial
            ? ["--no-patch"]
            : ["--numstat", "-M", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all"];
        var format = mailmap ? CommitLog.Format : CommitLog.FormatWithoutMailmap;
        var command = Command([
            "log",
            "--stdin",
            "--no-walk=unsorted",
            "-z",
            "--no-color",
            "--no-decorate",
            "--date=raw",
            .. lines,
            format,
        ]);
        return program.Start(command with { Input = commits }, cancellationToken);
    }

    /// <summary>What <c>.mailmap</c> makes of contacts written as <c>Name &lt;e-mail&gt;</c>, in their order.</summary>
    public async Task<IReadOnlyList<string>> MailmappedAsync(
        IReadOnlyList<string> contacts,
        CancellationToken cancellationToken
    )
    {
        var answer = await AskAsync(["check-mailmap", "--stdin"], cancellationToken, input: Lines(contacts));
        return answer.TrimEnd('\n').Split('\n');
    }

    private Task<string> AskAsync(
        string[] arguments,
        CancellationToken cancellationToken,
        IReadOnlyList<int>? expect = null,
        ReadOnlyMemory<byte> input = default
    ) => program.AskAsync(Command(arguments) with { Expect = expect ?? [0], Input = input }, cancellationToken);

    private GitCommand Command(string[] arguments) => new($"read {name}", arguments) { Folder = folder };

    private static byte[] Lines(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(CultureInfo.InvariantCulture, $"{line}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

/// <summary>Tagger fields are empty but for annotated tags.</summary>
/// <param name="TaggedAt">Unix seconds and zone, as git stores it.</param>
internal sealed record GitRef(
    string Name,
    string Target,
    string Type,
    string Tagger,
    string TaggerEmail,
    string TaggedAt
);

namespace DevRel.Collectors.Git;

/// <summary>Brings a repository into reach: finds it on this disk and never writes to it, or keeps a mirror of a remote one.</summary>
internal static class GitCheckout
{
    public static Task<GitRepository> OpenAsync(
        GitProgram program,
        GitAddress address,
        GitAuthorization? authorization,
        string stateFolder,
        CancellationToken cancellationToken
    ) =>
        address.IsRemote
            ? MirrorAsync(new Remote(program, address, authorization), stateFolder, cancellationToken)
            : LocalAsync(program, address, cancellationToken);

    private static async Task<GitRepository> LocalAsync(
        GitProgram program,
        GitAddress address,
        CancellationToken cancellationToken
    )
    {
        if (!Directory.Exists(address.Location))
            throw new CollectionException(
                CollectionFailure.NotFound,
                $"There is no folder {address.Location}. Correct spec.git.url, or mount the repository there."
            );
        var answer = await program.AskAsync(
            new GitCommand($"find a repository at {address.Location}", "rev-parse", "--absolute-git-dir", "--show-cdup")
            {
                Folder = address.Location,
            },
            cancellationToken
        );
        var lines = answer.Split('\n');
        var top = TopOf(address.Location, folder: lines[0], upward: lines.ElementAtOrDefault(1) ?? "");
        // git searches the folders above; only "." asks for that.
        if (!address.SearchUpward && !SamePlace(top, address.Location))
            throw new CollectionException(
                CollectionFailure.NotFound,
                $"{address.Location} is not a repository but lies inside one, {top}. Write that in spec.git.url."
            );
        return await GitRepository.OpenAsync(program, lines[0], GitAddress.NameOfFolder(top), cancellationToken);
    }

    /// <summary>The work tree's top, or the repository itself when it has none.</summary>
    private static string TopOf(string location, string folder, string upward)
    {
        if (Path.Exists(Path.Combine(location, ".git")))
            return location;
        return upward.Length > 0 ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(upward, location)) : folder;
    }

    private static async Task<GitRepository> MirrorAsync(
        Remote remote,
        string stateFolder,
        CancellationToken cancellationToken
    )
    {
        var mirror = Path.Combine(Path.GetFullPath(stateFolder), "mirror.git");
        if (Directory.Exists(mirror) && !await remote.IsMirrorAsync(mirror, cancellationToken))
            Directory.Delete(mirror, recursive: true);
        if (Directory.Exists(mirror))
            await remote.FetchAsync(mirror, cancellationToken);
        else
            await CloneAsync(remote, mirror, cancellationToken);
        return await GitRepository.OpenAsync(remote.Program, mirror, remote.Address.Name, cancellationToken);
    }

    /// <summary>Under its final name there is only ever a whole mirror.</summary>
    private static async Task CloneAsync(Remote remote, string mirror, CancellationToken cancellationToken)
    {
        var unfinished = mirror + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(mirror) ?? mirror);
        await remote.CloneAsync(unfinished, cancellationToken);
        Directory.Move(unfinished, mirror);
    }

    private static bool SamePlace(string left, string right) => Resolved(left) == Resolved(right);

    private static string Resolved(string folder)
    {
        var link = new DirectoryInfo(folder);
        return Path.TrimEndingDirectorySeparator((link.ResolveLinkTarget(returnFinalTarget: true) ?? link).FullName);
    }

    private sealed record Remote(GitProgram Program, GitAddress Address, GitAuthorization? Authorization)
    {
        public Task CloneAsync(string folder, CancellationToken cancellationToken) =>
            AskAsync(
                "clone",
                null,
                ["clone", "--mirror", "--quiet", "--template=", "--no-hardlinks", "--", Address.Location, folder],
                cancellationToken
            );

        /// <summary>A damaged or foreign folder is not; it is cloned anew.</summary>
        public async Task<bool> IsMirrorAsync(string mirror, CancellationToken cancellationToken)
        {
            if (!File.Exists(Path.Combine(mirror, "HEAD")))
                return false;
            var url = await Program.AskAsync(
                new GitCommand(
                    "read its mirror",
                    "config",
                    "--file",
                    Path.Combine(mirror, "config"),
                    "remote.origin.url"
                )
                {
                    Expect = [0, 1, 3, 128],
                },
                cancellationToken
            );
            return url.TrimEnd('\n') == Address.Location;
        }

        public async Task FetchAsync(string mirror, CancellationToken cancellationToken)
        {
            await AskAsync("fetch", mirror, ["fetch", "--prune", "--quiet", "--force", "origin"], cancellationToken);
            // A mirror keeps the HEAD it was cloned with; a renamed default branch would leave it dangling.
            var heads = await AskAsync(
                "read the default branch of",
                mirror,
                ["ls-remote", "--symref", "origin", "HEAD"],
                cancellationToken
            );
            if (
                heads.StartsWith("ref: refs/heads/", StringComparison.Ordinal)
                && heads.IndexOf('\t', StringComparison.Ordinal) is > 0 and var end
            )
                await AskAsync(
                    "follow the default branch of",
                    mirror,
                    ["symbolic-ref", "HEAD", heads["ref: ".Length..end]],
                    cancellationToken
                );
        }

        private Task<string> AskAsync(
            string verb,
            string? folder,
            string[] arguments,
            CancellationToken cancellationToken
        ) =>
            Program.AskAsync(
                new GitCommand($"{verb} {Address.Name}", arguments)
                {
                    Folder = folder,
                    Remote = true,
                    Authorization = Authorization,
                },
                cancellationToken
            );
    }
}

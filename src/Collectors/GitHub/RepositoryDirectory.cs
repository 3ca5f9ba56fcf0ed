using System.Globalization;
using System.IO.Enumeration;

namespace DevRel.Collectors.GitHub;

/// <summary>A repository to read: by its number where it is known, by its name otherwise.</summary>
internal sealed record RepositoryTarget(long? Id, string Name);

/// <summary>A repository found, and what it says now; null when it says what it said before.</summary>
internal sealed record OpenedRepository(RepositoryRef Ref, RepositoryState State, RestRepository? Seen);

/// <summary>Which repositories the manifest means today.</summary>
internal sealed class RepositoryDirectory(GitHubRun run)
{
    /// <summary>Bound of one owner: 100,000 repositories.</summary>
    private const int MaxPages = 1000;

    public async Task<IReadOnlyList<RepositoryTarget>> ResolveAsync(CancellationToken cancellationToken)
    {
        var targets = new List<RepositoryTarget>();
        foreach (var owner in run.Settings.Organizations)
            targets.AddRange(await ListAsync(owner, cancellationToken));
        foreach (var pattern in run.Settings.Repositories)
        {
            if (!IsGlob(pattern))
                targets.Add(new RepositoryTarget(KnownId(pattern), pattern));
            else
                targets.AddRange(
                    (
                        await ListAsync(pattern[..pattern.IndexOf('/', StringComparison.Ordinal)], cancellationToken)
                    ).Where(target => Matches(pattern, target.Name))
                );
        }

        return
        [
            .. targets
                .Where(target => !run.Settings.Exclude.Any(pattern => Matches(pattern, target.Name)))
                .DistinctBy(target => target.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>Null when it is gone; the run says so and goes on.</summary>
    public async Task<OpenedRepository?> OpenAsync(RepositoryTarget target, CancellationToken cancellationToken)
    {
        var known = target.Id is { } id ? run.Cursor.Repositories.GetValueOrDefault(id) : null;
        var answer = await ReadAsync($"repos/{known?.Name ?? target.Name}", known?.ETag, cancellationToken);
        // Its name is somebody else's by now, or nobody's: its number is still its own.
        var moved =
            answer.Reply == Reply.Missing
            || (answer.Value is { } other && target.Id is not null && other.Id != target.Id);
        if (moved && target.Id is { } number)
        {
            var byNumber = await ReadAsync(
                string.Create(CultureInfo.InvariantCulture, $"repositories/{number}"),
                etag: null,
                cancellationToken
            );
            answer = byNumber.Reply == Reply.Ok ? byNumber : answer;
        }

        if (answer.Reply == Reply.NotModified && known is not null && target.Id is { } same)
            return new OpenedRepository(new RepositoryRef(same, known.Name), known, Seen: null);
        if (answer.Value is { Disabled: not true } found)
            return Remember(target, found, answer.ETag);
        Say(target, answer);
        return null;
    }

    private OpenedRepository Remember(RepositoryTarget target, RestRepository found, string? etag)
    {
        var state = run.Cursor.Repositories.GetValueOrDefault(found.Id);
        // Rows carry the name: under a new one everything is told again, under the same ids.
        if (state is null || state.Name != found.FullName)
            state = run.Cursor.Repositories[found.Id] = new RepositoryState { Name = found.FullName };
        state.ETag = etag;
        state.CreatedAt = found.CreatedAt;
        state.HasDiscussions = found.HasDiscussions != false;
        if (run.Settings.Repositories.Contains(target.Name, StringComparer.Ordinal))
            run.Cursor.Names[target.Name.ToLowerInvariant()] = found.Id;
        return new OpenedRepository(new RepositoryRef(found.Id, found.FullName), state, found);
    }

    private void Say(RepositoryTarget target, RestObject<RestRepository> answer) =>
        run.Skip(
            answer.Reply switch
            {
                Reply.Ok => $"{target.Name} was left out: GitHub disabled it.",
                Reply.Denied =>
                    $"{target.Name} was left out: the token may not read it ({answer.Needs ?? "read access, or single sign-on of the organisation"}).",
                Reply.Blocked => $"{target.Name} was left out: GitHub took it down for legal reasons.",
                _ =>
                    $"{target.Name} was left out: it is gone, or hidden from this token. Correct the name, or take it off the list.",
            }
        );

    private Task<RestObject<RestRepository>> ReadAsync(
        string path,
        string? etag,
        CancellationToken cancellationToken
    ) => run.Api.ReadAsync(path, etag, RestJson.Default.RestRepository, cancellationToken);

    /// <summary>All repositories of an organisation or user, oldest first, so that a new one is on the last page.</summary>
    private async Task<IReadOnlyList<RepositoryTarget>> ListAsync(string owner, CancellationToken cancellationToken)
    {
        var key = owner.ToLowerInvariant();
        if (!run.Cursor.Owners.TryGetValue(key, out var standing))
            standing = run.Cursor.Owners[key] = new OwnerState();
        for (var number = 0; number < MaxPages; number++)
        {
            var known = number < standing.Pages.Count ? standing.Pages[number] : null;
            var page = await PageAsync(owner, standing, number + 1, known?.ETag, cancellationToken);
            if (page.Reply is not (Reply.Ok or Reply.NotModified))
            {
                run.Skip(
                    $"The repositories of {owner} could not be listed: there is no such organisation or user, or the token may not. Correct the name, or list the repositories one by one."
                );
                break;
            }

            if (page.Reply == Reply.Ok)
                Keep(standing, number, page);
            if (page.Next is null && standing.Pages[number].Repositories.Count < GitHubApi.PageSize)
            {
                standing.Pages.RemoveRange(number + 1, standing.Pages.Count - number - 1);
                break;
            }
        }

        return
        [
            .. standing
                .Pages.SelectMany(page => page.Repositories)
                .Select(pair => new RepositoryTarget(pair.Key, pair.Value)),
        ];
    }

    private async Task<RestPage<RestRepository>> PageAsync(
        string owner,
        OwnerState standing,
        int number,
        string? etag,
        CancellationToken cancellationToken
    )
    {
        var page = await run.Api.ListAsync(
            Address(owner, standing.User, number),
            etag,
            RestJson.Default.ListRestRepository,
            cancellationToken
        );
        if (page.Reply != Reply.Missing || standing.User)
            return page;
        standing.User = true;
        return await run.Api.ListAsync(
            Address(owner, user: true, number),
            etag: null,
            RestJson.Default.ListRestRepository,
            cancellationToken
        );
    }

    private static string Address(string owner, bool user, int page) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(user ? "users" : "orgs")}/{owner}/repos?type={(user ? "owner" : "all")}&sort=created&direction=asc&per_page={GitHubApi.PageSize}&page={page}"
        );

    private static void Keep(OwnerState standing, int number, RestPage<RestRepository> page)
    {
        if (standing.Pages.Count == number)
            standing.Pages.Add(new OwnerPage());
        standing.Pages[number].ETag = page.ETag;
        standing.Pages[number].Repositories = new SortedDictionary<long, string>(
            page.Items.ToDictionary(repository => repository.Id, repository => repository.FullName)
        );
    }

    private long? KnownId(string name) => run.Cursor.Names.TryGetValue(name.ToLowerInvariant(), out var id) ? id : null;

    private static bool IsGlob(string pattern) => pattern.AsSpan().ContainsAny('*', '?');

    private static bool Matches(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}

using System.Globalization;
using System.Runtime.CompilerServices;
using DevRel.Activities;

namespace DevRel.Collectors.GitHub;

/// <summary>Figures of a repository, its releases and its traffic.</summary>
internal sealed class RepositoryGauges(GitHubRun run, RepositoryRef repository, RepositoryState state)
{
    /// <summary>Bound of the releases read: GitHub serves 10,000.</summary>
    private const int MaxReleasePages = 100;

    /// <param name="seen">What the repository says now; null when it is unchanged.</param>
    public async IAsyncEnumerable<List<CollectedItem>> ReadAsync(
        RestRepository? seen,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        yield return await FiguresAsync(seen, cancellationToken);
        if (run.Wants(GitHubResource.Releases))
            await foreach (var items in ReleasesAsync(cancellationToken))
                yield return items;
        if (run.Wants(GitHubResource.Traffic) && state.TrafficOn != run.Today)
        {
            var views = await TrafficAsync("views", Signal.Views, Signal.UniqueViews, cancellationToken);
            var clones = await TrafficAsync("clones", Signal.Clones, Signal.UniqueClones, cancellationToken);
            state.TrafficOn = run.Today;
            yield return [.. views, .. clones];
        }
    }

    private async Task<List<CollectedItem>> FiguresAsync(RestRepository? seen, CancellationToken cancellationToken)
    {
        var before = state.Gauges;
        if (seen is null && (before is null || before.On == run.Today))
            return [];
        var now = new GaugeState
        {
            On = run.Today,
            Stars = seen?.StargazersCount ?? before?.Stars,
            Forks = seen?.ForksCount ?? before?.Forks,
            Watchers = seen?.SubscribersCount ?? before?.Watchers,
            OpenIssues = seen is null ? before?.OpenIssues : await OpenIssuesAsync(seen, cancellationToken),
        };
        if (now.Stars != before?.Stars && state.Stars is { } stars)
            stars.Changed = true;
        if (now.Forks != before?.Forks && state.Forks is { } forks)
            forks.Changed = true;
        state.Gauges = now;
        var told = new List<CollectedItem>();
        Tell(told, Signal.Stars, now.Stars);
        Tell(told, Signal.Forks, now.Forks);
        Tell(told, Signal.Watchers, now.Watchers);
        Tell(told, Signal.OpenIssues, now.OpenIssues);
        return told;
    }

    /// <summary>GitHub counts open pull requests among the open issues; the number of one-entry pages is how many there are.</summary>
    private async Task<int?> OpenIssuesAsync(RestRepository seen, CancellationToken cancellationToken)
    {
        if (!run.Kinds.Issues || seen.OpenIssuesCount is not { } open)
            return null;
        if (open == 0)
            return 0;
        var page = await run.Api.ListAsync(
            $"repos/{repository.Name}/pulls?state=open&per_page=1",
            etag: null,
            RestJson.Default.ListRestPull,
            cancellationToken
        );
        if (page.Reply != Reply.Ok)
            return null;
        var pulls = PageNumber(page.Last) ?? page.Items.Count;
        return Math.Max(0, open - pulls);
    }

    private async IAsyncEnumerable<List<CollectedItem>> ReleasesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var pages = state.Releases ??= [];
        var changed = false;
        for (var number = 0; number < MaxReleasePages; number++)
        {
            if (pages.Count == number)
                pages.Add(new ReleasePageState());
            var standing = pages[number];
            var page = await run.Api.ListAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"repos/{repository.Name}/releases?per_page={GitHubApi.PageSize}&page={number + 1}"
                ),
                standing.ETag,
                RestJson.Default.ListRestRelease,
                cancellationToken
            );
            if (page.Reply == Reply.Ok)
            {
                changed = true;
                standing.ETag = page.ETag;
                standing.Count = page.Items.Count;
                standing.Downloads = page.Items.Sum(Downloads);
                yield return Tell(page.Items);
            }
            else if (page.Reply != Reply.NotModified)
            {
                run.Skip(page.Reply, "Releases", repository.Name, page.Needs);
                yield break;
            }

            if (standing.Count < GitHubApi.PageSize && page.Next is null)
            {
                pages.RemoveRange(number + 1, pages.Count - number - 1);
                break;
            }
        }

        if (changed)
            yield return [Observed(Signal.Downloads, run.Now, pages.Sum(page => page.Downloads))];
    }

    /// <summary>Whole days only: the last one is still counting and comes tomorrow. Unique counts of days must not be added up.</summary>
    private async Task<List<CollectedItem>> TrafficAsync(
        string what,
        Signal count,
        Signal uniques,
        CancellationToken cancellationToken
    )
    {
        var answer = await run.Api.ReadAsync(
            $"repos/{repository.Name}/traffic/{what}?per=day",
            etag: null,
            RestJson.Default.RestTraffic,
            cancellationToken
        );
        if (answer.Reply != Reply.Ok)
            run.Skip(answer.Reply, "Traffic", repository.Name, answer.Needs);
        var told = new List<CollectedItem>();
        foreach (var day in answer.Value?.Views ?? answer.Value?.Clones ?? [])
        {
            if (DateOnly.FromDateTime(day.Timestamp.UtcDateTime) >= run.Today)
                continue;
            told.Add(Observed(count, day.Timestamp, day.Count));
            told.Add(Observed(uniques, day.Timestamp, day.Uniques));
        }

        return told;
    }

    private List<CollectedItem> Tell(IReadOnlyList<RestRelease> releases)
    {
        var told = new List<CollectedItem>();
        foreach (var release in releases)
        {
            if (release.Draft || release.PublishedAt is not { } published)
                continue;
            told.Add(
                new CollectedActivity(IssueActivities.Id("release", release.Id), ActivityKind.Release, published)
                {
                    Author = GitHubPeople.Of(release.Author),
                    Hints = IssueActivities.Hints(release.Author, association: null, viaApp: false),
                    Container = repository.Name,
                }
            );
        }

        told.Reverse();
        return told;
    }

    private void Tell(List<CollectedItem> told, Signal signal, int? value)
    {
        if (value is { } known)
            told.Add(Observed(signal, run.Now, known));
    }

    private CollectedObservation Observed(Signal signal, DateTimeOffset at, double value) =>
        new(signal, repository.Name, at, value);

    private static long Downloads(RestRelease release) => (release.Assets ?? []).Sum(asset => asset.DownloadCount);

    private static int? PageNumber(string? link)
    {
        var at = link?.LastIndexOf("&page=", StringComparison.Ordinal) ?? -1;
        return
            at >= 0
            && int.TryParse(
                link.AsSpan(at + "&page=".Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var page
            )
            ? page
            : null;
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace DevRel.Collectors.GitHub;

/// <summary>
/// Walks a list sorted by its items' last change, oldest first, from one instant to the next rather than from page to page:
/// an item edited meanwhile moves to the end, pages would shift under us and hide what slid over their edge; instants do not.
/// </summary>
/// <param name="Path">With query, without <c>since</c>.</param>
internal sealed record SinceList<T>(
    string What,
    string Path,
    JsonTypeInfo<List<T>> Type,
    Func<T, DateTimeOffset> UpdatedAt,
    Action<T, List<CollectedItem>> Add
);

internal sealed class SinceWalk<T>(GitHubRun run, RepositoryState repository, SinceState state, SinceList<T> list)
{
    /// <summary>Bound of one walk: a hundred times GitHub's largest repository.</summary>
    private const int MaxPages = 1_000_000;

    /// <summary>Whether <c>since</c> takes in its own second is told differently in different places of the documentation.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(1);

    /// <summary>The reply that ended it early; Ok when it came to its end.</summary>
    public Reply Ended { get; private set; } = Reply.Ok;

    public IAsyncEnumerable<List<CollectedItem>> RecentAsync(CancellationToken cancellationToken) =>
        WalkAsync(state.Recent, history: null, cancellationToken);

    public IAsyncEnumerable<List<CollectedItem>> PastAsync(CancellationToken cancellationToken) =>
        WalkAsync(state.Past, state.History, cancellationToken);

    private async IAsyncEnumerable<List<CollectedItem>> WalkAsync(
        SincePosition position,
        HistoryState? history,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var more = history?.Open != false;
        for (var pages = 0; more && pages < MaxPages; pages++)
        {
            var page = await run.Api.ListAsync(
                position.Next ?? Address(position.Since),
                position.Next is null ? position.ETag : null,
                list.Type,
                cancellationToken
            );
            if (page.Reply == Reply.NotModified)
                yield break;
            if (page.Reply == Reply.Refused && position.Next is not null)
            {
                LeaveCrowdedSecond(position);
                continue;
            }

            if (page.Reply != Reply.Ok)
            {
                Ended = page.Reply;
                state.History.Refused = true;
                run.Skip(page.Reply, list.What, repository.Name, page.Needs);
                yield break;
            }

            var newest = Newest(page.Items);
            more = Advance(position, page, newest);
            if (history is not null)
                more = Note(history, newest, more);
            yield return Tell(page.Items);
        }
    }

    /// <summary>Where to ask next; false at the end of the list, whose ETag then answers for the whole of it.</summary>
    private bool Advance(SincePosition position, RestPage<T> page, DateTimeOffset? newest)
    {
        var atEnd = page.Next is null && page.Items.Count < GitHubApi.PageSize;
        if (atEnd)
        {
            // A page inside a crowded second says nothing of the pages before it.
            position.ETag = position.Next is null ? page.ETag : null;
            position.Next = null;
            return false;
        }

        position.ETag = null;
        var overlap = newest > run.Now - (5 * GitHubRun.Lag) ? GitHubRun.Lag : Overlap;
        var since = newest - overlap;
        if (since <= position.Since)
            since = newest - Overlap;
        if (position.Since is null || since > position.Since)
        {
            position.Since = since ?? position.Since;
            position.Next = since is null ? page.Next : null;
            return true;
        }

        position.Next = page.Next;
        return page.Next is not null;
    }

    /// <summary>More than 40,000 changes in one second, or a cap of this server's own: what lies beyond cannot be had.</summary>
    private void LeaveCrowdedSecond(SincePosition position)
    {
        position.Next = null;
        position.ETag = null;
        position.Since += 2 * Overlap;
        repository.Truncated = true;
        run.Skip(Reply.Refused, list.What, repository.Name, needs: null);
    }

    private static bool Note(HistoryState history, DateTimeOffset? newest, bool more)
    {
        history.Reached = newest ?? history.Reached;
        history.Done = !more || newest >= history.Until;
        return !history.Done;
    }

    private List<CollectedItem> Tell(IReadOnlyList<T> items)
    {
        var told = new List<CollectedItem>(items.Count * 2);
        foreach (var item in items)
            list.Add(item, told);
        return told;
    }

    private DateTimeOffset? Newest(IReadOnlyList<T> items)
    {
        DateTimeOffset? newest = null;
        foreach (var item in items)
            newest = newest > list.UpdatedAt(item) ? newest : list.UpdatedAt(item);
        return newest;
    }

    private string Address(DateTimeOffset? since) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"repos/{repository.Name}/{list.Path}&per_page={GitHubApi.PageSize}"
        ) + (since is { } instant ? "&since=" + GitHubEndpoint.Instant(instant) : "");
}

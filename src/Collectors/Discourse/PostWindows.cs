using System.Runtime.CompilerServices;

namespace DevRel.Collectors.Discourse;

/// <summary>
/// Reads posts upward although the forum lists them downward: ids are dense, so the 50 ids below a bound are asked for, then the next 50. Right for
/// current forums (50 visible posts below the bound) and for old ones (those among the 50 ids below the bound).
/// </summary>
internal sealed class PostWindows(DiscourseClient client)
{
    public const int Width = 50;

    // Old forums answer an empty list where 50 ids in a row are invisible.
    private const int LongestGap = 40;

    /// <summary>Posts with ids in the range, ascending, with the id behind each window.</summary>
    public async IAsyncEnumerable<(IReadOnlyList<Post> Posts, long Next)> ReadAsync(
        long from,
        long to,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        for (var start = from; start < to; start += Width)
        {
            var end = Math.Min(start + Width, to);
            var posts = await client.PostsAsync(end, cancellationToken);
            yield return ([.. posts.Where(post => post.Id >= start && post.Id < end).OrderBy(post => post.Id)], end);
        }
    }

    /// <summary>The lowest id whose post is not older; found by halving, as ids and dates rise together.</summary>
    public async Task<long> FirstSinceAsync(DateTimeOffset since, long end, CancellationToken cancellationToken)
    {
        var (low, high) = (1L, end);
        while (high - low > Width)
        {
            var middle = low + (high - low) / 2;
            if (await NewestBelowAsync(middle, cancellationToken) is { } post && post.CreatedAt >= since)
                high = Math.Min(middle, post.Id);
            else
                low = middle;
        }

        // The last window is read anyway, so its start will do.
        return low;
    }

    private async Task<Post?> NewestBelowAsync(long bound, CancellationToken cancellationToken)
    {
        for (var gap = 0; gap < LongestGap && bound > 1; gap++, bound -= Width)
            if ((await client.PostsAsync(bound, cancellationToken)).MaxBy(post => post.Id) is { } post)
                return post;
        return null;
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace DevRel.Collectors.GitHub;

/// <summary>
/// Where each repository and resource stands. Moved only together with the items it stands behind, so that a run may end after any batch.
/// </summary>
internal sealed class GitHubCursor
{
    private const int Known = 1;

    public int Version { get; set; } = Known;

    /// <summary>By name of the organisation or user.</summary>
    public SortedDictionary<string, OwnerState> Owners { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Declared names, lower case, and the repositories they were when last seen.</summary>
    public SortedDictionary<string, long> Names { get; set; } = new(StringComparer.Ordinal);

    public SortedDictionary<long, RepositoryState> Repositories { get; set; } = [];

    /// <summary>An unreadable or newer cursor means collecting again, which is harmless.</summary>
    public static GitHubCursor Read(string? cursor)
    {
        if (cursor is null)
            return new GitHubCursor();
        try
        {
            var read = JsonSerializer.Deserialize(cursor, CamelJson.Default.GitHubCursor);
            return read is { Version: Known } ? read : new GitHubCursor();
        }
        catch (JsonException)
        {
            return new GitHubCursor();
        }
    }

    public string Write() => JsonSerializer.Serialize(this, CamelJson.Default.GitHubCursor);
}

internal sealed class OwnerState
{
    public List<OwnerPage> Pages { get; set; } = [];

    /// <summary>A user's account: the address of its list differs.</summary>
    public bool User { get; set; }
}

internal sealed class OwnerPage
{
    public string? ETag { get; set; }

    /// <summary>Names by number.</summary>
    public SortedDictionary<long, string> Repositories { get; set; } = [];
}

internal sealed class RepositoryState
{
    public string Name { get; set; } = "";
    public string? ETag { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public bool HasDiscussions { get; set; }
    public GaugeState? Gauges { get; set; }

    /// <summary>Closes since then come from the list of events; before, from the list of issues.</summary>
    public DateTimeOffset? ClosesFrom { get; set; }

    /// <summary>Numbers of issues that went on as discussions; the list of issues still shows them.</summary>
    public List<int>? Converted { get; set; }

    /// <summary>Issues are switched off (410): pull requests come from a list of their own.</summary>
    public bool IssuesOff { get; set; }
    public bool Truncated { get; set; }
    public SinceState? Issues { get; set; }
    public SinceState? Comments { get; set; }
    public SinceState? ReviewComments { get; set; }
    public ListingState? Events { get; set; }
    public ListingState? Pulls { get; set; }
    public ListingState? Reviews { get; set; }
    public ListingState? Discussions { get; set; }
    public ListingState? Stars { get; set; }
    public ListingState? Forks { get; set; }
    public List<ReleasePageState>? Releases { get; set; }

    /// <summary>The day traffic was last read, or refused.</summary>
    public DateOnly? TrafficOn { get; set; }
}

internal sealed class GaugeState
{
    public DateOnly On { get; set; }
    public int? Stars { get; set; }
    public int? Forks { get; set; }
    public int? Watchers { get; set; }
    public int? OpenIssues { get; set; }
}

internal sealed class ReleasePageState
{
    public string? ETag { get; set; }
    public long Downloads { get; set; }
    public int Count { get; set; }
}

/// <summary>How far back is wanted and how much of it is done.</summary>
internal sealed class HistoryState
{
    /// <summary>Null: everything.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>Where the first walk of the recent part began.</summary>
    public DateTimeOffset Until { get; set; }
    public bool Done { get; set; }

    /// <summary>In this run: the token may not, or there is nothing of the kind.</summary>
    [JsonIgnore]
    public bool Refused { get; set; }

    [JsonIgnore]
    public bool Open => !Done && !Refused;

    /// <summary>The newest instant walked so far.</summary>
    public DateTimeOffset? Reached { get; set; }

    /// <summary>0..1, by time.</summary>
    public double Progress(DateTimeOffset begin)
    {
        if (!Open)
            return 1;
        var from = From > begin ? From.Value : begin;
        return Reached is { } reached && Until > from ? Math.Clamp((reached - from) / (Until - from), 0, 0.99) : 0;
    }
}

/// <summary>A list that is asked for what changed since an instant.</summary>
internal sealed class SinceState
{
    public SincePosition Recent { get; set; } = new();
    public SincePosition Past { get; set; } = new();
    public HistoryState History { get; set; } = new();
}

internal sealed class SincePosition
{
    public DateTimeOffset? Since { get; set; }

    /// <summary>Path of the next page, only while more than a page of items share one second.</summary>
    public string? Next { get; set; }

    /// <summary>Of the answer that held the end of the list.</summary>
    public string? ETag { get; set; }
}

/// <summary>A list that is read from either end.</summary>
internal sealed class ListingState
{
    /// <summary>Everything up to here is collected; null before the first walk.</summary>
    public DateTimeOffset? Newest { get; set; }

    /// <summary>Of the newest page.</summary>
    public string? ETag { get; set; }

    /// <summary>Something told that there is more; saved, so that an interrupted run does not forget it.</summary>
    public bool Changed { get; set; } = true;

    /// <summary>Where the walk through history goes on.</summary>
    public string? After { get; set; }
    public HistoryState History { get; set; } = new();
}

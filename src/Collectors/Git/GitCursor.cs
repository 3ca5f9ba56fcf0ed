using System.Text.Json;
using System.Text.Json.Serialization;

namespace DevRel.Collectors.Git;

/// <summary>Where collecting stands. The tips are commits, not branches: what is collected is what they reach.</summary>
internal sealed record GitCursor
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>All that these reach is collected.</summary>
    public IReadOnlyList<string> Tips { get; init; } = [];

    /// <summary>What attributed it: <c>off</c>, <c>none</c> or the blob of the mailmap. Another one means reading everything anew.</summary>
    public string Mailmap { get; init; } = "";
    public DateTimeOffset? Since { get; init; }

    /// <summary>History was complete once.</summary>
    public bool Complete { get; init; }

    /// <summary>Annotated tags by name, with the id of the tag object.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What a run left unfinished.</summary>
    public GitWalk? Walk { get; init; }

    /// <summary>An unreadable cursor starts over: collecting again is harmless.</summary>
    public static GitCursor Read(string? text)
    {
        if (text is null)
            return new GitCursor();
        try
        {
            var cursor = JsonSerializer.Deserialize(text, GitJson.Default.GitCursor);
            return cursor is { Version: CurrentVersion } ? cursor : new GitCursor();
        }
        catch (JsonException)
        {
            return new GitCursor();
        }
    }

    public string Write() => JsonSerializer.Serialize(this, GitJson.Default.GitCursor);
}

/// <summary>From what was collected to what the branches reach now; commits are immutable, so a later run finds the same lists.</summary>
internal sealed record GitWalk
{
    public IReadOnlyList<string> From { get; init; } = [];
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Read all that <see cref="To"/> reaches, not only what <see cref="From"/> does not.</summary>
    public bool Everything { get; init; }
    public string Mailmap { get; init; } = "";
    public DateTimeOffset? Since { get; init; }
    public long RecentFrom { get; init; }
    public GitStage Stage { get; init; }

    /// <summary>Commits of the stage's list that are behind us.</summary>
    public int Done { get; init; }
}

internal enum GitStage
{
    /// <summary>What a rewritten or deselected branch no longer reaches is retracted.</summary>
    Vanished,
    Recent,
    History,
    Finished,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(GitCursor))]
internal sealed partial class GitJson : JsonSerializerContext;

using DevRel.Activities;

namespace DevRel.Collectors.Git;

/// <summary>Annotated tags are releases. Lightweight ones name nobody and no time.</summary>
internal static class GitTags
{
    /// <summary>What changed since the last run, and what to remember of it.</summary>
    public static async Task<(
        IReadOnlyList<CollectedItem> Items,
        IReadOnlyDictionary<string, string> Known
    )> CompareAsync(
        IReadOnlyList<GitRef> tags,
        IReadOnlyDictionary<string, string> known,
        GitRepository repository,
        Mailmap mailmap,
        CancellationToken cancellationToken
    )
    {
        var now = tags.ToDictionary(NameOf, tag => tag.Target, StringComparer.Ordinal);
        var changed = tags.Where(tag => known.GetValueOrDefault(NameOf(tag)) != tag.Target).ToList();
        await mailmap.LearnAsync(changed.Select(Tagger), cancellationToken);
        var items = new List<CollectedItem>();
        items.AddRange(
            known.Keys.Except(now.Keys, StringComparer.Ordinal).Select(name => new CollectedRetraction(NativeId(name)))
        );
        items.AddRange(
            changed
                .Select(tag => Release(tag, repository.Name, mailmap[Tagger(tag)].ToAccount()))
                .OrderBy(release => release.OccurredAt)
        );
        return (items, now);
    }

    private static CollectedActivity Release(GitRef tag, string container, Account? tagger)
    {
        var date = GitDate.Parse(tag.TaggedAt);
        return new CollectedActivity(NativeId(NameOf(tag)), ActivityKind.Release, date.At)
        {
            Author = tagger,
            Hints = tagger?.Hints ?? MemberHints.None,
            Container = container,
            Attributes = new ActivityAttributes { UtcOffsetMinutes = date.Offset },
        };
    }

    private static GitIdentity Tagger(GitRef tag) => new(tag.Tagger, tag.TaggerEmail);

    private static string NameOf(GitRef tag) => tag.Name["refs/tags/".Length..];

    private static string NativeId(string name) => $"tag/{name}";
}

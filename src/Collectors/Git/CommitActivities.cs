using DevRel.Activities;

namespace DevRel.Collectors.Git;

/// <summary>What one commit says: who wrote it, with whom, and who looked at it.</summary>
internal sealed class CommitActivities(GitRepository repository, Mailmap mailmap)
{
    public IEnumerable<CollectedActivity> Of(LoggedCommit commit)
    {
        var author = new GitIdentity(commit.Name, commit.Email);
        var account = author.ToAccount();
        yield return new CollectedActivity(commit.Id, ActivityKind.Commit, commit.Authored.At)
        {
            Author = account,
            Hints = account?.Hints ?? MemberHints.None,
            Container = repository.Name,
            Attributes = Attributes(commit),
        };
        if (commit.Trailers.Length == 0)
            yield break;
        var seen = new HashSet<(bool, string)> { (true, author.Key), (false, author.Key) };
        foreach (var trailer in Trailer.Parse(commit.Trailers))
        {
            var person = mailmap[trailer.Identity];
            // Nobody reviews their own commit, and one line of several about the same person is enough.
            if (seen.Add((trailer.Role == TrailerRole.CoAuthor, person.Key)))
                yield return Of(commit, trailer, person.ToAccount());
        }
    }

    private CollectedActivity Of(LoggedCommit commit, Trailer trailer, Account? person)
    {
        var isAuthor = trailer.Role == TrailerRole.CoAuthor;
        return new CollectedActivity(
            commit.Id + trailer.Suffix,
            isAuthor ? ActivityKind.Commit : ActivityKind.CommitReview,
            isAuthor ? commit.Authored.At : commit.Committed.At
        )
        {
            Author = person,
            Hints = MemberHints.Mentioned | (person?.Hints ?? MemberHints.None),
            Parent = isAuthor ? null : commit.Id,
            Container = repository.Name,
            Attributes = isAuthor
                ? new ActivityAttributes { CoAuthor = true, Merge = commit.Parents > 1 }
                : ActivityAttributes.None,
        };
    }

    private ActivityAttributes Attributes(LoggedCommit commit)
    {
        // A merge shows no lines of its own; the first commit of a shallow clone would show the whole tree as its work.
        var counted = commit.Parents <= 1 && !repository.IsPartial && !repository.ShallowRoots.Contains(commit.Id);
        return new ActivityAttributes
        {
            Merge = commit.Parents > 1,
            LinesAdded = counted ? commit.LinesAdded : null,
            LinesDeleted = counted ? commit.LinesDeleted : null,
            FilesChanged = counted ? commit.FilesChanged : null,
            UtcOffsetMinutes = commit.Authored.Offset,
        };
    }
}

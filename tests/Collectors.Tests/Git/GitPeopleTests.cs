using DevRel.Activities;
using DevRel.Collectors.Git;

namespace DevRel.Collectors.Tests.Git;

public sealed class GitPeopleTests : IDisposable
{
    private readonly Sandbox repo = new();

    public void Dispose() => repo.Dispose();

    [Theory]
    [InlineData("Ada", "Ada@Example.COM", "git:ada@example.com", MemberHints.None)]
    [InlineData("Ada", "583231+ada@users.noreply.github.com", "github:583231", MemberHints.None)]
    [InlineData("Ada", "ada@users.noreply.github.com", "git:ada@users.noreply.github.com", MemberHints.None)]
    [InlineData("x[bot]", "7+x[bot]@users.noreply.github.com", "github:7", MemberHints.BotHandle)]
    [InlineData("renovate[bot]", "bot@example.com", "git:bot@example.com", MemberHints.BotHandle)]
    [InlineData("rganor", "rganor", "git:rganor", MemberHints.None)]
    [InlineData("Nobody Known", "", "git:name:nobody known", MemberHints.None)]
    public void An_address_becomes_an_account(string name, string email, string account, MemberHints hints)
    {
        var found = new GitIdentity(name, email).ToAccount().ShouldNotBeNull();

        $"{found.Platform}:{found.Id}".ShouldBe(account);
        found.Hints.ShouldBe(hints);
    }

    [Fact]
    public void Neither_name_nor_address_is_nobody() => new GitIdentity(" ", "").ToAccount().ShouldBeNull();

    [Fact]
    public void A_no_reply_address_is_not_claimed_as_an_e_mail()
    {
        new GitIdentity("Ada", "583231+ada@users.noreply.github.com").ToAccount()!.ClaimedEmail.ShouldBeNull();
        new GitIdentity("Ada", "ada@users.noreply.github.com").ToAccount()!.ClaimedEmail.ShouldBeNull();
        new GitIdentity("Ada", "ada").ToAccount()!.ClaimedEmail.ShouldBeNull();
    }

    [Fact]
    public async Task Co_authors_and_reviewers_count_once_and_the_author_never_reviews_himself()
    {
        var id = repo.Commit(
            """
            subject

            Co-authored-by: Bob <bob@example.com>
            co-authored-by: Robert <BOB@example.com>
            Co-authored-by: Ada <ada@example.com>
            Reviewed-by: Bob <bob@example.com>
            Tested-by: Eve <eve@example.com>
            Signed-off-by: Ada <ada@example.com>
            Signed-off-by: Kim <kim@example.com>
            Reviewed-by: nobody in particular
            Fixes: #12
            """,
            "2026-01-01T10:00:00+0100",
            committed: "2026-01-03T10:00:00+0000"
        );

        var log = await CollectAsync();

        var coAuthor = log.Activities[$"{id}#co-author/1"];
        coAuthor.Kind.ShouldBe(ActivityKind.Commit);
        coAuthor.Attributes.ShouldBe(new ActivityAttributes { CoAuthor = true });
        coAuthor.Hints.ShouldBe(MemberHints.Mentioned);
        coAuthor.OccurredAt.ShouldBe(new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero));
        log.Of(ActivityKind.Commit).Count().ShouldBe(2);
        log.Of(ActivityKind.CommitReview)
            .Select(review => (review.Author!.Id, review.Parent, review.OccurredAt.Day))
            .ShouldBe(
                [("bob@example.com", id, 3), ("eve@example.com", id, 3), ("kim@example.com", id, 3)],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task The_mailmap_speaks_for_authors_trailers_and_taggers_until_it_is_turned_off()
    {
        repo.Commit(
            "subject\n\nReviewed-by: Bobby <bob@old.example>",
            "2026-01-01T10:00:00+0000",
            author: "Ada L <ada@old.example>"
        );
        repo.Tag("v1", "2026-01-02T10:00:00+0000", "Bobby <bob@old.example>");
        var log = await CollectAsync();
        People(log).ShouldBe(["ada@old.example", "bob@old.example", "bob@old.example"]);

        repo.Commit(
            "map",
            "2026-01-05T10:00:00+0000",
            file: ".mailmap",
            content: "Ada <ada@example.com> <ada@old.example>\nBob <bob@example.com> <bob@old.example>\n"
        );
        await log.RunAsync(repo.Open());
        People(log).ShouldBe(["ada@example.com", "ada@example.com", "bob@example.com", "bob@old.example"]);

        await log.RunAsync(repo.Open(new GitSettings { Url = repo.Path, Mailmap = false }));
        People(log).ShouldContain("ada@old.example");
    }

    [Fact]
    public async Task An_annotated_tag_is_a_release_of_its_tagger_and_follows_the_tag()
    {
        repo.Commit("first", "2026-01-01T10:00:00+0000");
        repo.Git(["tag", "lightweight"]);
        repo.Tag("v1.0", "2026-01-02T10:00:00+0200", "Kim <kim@example.com>");
        repo.Tag("v1.1", "2026-01-03T10:00:00+0000", "Kim <kim@example.com>");
        var log = await CollectAsync();

        var release = log.Activities["tag/v1.0"];
        release.Kind.ShouldBe(ActivityKind.Release);
        release.Author!.Id.ShouldBe("kim@example.com");
        release.OccurredAt.ShouldBe(new DateTimeOffset(2026, 1, 2, 8, 0, 0, TimeSpan.Zero));
        log.Of(ActivityKind.Release).Count().ShouldBe(2);

        repo.Git(["tag", "-d", "v1.0"]);
        repo.Tag("v1.1", "2026-01-04T10:00:00+0000", "Ada <ada@example.com>");
        await log.RunAsync(repo.Open());

        log.Of(ActivityKind.Release).ShouldHaveSingleItem().Author!.Id.ShouldBe("ada@example.com");
    }

    private static IEnumerable<string> People(CollectedLog log) =>
        log.Activities.Values.Select(activity => activity.Author!.Id).Order(StringComparer.Ordinal);

    private async Task<CollectedLog> CollectAsync()
    {
        var log = new CollectedLog();
        await log.RunAsync(repo.Open());
        return log;
    }
}

using System.Globalization;
using System.Text;
using DevRel.Testing;

namespace DevRel.Collectors.Tests.GitHub;

/// <summary>Made-up answers, as GitHub would spell them.</summary>
internal static class Made
{
    private static DateTimeOffset Today => Harness.Today;

    public static string At(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset DaysAgo(double days) => Today - TimeSpan.FromDays(days);

    public static string User(long id, string type = "User", string? login = null) =>
        $$"""{"id":{{id}},"login":"{{login ?? "member" + id}}","type":"{{type}}"}""";

    public static string Repository(FakeGitHub fake, int stars = 0, int forks = 0, int open = 0, int watchers = 0) =>
        $$"""
            {"id":{{fake.Id}},"full_name":"{{fake.Name}}","created_at":"2020-01-01T00:00:00Z","has_issues":true,"has_discussions":true,
            "stargazers_count":{{stars}},"watchers_count":{{stars}},"forks_count":{{forks}},"open_issues_count":{{open}},"subscribers_count":{{watchers}}}
            """;

    public static FakeGitHub Contoso(int stars = 0, int forks = 0, int open = 0)
    {
        var fake = new FakeGitHub();
        fake.Repository = Repository(fake, stars, forks, open, watchers: 3);
        // Lists that exist and are empty.
        _ = (fake.Issues, fake.Comments, fake.ReviewComments, fake.Events, fake.Pulls);
        _ = (fake.Releases, fake.Forks, fake.Stars);
        return fake;
    }

    public static FakeEntry Issue(
        int number,
        DateTimeOffset created,
        DateTimeOffset? updated = null,
        string? user = null,
        string extra = ""
    ) =>
        Entry(
            updated ?? created,
            number,
            $$"""{"id":{{1000 + number}},"number":{{number}},"title":"private words","created_at":"{{At(created)}}","updated_at":"{{At(updated ?? created)}}","user":{{user ?? User(number % 7 + 1)}},"author_association":"NONE","labels":[]{{extra}}}"""
        );

    public static FakeEntry Comment(
        long id,
        int issue,
        DateTimeOffset created,
        string? user = null,
        bool pull = false,
        DateTimeOffset? updated = null
    ) =>
        Entry(
            updated ?? created,
            id,
            $$"""{"id":{{id}},"html_url":"https://github.com/contoso/sdk/{{(pull ? "pull" : "issues")}}/{{issue}}#issuecomment-{{id}}","issue_url":"https://api.github.com/repos/contoso/sdk/issues/{{issue}}","body":"private words","created_at":"{{At(created)}}","updated_at":"{{At(updated ?? created)}}","user":{{user ?? User(id % 5 + 20)}},"author_association":"MEMBER"}"""
        );

    public static FakeEntry Event(
        long id,
        string kind,
        int issue,
        DateTimeOffset at,
        string? actor = null,
        string extra = "",
        string issueExtra = ""
    ) =>
        Entry(
            at,
            id,
            $$"""{"id":{{id}},"event":"{{kind}}","created_at":"{{At(at)}}","actor":{{actor ?? User(90)}}{{extra}},"issue":{"number":{{issue}}{{issueExtra}} } }"""
        );

    public static FakeEntry Star(long user, DateTimeOffset at) =>
        Entry(
            at,
            user,
            $$"""{"starredAt":"{{At(at)}}","node":{"__typename":"User","login":"member{{user}}","databaseId":{{user}} } }"""
        );

    public static FakeEntry Entry(DateTimeOffset at, long id, string json) => new(at, id, Encoding.UTF8.GetBytes(json));
}

using System.Text;
using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Resources;

namespace DevRel.Models.Tests.Members;

/// <summary>Made-up accounts and a roster over them.</summary>
internal static class RosterWorld
{
    public static readonly Pseudonyms Keys = new(
        Encoding.UTF8.GetBytes("inner key of the tests"),
        Encoding.UTF8.GetBytes("outer key of the tests")
    );

    public static MemberRoster Roster(
        MembersSpec? members = null,
        Pseudonyms? keys = null,
        IReadOnlyList<MetricSource>? sources = null,
        string timeZone = "UTC"
    ) =>
        new(
            new DevRelProgramSpec { Members = members ?? new MembersSpec(), TimeZone = timeZone },
            sources ?? [],
            keys ?? Keys
        );

    public static MemberRoster RosterWithoutKeys(MembersSpec members) =>
        new(new DevRelProgramSpec { Members = members }, [], pseudonyms: null);

    public static MetricSource Source(string name, string geo = "unknown", string vertical = "unknown") =>
        new()
        {
            Metadata = new ObjectMetadata { Name = name },
            Spec = new MetricSourceSpec
            {
                Platform = "github",
                Settings = new object(),
                Attribution = new AttributionSpec { Geo = geo, Vertical = vertical },
            },
        };

    public static MemberId Id(int number, string platform = "github") =>
        Keys.Member(platform, number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A fact of the account <c>platform:id:number</c>.</summary>
    public static MemberFact Fact(
        int number,
        string platform = "github",
        string? handle = null,
        string? verified = null,
        string? claimed = null,
        string source = "forge"
    ) =>
        new()
        {
            Source = source,
            Platform = platform,
            Member = Id(number, platform),
            Handle = handle is null ? null : Keys.Handle(platform, handle),
            VerifiedEmail = verified is null ? null : Keys.Email(verified),
            ClaimedEmail = claimed is null ? null : Keys.Email(claimed),
            EmailDomain = (verified ?? claimed)?.Split('@')[1] is { } domain ? Keys.EmailDomain(domain) : null,
        };

    public static int At(int year, int month, int day, int hour = 0) =>
        Instants.Of(new DateTimeOffset(year, month, day, hour, 0, 0, TimeSpan.Zero));
}

using DevRel.Activities;

namespace DevRel.Store.Tests;

/// <summary>Made-up records, each with everything filled in that a test may want to see come back.</summary>
internal static class Example
{
    public const string Source = "contoso-github";

    public static readonly DateTimeOffset Morning = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static readonly MemberId Ada = new(new UInt128(0x0123456789abcdef, 0xfedcba9876543210));
    public static readonly MemberId Ben = new(new UInt128(0xb, 0xe4));

    public static Activity Issue(int number) =>
        new()
        {
            Source = Source,
            NativeId = $"issue/{number}",
            Platform = "github",
            Kind = ActivityKind.IssueOpened,
            Member = Ada,
            Hints = MemberHints.FirstTimer | MemberHints.ViaApp,
            Thread = $"contoso/sdk#{number}",
            Container = "contoso/sdk",
            OccurredAt = Morning.AddMinutes(number),
            CollectedAt = Morning.AddDays(1),
            Attributes = new ActivityAttributes { AsksAnswer = true, Tags = ["bug", "help wanted"] },
        };

    public static Activity Commit(string hash) =>
        new()
        {
            Source = Source,
            NativeId = $"commit/{hash}",
            Platform = "git",
            Kind = ActivityKind.Commit,
            Member = Ben,
            Parent = "issue/7",
            OccurredAt = Morning.AddMilliseconds(123),
            CollectedAt = Morning.AddDays(2),
            Evidence = Evidence.Manual,
            Attributes = new ActivityAttributes
            {
                Outcome = "approved",
                Merge = true,
                Draft = true,
                CoAuthor = true,
                LinesAdded = 0,
                LinesDeleted = 12,
                FilesChanged = 3,
                UtcOffsetMinutes = -330,
                Value = 0.1,
            },
        };

    public static Retraction Retract(int number) => new() { Source = Source, NativeId = $"issue/{number}" };

    public static Observation Stars(DateTimeOffset at, double value) =>
        new()
        {
            Source = Source,
            Platform = "github",
            Signal = Signal.Stars,
            Resource = "contoso/sdk",
            ObservedAt = at,
            Value = value,
        };

    public static MemberFact Fact(MemberId member) =>
        new()
        {
            Source = Source,
            Platform = "github",
            Member = member,
            Handle = new IdentityHash(ulong.MaxValue),
            VerifiedEmail = new IdentityHash(1),
            ClaimedEmail = new IdentityHash(2),
            EmailDomain = new IdentityHash(3),
            EmailDomainClass = EmailDomainClass.Academic,
            Organization = new IdentityHash(4),
            Geo = "Western Europe",
            Hints = MemberHints.Staff,
            Name = "ada",
            AccountCreatedAt = Morning.AddYears(-9),
        };

    public static SourceState State(double progress) =>
        new()
        {
            Source = Source,
            Platform = "github",
            Condition = SourceCondition.Backfilling,
            Reason = "rate_limited",
            Message = "the quota is used up; continues by itself",
            Watermark = Morning,
            LastSuccess = Morning.AddHours(1),
            BackfillProgress = progress,
            Truncated = true,
        };

    public static Erasure Erase(MemberId member) => new() { Source = Source, Member = member };

    public static Commit Commit(params LogRecord[] records) => new(Source, records, null);
}

using DevRel.Activities;
using DevRel.Collectors.Door;

namespace DevRel.Collectors.Tests.Door;

/// <summary>A door of one run, with keys anybody may know.</summary>
internal sealed class DoorCase
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Pseudonyms Pseudonyms = new(new byte[32], new byte[32]);
    private readonly Entrance entrance;

    public DoorCase(string optOuts = "", bool named = false) =>
        entrance = new Entrance("forum", "discourse", Pseudonyms, new DoorRules(named, OptOuts.Parse(optOuts)), Counts);

    public DoorCounts Counts { get; } = new();

    public IReadOnlyList<LogRecord> Admit(params CollectedItem[] items) => entrance.Admit(items, Now);

    public static CollectedActivity By(Account? author, string id = "post/1", DateTimeOffset? at = null) =>
        new(id, ActivityKind.Post, at ?? Now.AddHours(-1)) { Author = author };

    public static Account Alice { get; } =
        new("discourse", "7")
        {
            Handle = "Alice",
            VerifiedEmail = "alice@canary.example.edu",
            ClaimedEmail = "private@gmail.com",
            Location = "Berlin, Germany",
            Organization = "@Contoso",
            CreatedAt = Now.AddYears(-3),
        };
}

using DevRel.Resources;

namespace DevRel.Collectors.Discourse;

/// <summary>One forum, or some of its categories.</summary>
public sealed record DiscourseSettings
{
    [Field(
        "Address of the forum's start page, with the folder it is installed in, if any.",
        Required = true,
        Pattern = @"^https?://[^/?#@\s]+(/[^?#@\s]*)?$",
        Shape = "https://forum.example or https://example.com/forum"
    )]
    public string Url { get; init; } = "";

    [Field(
        "Categories to read, as slug, parent-slug/slug or number; their subcategories come along. Left out: all that the reader may see.",
        MinLength = 1,
        MaxLength = 255
    )]
    public IReadOnlyList<string> Categories { get; init; } = [];

    [Field(
        "Categories to leave out, with their subcategories; stronger than categories.",
        MinLength = 1,
        MaxLength = 255
    )]
    public IReadOnlyList<string> Exclude { get; init; } = [];

    [Field(
        "Categories whose topics ask for an answer, beside those where the Solved plugin is on.",
        MinLength = 1,
        MaxLength = 255
    )]
    public IReadOnlyList<string> Questions { get; init; } = [];

    [Field("For forums that show nothing without a login, and for higher limits.")]
    public DiscourseAuth? Auth { get; init; }
}

public sealed record DiscourseAuth
{
    [Field(
        "An API key. Make it read-only and for a plain user, so that private categories and messages never arrive.",
        Required = true
    )]
    public SecretValue ApiKey { get; init; } = new();

    [Field("The user the key acts as.", Required = true, MinLength = 1, MaxLength = 60)]
    public string Username { get; init; } = "";
}

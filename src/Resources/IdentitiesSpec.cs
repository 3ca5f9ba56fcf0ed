namespace DevRel.Resources;

/// <summary>Who is one person, who belongs where: inline, or the same keys in a ConfigMap.</summary>
public sealed record IdentitiesSpec
{
    [Field(
        "ConfigMap whose values are YAML with the same keys (links, affiliations, attributes); added to what stands here. On one machine: a ConfigMap among the manifests."
    )]
    public LocalReference? ConfigMapRef { get; init; }

    [Field("Accounts of one person.", MaxItems = 1000)]
    public IReadOnlyList<IdentityLink> Links { get; init; } = [];

    [Field("Who belonged to which organisation when.", MaxItems = 1000)]
    public IReadOnlyList<Affiliation> Affiliations { get; init; } = [];

    [Field("Where single accounts belong.", MaxItems = 1000)]
    public IReadOnlyList<MemberAttribute> Attributes { get; init; } = [];
}

/// <summary>Accounts of one person, each <c>platform:handle</c>, <c>platform:id:123</c> or <c>email:address</c>.</summary>
public sealed record IdentityLink
{
    [Field(
        "Two or more accounts of one person.",
        Required = true,
        MinItems = 2,
        MaxItems = 32,
        Pattern = Vocabulary.AccountPattern,
        Shape = Vocabulary.AccountShape,
        MaxLength = 320
    )]
    public IReadOnlyList<string> Accounts { get; init; } = [];
}

/// <summary>Who belonged to an organisation when: by account or by e-mail domain; from inclusive, to exclusive.</summary>
[Choice(ChoiceRule.ExactlyOne, "account", "emailDomain")]
public sealed record Affiliation
{
    [Field("One account.", Pattern = Vocabulary.AccountPattern, Shape = Vocabulary.AccountShape, MaxLength = 320)]
    public string? Account { get; init; }

    [Field(
        "Everyone with a verified address of this domain.",
        Pattern = Vocabulary.DomainPattern,
        Shape = Vocabulary.DomainShape,
        MaxLength = 253
    )]
    public string? EmailDomain { get; init; }

    [Field("The organisation's name.", Required = true, MaxLength = 200)]
    public string Organization { get; init; } = "";

    [Field("First day; left out: from the beginning.")]
    public DateOnly? From { get; init; }

    [Field("First day no longer belonging; left out: until now.")]
    public DateOnly? To { get; init; }

    [Field("Kind of organisation.", Values = Vocabulary.Vertical)]
    public string? Vertical { get; init; }

    [Field("True for the organisation that runs the program: shown, never counted as community.")]
    public bool Team { get; init; }
}

[Choice(ChoiceRule.AtLeastOne, "geo", "vertical")]
public sealed record MemberAttribute
{
    [Field(
        "One account.",
        Required = true,
        Pattern = Vocabulary.AccountPattern,
        Shape = Vocabulary.AccountShape,
        MaxLength = 320
    )]
    public string Account { get; init; } = "";

    [Field("UN M49 subregion.", Values = Vocabulary.Geo)]
    public string? Geo { get; init; }

    [Field("Kind of organisation.", Values = Vocabulary.Vertical)]
    public string? Vertical { get; init; }
}

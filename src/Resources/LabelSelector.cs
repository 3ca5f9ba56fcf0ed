namespace DevRel.Resources;

/// <summary>Kubernetes label selector; empty selects everything.</summary>
public sealed record LabelSelector
{
    [Field(
        "Labels that must be there with these values.",
        KeyPattern = Vocabulary.LabelKeyPattern,
        KeyShape = Vocabulary.LabelKeyShape,
        Pattern = Vocabulary.LabelPattern,
        Shape = Vocabulary.LabelShape
    )]
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    [Field("Further conditions; all must hold.", MaxItems = 32)]
    public IReadOnlyList<LabelExpression> MatchExpressions { get; init; } = [];

    /// <summary>As Kubernetes does it: all of both lists must hold; an operator it does not know matches nothing.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (key, value) in MatchLabels)
        {
            if (!labels.TryGetValue(key, out var actual) || actual != value)
                return false;
        }

        return MatchExpressions.All(expression => expression.Matches(labels));
    }
}

public sealed record LabelExpression
{
    [Field("Label key.", Required = true, Pattern = Vocabulary.LabelKeyPattern, Shape = Vocabulary.LabelKeyShape)]
    public string Key { get; init; } = "";

    [Field("Condition on the label.", Required = true, Values = "In|NotIn|Exists|DoesNotExist")]
    public string Operator { get; init; } = "In";

    [Field("For In and NotIn, at least one.", Pattern = Vocabulary.LabelPattern, Shape = Vocabulary.LabelShape)]
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary><c>NotIn</c> also matches where the label is absent.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var present = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            "In" => present && Values.Contains(value!, StringComparer.Ordinal),
            "NotIn" => !present || !Values.Contains(value!, StringComparer.Ordinal),
            "Exists" => present,
            "DoesNotExist" => !present,
            _ => false,
        };
    }
}

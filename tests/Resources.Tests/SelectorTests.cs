namespace DevRel.Resources.Tests;

public sealed class SelectorTests
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["program"] = "contoso",
        ["tier"] = "core",
    };

    [Fact]
    public void An_empty_selector_takes_everything() => new LabelSelector().Matches(Labels).ShouldBeTrue();

    [Theory]
    [InlineData("program", "contoso", true)]
    [InlineData("program", "Contoso", false)]
    [InlineData("other", "contoso", false)]
    public void Labels_match_by_key_and_value(string key, string value, bool expected) =>
        new LabelSelector { MatchLabels = new Dictionary<string, string>(StringComparer.Ordinal) { [key] = value } }
            .Matches(Labels)
            .ShouldBe(expected);

    [Theory]
    [InlineData("In", "tier", "core", true)]
    [InlineData("In", "tier", "edge", false)]
    [InlineData("In", "absent", "edge", false)]
    [InlineData("NotIn", "tier", "core", false)]
    [InlineData("NotIn", "tier", "edge", true)]
    [InlineData("NotIn", "absent", "edge", true)]
    [InlineData("Exists", "tier", null, true)]
    [InlineData("Exists", "absent", null, false)]
    [InlineData("DoesNotExist", "tier", null, false)]
    [InlineData("DoesNotExist", "absent", null, true)]
    [InlineData("Maybe", "tier", null, false)]
    public void Expressions_match_as_in_kubernetes(string @operator, string key, string? value, bool expected)
    {
        var expression = new LabelExpression
        {
            Key = key,
            Operator = @operator,
            Values = value is null ? [] : [value],
        };

        new LabelSelector { MatchExpressions = [expression] }
            .Matches(Labels)
            .ShouldBe(expected);
    }
}

namespace DevRel.Repository.Tests;

/// <summary>The measure itself, seen finding a long function.</summary>
public sealed class FunctionLengthTests
{
    [Fact]
    public void A_function_is_as_long_as_from_its_first_line_to_its_brace()
    {
        string[] lines = ["class A", "{", "    int Sum(int a)", "    {", "        return a;", "    }", "}"];

        SizeTests.Functions(lines).ShouldBe([("int Sum(int a)", 4)]);
    }

    [Fact]
    public void A_function_that_is_a_lambda_ends_with_its_brace()
    {
        string[] lines =
        [
            "    int Sum() =>",
            "        Within(() =>",
            "        {",
            "            return 1;",
            "        });",
            "    int Other() => 2;",
            "}",
        ];

        SizeTests.Functions(lines).ShouldBe([("Within(() =>", 4)]);
    }
}

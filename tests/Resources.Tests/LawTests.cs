using System.Globalization;
using DevRel.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace DevRel.Resources.Tests;

/// <summary>What holds for every input.</summary>
public sealed class LawTests
{
    private static readonly string[] Seeds =
    [
        .. Directory
            .EnumerateFiles(Files.At("tests", "Resources.Tests", "cases"), "*.yaml", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("latin.yaml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText),
    ];

    private static readonly string[] Splinters =
    [
        "\t",
        "\n",
        " ",
        ":",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "|",
        ">",
        "&a ",
        "*a",
        "<<: ",
        "---\n",
        "...\n",
        "!",
        "!!int ",
        "%",
        "@",
        "`",
        "#",
        "? ",
        ",",
        "\0",
        "\u0085",
        "\u2028",
        "\ufeff",
        "é",
        "😀",
        "\ud800",
        "null",
        "~",
        "1e999",
        "0x",
        "-",
        "0",
        "true",
        "\r",
        "\\",
        "\\x",
        "=",
        "%YAML 9.9\n",
    ];

    [Fact]
    public void Durations_come_back_as_they_were_written()
    {
        var seconds = Gen.Choose(0, int.MaxValue);
        Prop.ForAll(
                seconds.ToArbitrary(),
                count =>
                {
                    var duration = TimeSpan.FromSeconds(count);
                    return Durations.TryParse(Durations.Format(duration), out var back) && back == duration;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Quantities_come_back_as_they_were_written()
    {
        var quantities = Gen.Choose(-1_000_000, 1_000_000)
            .SelectMany(number =>
                Gen.Elements(true, false)
                    .Select(isDuration =>
                        isDuration ? new Quantity(Math.Abs(number), true) : new Quantity(number / 4.0, false)
                    )
            );
        Prop.ForAll(
                quantities.ToArbitrary(),
                quantity => Quantity.TryParse(quantity.ToString(), out var back) && back == quantity
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_is_done_to_a_manifest_it_loads_or_says_where_it_does_not()
    {
        var mutations =
            from seed in Gen.Elements(Seeds)
            from cuts in Gen.Choose(1, 4)
            from at in Gen.ArrayOf(Gen.Choose(0, 1_000_000), 4)
            from length in Gen.ArrayOf(Gen.Choose(0, 12), 4)
            from splinter in Gen.ArrayOf(Gen.Elements(Splinters), 4)
            select Mutate(seed, cuts, at, length, splinter);
        Prop.ForAll(mutations.ToArbitrary(), HasPositions).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    [Fact]
    public void Any_text_at_all_loads_or_says_where_it_does_not()
    {
        var texts = Gen.Elements(Splinters).ListOf().Select(string.Concat);
        Prop.ForAll(texts.ToArbitrary(), HasPositions).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    [Fact]
    public void A_swap_a_slip_or_a_gap_costs_one_and_distance_is_symmetric()
    {
        Nearest.Distance("repositories", "repositroies").ShouldBe(1);
        Nearest.Distance("repositories", "repositores").ShouldBe(1);
        Nearest.Distance("repositories", "repositoriez").ShouldBe(1);
        var words = Gen.Elements("a", "ab", "ba", "abc", "bca", "", "spec", "sepc", "speck");
        Prop.ForAll(
                words.ToArbitrary(),
                words.ToArbitrary(),
                (left, right) =>
                    Nearest.Distance(left, right) == Nearest.Distance(right, left)
                    && Nearest.Distance(left, right) == 0 == (left == right)
            )
            .QuickCheckThrowOnFailure();
    }

    private static string Mutate(string seed, int cuts, int[] at, int[] length, string[] splinter)
    {
        for (var i = 0; i < cuts; i++)
        {
            var from = at[i] % (seed.Length + 1);
            var to = Math.Min(seed.Length, from + length[i]);
            seed = string.Concat(seed.AsSpan(0, from), splinter[i], seed.AsSpan(to));
        }

        return seed;
    }

    private static bool HasPositions(string text)
    {
        foreach (var file in new[] { "x.yaml", "x.json" })
        {
            var loaded = Manifests.Parse(text, file, World.Platforms);
            var problems = World.Problems(loaded);
            var lines = text.Count(letter => letter == '\n') + 1;
            foreach (var problem in problems)
            {
                if (
                    problem.File != file
                    || problem.Line < 1
                    || problem.Line > lines
                    || problem.Column < 1
                    || problem.What.Length == 0
                )
                    throw new InvalidOperationException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{problem.Line}:{problem.Column} of {lines} lines: {problem}"
                        )
                    );
                if (
                    problem.Quoted is { } quoted
                    && (problem.Caret < 0 || problem.Caret > 1_000 || quoted.Any(char.IsControl))
                )
                    throw new InvalidOperationException(problem.ToString());
            }
        }

        return true;
    }
}

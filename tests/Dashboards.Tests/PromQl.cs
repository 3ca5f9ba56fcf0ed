using System.Text.RegularExpressions;

namespace DevRel.Dashboards.Tests;

/// <summary>As much of PromQL as the rules need: selectors, what stands around them, and whether brackets and quotes close. Prometheus itself judges the rest.</summary>
internal static partial class PromQl
{
    private static readonly string[] Variables = ["$job", "$instance", "$program", "$__rate_interval", "$datasource"];

    [GeneratedRegex(@"(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\{(?<matchers>[^}]*)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SelectorPattern { get; }

    [GeneratedRegex(@"\$[a-zA-Z_]+", RegexOptions.None, 1000)]
    private static partial Regex VariablePattern { get; }

    public static IReadOnlyList<(string Name, string Matchers, int At)> Selectors(string expression) =>
        [
            .. SelectorPattern
                .Matches(expression)
                .Select(match => (match.Groups["name"].Value, match.Groups["matchers"].Value, match.Index)),
        ];

    /// <summary>Null when nothing is wrong.</summary>
    public static string? Complaint(string expression)
    {
        var open = new Stack<char>();
        var isQuoted = false;
        foreach (var letter in expression)
        {
            if (letter == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && "([{".Contains(letter, StringComparison.Ordinal))
                open.Push(letter);
            else if (!isQuoted && ")]}".Contains(letter, StringComparison.Ordinal) && !Closes(open, letter))
                return "a bracket closes that was not opened";
        }

        var unknown = VariablePattern
            .Matches(expression)
            .Select(match => match.Value)
            .Except(Variables)
            .FirstOrDefault();
        return isQuoted || open.Count > 0 ? "a quote or bracket stays open"
            : unknown is not null ? $"{unknown} is no variable of this dashboard"
            : Selectors(expression).Count == 0 ? "asks for no series"
            : null;
    }

    /// <summary>The function whose argument is the range that follows a selector; empty when it is read as it is.</summary>
    public static string FunctionAround(string expression, int selectorAt)
    {
        var at = selectorAt - 1;
        if (at < 0 || expression[at] != '(')
            return "";
        var end = at;
        while (at > 0 && (char.IsAsciiLetter(expression[at - 1]) || expression[at - 1] == '_'))
            at--;
        return expression[at..end];
    }

    private static bool Closes(Stack<char> open, char letter) =>
        open.TryPop(out var opened) && (opened, letter) is ('(', ')') or ('[', ']') or ('{', '}');
}

using System.Globalization;
using System.Text;

namespace DevRel.Resources;

/// <summary>Problems as people read them: position, path, message, then the line with a caret. Plain text, lines end with \n.</summary>
public static class ProblemPrinter
{
    public static string Print(IEnumerable<Problem> problems)
    {
        var text = new StringBuilder();
        foreach (var problem in problems)
            Append(text, problem);
        return text.ToString();
    }

    /// <summary><c>2 errors, 1 warning, 3 notes</c>; empty when there is nothing.</summary>
    public static string Summary(IReadOnlyCollection<Problem> problems) =>
        string.Join(
            ", ",
            new[]
            {
                Count(problems, Severity.Error, "error"),
                Count(problems, Severity.Warning, "warning"),
                Count(problems, Severity.Note, "note"),
            }.Where(part => part.Length > 0)
        );

    /// <summary>The first line: <c>file:line:column: path: message</c>.</summary>
    internal static string Head(Problem problem)
    {
        var parts = new List<string>();
        if (problem.File is { } file)
            parts.Add(
                problem.Line > 0
                    ? string.Create(CultureInfo.InvariantCulture, $"{file}:{problem.Line}:{problem.Column}")
                    : file
            );
        else if (problem.Resource.Length > 0)
            parts.Add(problem.Resource);
        if (problem.Severity != Severity.Error)
            parts.Add(problem.Severity == Severity.Warning ? "warning" : "note");
        if (problem.Path.Length > 0)
            parts.Add(problem.Path);
        parts.Add(problem.Message);
        return string.Join(": ", parts);
    }

    private static void Append(StringBuilder text, Problem problem)
    {
        text.Append(Head(problem)).Append('\n');
        if (problem.Quoted is not { } line)
            return;
        var number = problem.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        text.Append(number).Append(" | ").Append(line).Append('\n');
        text.Append("      | ").Append(' ', problem.Caret).Append("^\n");
    }

    private static string Count(IReadOnlyCollection<Problem> problems, Severity severity, string word)
    {
        var count = problems.Count(problem => problem.Severity == severity);
        return count == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? "" : "s")}");
    }
}

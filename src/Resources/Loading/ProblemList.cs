namespace DevRel.Resources;

/// <summary>Collects what is wrong; lines are quoted at the end, when everything that must be masked is known.</summary>
internal sealed class ProblemList
{
    private const int Most = 10_000;
    private readonly List<(Problem Problem, SourceText? Source, Position Position)> found = [];

    public void Add(Problem problem, SourceText? source, Position position)
    {
        if (found.Count < Most)
            found.Add((problem, source, position));
    }

    public void Error(SourceText source, Position position, string reason, string what, string instead) =>
        Add(new Problem(Severity.Error, reason, what, instead), source, position);

    /// <summary>By file, line, column; errors before warnings before notes at one place.</summary>
    public IReadOnlyList<Problem> Finish() =>
        Sort(found.Select(item => Finish(item.Problem, item.Source, item.Position)));

    public static Problem Finish(Problem problem, SourceText? source, Position position)
    {
        if (source is null)
            return problem;
        var (quoted, caret) = source.Quote(position);
        var inFile = source.InFile(position);
        return problem with
        {
            File = source.File,
            Line = inFile.Line,
            Column = inFile.Column,
            Quoted = quoted.Length == 0 ? null : quoted,
            Caret = caret,
        };
    }

    public static IReadOnlyList<Problem> Sort(IEnumerable<Problem> problems) =>
        [
            .. problems
                .Distinct()
                // A credential where a reference is expected is found twice, by its looks and by its place: the better advice stays.
                .GroupBy(problem =>
                    problem.Reason == Reasons.InlinedSecret
                        ? (problem.File, problem.Line, problem.Column, "")
                        : (problem.File, problem.Line, problem.Column, problem.Path + problem.Message)
                )
                .Select(same => same.MaxBy(problem => problem.Instead.Contains('{', StringComparison.Ordinal))!)
                .OrderBy(problem => problem.File, StringComparer.Ordinal)
                .ThenBy(problem => problem.Line)
                .ThenBy(problem => problem.Column)
                .ThenByDescending(problem => problem.Severity)
                .ThenBy(problem => problem.Path, StringComparer.Ordinal)
                .ThenBy(problem => problem.What, StringComparer.Ordinal),
        ];
}

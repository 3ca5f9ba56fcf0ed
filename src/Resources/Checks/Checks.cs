namespace DevRel.Resources;

/// <summary>What schema and types cannot say, as a list of named checks. Run after loading; the operator runs the same list.</summary>
public static class Checks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        .. ObjectChecks.All,
        .. SourceChecks.All,
        .. ProgramChecks.All,
        .. MemberChecks.All,
        .. ModelChecks.All,
        .. GoalChecks.All,
        .. MetricChecks.All,
    ];

    /// <summary>Sorted by file, line and column, without those of <see cref="LoadResult.Problems"/>. What reading already complained about is not judged again.</summary>
    public static IReadOnlyList<Problem> Run(CheckInput input) =>
        ProblemList.Sort(
            (
                from check in All
                from finding in check.Find(input)
                where !finding.Place.IsBroken(finding.Path)
                select finding.Place.At(finding.Path, check.Severity, check.Reason, finding.What, finding.Instead)
            ).Concat(input.Programs.SelectMany(item => Identities.Parts(item.Program, input.Loaded).Problems))
        );

    /// <summary>Everything that is to be said about a set of manifests: of reading and of checking, in order.</summary>
    public static IReadOnlyList<Problem> AllProblems(CheckInput input) =>
        ProblemList.Sort(input.Loaded.Problems.Concat(Run(input)));
}

using DevRel.Resources;

namespace DevRel.Collectors;

/// <summary>Every platform there is, one line each; schema, CRD, docs and the label <c>platform</c> follow from it.</summary>
public static class PlatformCatalog
{
    public static IReadOnlyList<IPlatform> All { get; } =
    [new Discourse.DiscoursePlatform(), new Git.GitPlatform(), new GitHub.GitHubPlatform()];

    public static IReadOnlyList<PlatformDescriptor> Descriptors { get; } =
    [.. All.Select(platform => platform.Descriptor)];
}

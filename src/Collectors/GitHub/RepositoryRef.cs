using System.Globalization;

namespace DevRel.Collectors.GitHub;

/// <summary>
/// A repository, known by its number: names change hands. Threads and native ids are made of the number, the container is the name of today.
/// </summary>
internal sealed record RepositoryRef(long Id, string Name)
{
    public string Thread(int number) => string.Create(CultureInfo.InvariantCulture, $"{Id}#{number}");

    /// <summary>Issues and pull requests share one number space, so an issue turned into a pull request keeps its id.</summary>
    public string Issue(int number) => string.Create(CultureInfo.InvariantCulture, $"issue/{Id}/{number}");

    public string Discussion(int number) => string.Create(CultureInfo.InvariantCulture, $"discussion/{Id}/{number}");

    public string Star(string account) => string.Create(CultureInfo.InvariantCulture, $"star/{Id}/{account}");
}
